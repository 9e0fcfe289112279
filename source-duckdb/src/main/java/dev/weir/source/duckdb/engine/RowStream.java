package dev.weir.source.duckdb.engine;

/// Rows of a running query, a batch at a time. A batch and its vectors live until the next call of
/// [#next].
public interface RowStream extends Batch, AutoCloseable {
  /// Number of columns.
  int columns();

  /// Name of a column.
  String name(int column);

  /// Goes to the next batch; false at the end.
  ///
  /// @throws EngineException if the query fails
  boolean next();

  @Override
  void close();
}
