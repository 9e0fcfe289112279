package dev.weir.source.duckdb.engine;

/// Fills a table in batches of [#BATCH] rows, column by column: put all cells of the batch, then
/// [#add]. Used by one thread.
public interface Appender extends AutoCloseable {
  /// Most rows of a batch.
  int BATCH = 2048;

  /// Types of columns that can be filled, with DuckDB's numbers and names for them.
  enum Kind {
    /// 0 or 1.
    BOOLEAN(1, 1, "BOOLEAN"),
    /// 32 bits.
    INT(4, 4, "INTEGER"),
    /// 64 bits.
    LONG(5, 8, "BIGINT"),
    /// A double.
    DOUBLE(11, 8, "DOUBLE"),
    /// Microseconds.
    TIMESTAMP(12, 8, "TIMESTAMP"),
    /// Days.
    DATE(13, 4, "DATE"),
    /// UTF-8.
    TEXT(17, 16, "VARCHAR"),
    /// Bytes.
    BYTES(18, 16, "BLOB");

    final int id;
    final int width;
    private final String sql;

    Kind(int id, int width, String sql) {
      this.id = id;
      this.width = width;
      this.sql = sql;
    }

    /// Its name in SQL.
    public String sql() {
      return sql;
    }
  }

  /// Puts cells of a LONG or TIMESTAMP column at the start of the batch.
  void put(int column, long[] source, int from, int count);

  /// Puts cells of a DOUBLE column at the start of the batch.
  void put(int column, double[] source, int from, int count);

  /// Puts cells of an INT column at the start of the batch.
  void put(int column, int[] source, int from, int count);

  /// Puts a cell of any column but TEXT, BYTES and DOUBLE.
  void put(int column, int row, long value);

  /// Puts a cell of a DOUBLE column.
  void put(int column, int row, double value);

  /// Puts a cell of a TEXT or BYTES column: the bytes from `from` to `to`.
  void put(int column, int row, byte[] bytes, int from, int to);

  /// Marks a cell as missing.
  void putMissing(int column, int row);

  /// Adds the batch of so many rows to the table.
  void add(int rows);

  /// Makes sure that all rows are in the table.
  void finish();

  @Override
  void close();
}
