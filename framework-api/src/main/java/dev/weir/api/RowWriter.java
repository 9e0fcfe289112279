package dev.weir.api;

/// Writes rows to a file that appears under its name only when whole. Used by one thread.
public interface RowWriter extends AutoCloseable {
  /// Writes the rows of a chunk; every column must be here.
  void write(Chunk chunk);

  /// Ends the file and gives it its name, replacing an older one.
  void commit();

  /// Frees what the writing holds; without [#commit] nothing is left behind.
  @Override
  void close();
}
