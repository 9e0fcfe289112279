package dev.weir.source.duckdb.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// Fills a table in batches of [#BATCH] rows, column by column: put all cells of the batch, then
/// [#add]. Used by one thread.
public final class Appender implements AutoCloseable {
  /// Most rows of a batch.
  public static final int BATCH = 2048;

  /// Types of columns that can be filled, with DuckDB's numbers and names for them.
  public enum Kind {
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

    private final int id;
    private final int width;
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

  private final Arena arena = Arena.ofShared();
  private final List<Kind> kinds;
  private final MemorySegment box = arena.allocate(ValueLayout.ADDRESS);
  private final MemorySegment appender;
  private final MemorySegment chunk;
  private final List<MemorySegment> vectors = new ArrayList<>();
  private final List<MemorySegment> cells = new ArrayList<>();
  private MemorySegment scratch = arena.allocate(1 << 12);
  private boolean closed;

  /// For a table of the main schema.
  public Appender(Session session, String table, List<Kind> kinds) {
    this.kinds = List.copyOf(kinds);
    int state = NativeAppend.create(session.connection(), arena.allocateFrom(table), box);
    this.appender = box.get(ValueLayout.ADDRESS, 0);
    if (state != 0) {
      throw failed();
    }
    var types = arena.allocate(ValueLayout.ADDRESS, kinds.size());
    for (int c = 0; c < kinds.size(); c++) {
      types.setAtIndex(ValueLayout.ADDRESS, c, NativeAppend.logicalType(kinds.get(c).id));
    }
    this.chunk = NativeAppend.createChunk(types, kinds.size());
    for (int c = 0; c < kinds.size(); c++) {
      NativeAppend.destroyType(types.asSlice(8L * c, 8));
    }
    locate();
  }

  private EngineException failed() {
    return new EngineException(NativeAppend.error(appender));
  }

  private void locate() {
    vectors.clear();
    cells.clear();
    for (int c = 0; c < kinds.size(); c++) {
      var vector = Native.chunkVector(chunk, c);
      vectors.add(vector);
      cells.add(
          Native.MEMORY.asSlice(
              Native.vectorData(vector).address(), (long) BATCH * kinds.get(c).width));
    }
  }

  /// Puts cells of a LONG or TIMESTAMP column at the start of the batch.
  public void put(int column, long[] source, int from, int count) {
    MemorySegment.copy(source, from, cells.get(column), ValueLayout.JAVA_LONG_UNALIGNED, 0, count);
  }

  /// Puts cells of a DOUBLE column at the start of the batch.
  public void put(int column, double[] source, int from, int count) {
    MemorySegment.copy(
        source, from, cells.get(column), ValueLayout.JAVA_DOUBLE_UNALIGNED, 0, count);
  }

  /// Puts cells of an INT column at the start of the batch.
  public void put(int column, int[] source, int from, int count) {
    MemorySegment.copy(source, from, cells.get(column), ValueLayout.JAVA_INT_UNALIGNED, 0, count);
  }

  /// Puts a cell of any column but TEXT, BYTES and DOUBLE.
  public void put(int column, int row, long value) {
    var target = cells.get(column);
    switch (kinds.get(column)) {
      case BOOLEAN -> target.set(ValueLayout.JAVA_BYTE, row, (byte) value);
      case INT, DATE ->
          target.set(ValueLayout.JAVA_INT_UNALIGNED, 4L * row, Math.toIntExact(value));
      case LONG, TIMESTAMP -> target.set(ValueLayout.JAVA_LONG_UNALIGNED, 8L * row, value);
      case DOUBLE, TEXT, BYTES ->
          throw new IllegalArgumentException("column " + column + " is " + kinds.get(column));
    }
  }

  /// Puts a cell of a DOUBLE column.
  public void put(int column, int row, double value) {
    cells.get(column).set(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8L * row, value);
  }

  /// Puts a cell of a TEXT or BYTES column: the bytes from `from` to `to`.
  public void put(int column, int row, byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > scratch.byteSize()) {
      scratch = arena.allocate(Math.max(length, 2 * scratch.byteSize()));
    }
    MemorySegment.copy(bytes, from, scratch, ValueLayout.JAVA_BYTE, 0, length);
    NativeAppend.text(vectors.get(column), row, scratch, length);
  }

  /// Marks a cell as missing.
  public void putMissing(int column, int row) {
    NativeAppend.writableValidity(vectors.get(column));
    long address = Native.vectorValidity(vectors.get(column)).address() + 8L * (row >> 6);
    long word = Native.MEMORY.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
    Native.MEMORY.set(ValueLayout.JAVA_LONG_UNALIGNED, address, word & ~(1L << row));
  }

  /// Adds the batch of so many rows to the table.
  public void add(int rows) {
    NativeAppend.setSize(chunk, rows);
    if (NativeAppend.append(appender, chunk) != 0) {
      throw failed();
    }
    NativeAppend.resetChunk(chunk);
    locate();
  }

  /// Makes sure that all rows are in the table.
  public void finish() {
    if (NativeAppend.close(appender) != 0) {
      throw failed();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      box.set(ValueLayout.ADDRESS, 0, chunk);
      Native.destroyChunk(box);
      box.set(ValueLayout.ADDRESS, 0, appender);
      NativeAppend.destroy(box);
      arena.close();
    }
  }
}
