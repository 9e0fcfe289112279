package dev.weir.source.duckdb.engine;

/// Some rows of a query, at most 2048, by columns.
public interface Batch {
  /// Rows of the batch.
  int rows();

  /// A column of the batch.
  Vector vector(int column);

  /// Takes batches before they are handed out: while DuckDB still holds them, so that nothing is
  /// copied in between.
  interface Taker {
    /// Takes all rows of the batch, or none; false if none. It is not touched after the return.
    boolean take(Batch batch);
  }
}
