package dev.weir.core.run;

import dev.weir.api.PipelineException;

/// What the machine says, in our words.
public final class Failures {
  private Failures() {}

  /// A full heap is a RESOURCE error, any other error a bug.
  public static PipelineException of(Error error) {
    if (error instanceof OutOfMemoryError) {
      return new PipelineException(
          PipelineException.Category.RESOURCE,
          "memory.heap",
          "Java's heap of "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB is full, although the run's ledger has room; "
              + "give more by --memory, or make states smaller (fewer columns, fewer groups)",
          error);
    }
    return new PipelineException(
        PipelineException.Category.INTERNAL,
        "run.failed",
        "the run failed: " + error + "; this is a bug, please report it",
        error);
  }
}
