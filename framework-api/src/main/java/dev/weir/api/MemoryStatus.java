package dev.weir.api;

/// The run's memory at one moment: its ledger and disk, and what is around them.
///
/// @param budget bytes that chunks and states of the run may take
/// @param reserved bytes reserved now
/// @param peak most bytes ever reserved
/// @param spilled bytes of temporary files now, those of sources not counted
/// @param machine the machine and Java's heap
public record MemoryStatus(long budget, long reserved, long peak, long spilled, Machine machine) {
  /// Bytes that could still be reserved.
  public long free() {
    return budget - reserved;
  }

  /// Where the run takes place. A figure that the system does not tell is -1.
  ///
  /// @param physical bytes of memory that the machine has
  /// @param allowed bytes that this process may take of it: the limit of its container (cgroup), or
  ///   all
  /// @param heap most bytes that Java's heap may take
  /// @param heapAfterCollection bytes of long-lived objects that the last collection left; 0 before
  ///   the first
  public record Machine(long physical, long allowed, long heap, long heapAfterCollection) {
    /// Nothing is known.
    public static final Machine UNKNOWN = new Machine(-1, -1, -1, -1);
  }
}
