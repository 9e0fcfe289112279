package dev.weir.api;

/// A table being made, of any number of rows: in the run's memory and, beyond it, on its disk. Made
/// by [ChunkProcessingContext#tableWriter]. Used by one thread.
public interface TableWriter {
  /// Begins a row, whose position is its number; its cells are to be put into what is returned
  /// before the next row begins. A cell that is not put is missing.
  Rows row();

  /// The rows, in the order in which they were begun, for as long as the run lasts; nothing can be
  /// added afterwards. A table that becomes part of a result lives as long as the result.
  Table table();
}
