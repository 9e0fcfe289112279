package dev.weir.api;

import java.nio.file.Path;

/// What a source may use.
///
/// @param memoryBytes its own memory, part of the run's budget
/// @param threads its own threads
/// @param diskBytes most bytes of temporary files
/// @param spillDirectory an existing folder private to the run
public record SourceLimits(long memoryBytes, int threads, long diskBytes, Path spillDirectory) {
  /// Another number of threads.
  public SourceLimits withThreads(int count) {
    return new SourceLimits(memoryBytes, count, diskBytes, spillDirectory);
  }
}
