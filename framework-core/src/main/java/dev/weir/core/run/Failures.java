package dev.weir.core.run;

import dev.weir.api.PipelineException;

/// What the machine says, in our words.
public final class Failures {
  private static final String TOOL = "tool.failed";

  private Failures() {}

  /// What a tool threw without a type.
  ///
  /// @param what who failed, and on what
  static PipelineException ofTool(String what, Throwable cause) {
    return new PipelineException(
        PipelineException.Category.INTERNAL,
        TOOL,
        what + ": " + cause + "; this is a bug of the tool, please report it",
        cause);
  }

  /// True if single rows may be what a tool failed on: it threw something without a type, or said
  /// that its data is wrong.
  static boolean ofTheRows(PipelineException failure) {
    return failure.code().equals(TOOL) || failure.category() == PipelineException.Category.DATA;
  }

  /// True if it is about memory of the run.
  static boolean ofMemory(PipelineException failure) {
    return failure.category() == PipelineException.Category.RESOURCE
        && failure.code().startsWith("memory.");
  }

  /// True if a state that was on the disk cannot be read back.
  static boolean ofCorruption(PipelineException failure) {
    return failure.code().equals("spill.corrupt") || failure.code().equals("state.corrupt");
  }

  /// What went wrong, without the words around it.
  static String reason(PipelineException failure) {
    var cause = failure.getCause();
    return failure.code().equals(TOOL) && cause != null
        ? "the tool failed: " + cause
        : failure.getMessage();
  }

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
