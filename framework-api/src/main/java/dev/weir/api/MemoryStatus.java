package dev.weir.api;

/// The run's memory ledger at one moment.
///
/// @param budget bytes the run may use
/// @param reserved bytes reserved now
/// @param peak most bytes ever reserved
/// @param spilled bytes on disk now
public record MemoryStatus(long budget, long reserved, long peak, long spilled) {
  /// Bytes that could still be reserved.
  public long free() {
    return budget - reserved;
  }
}
