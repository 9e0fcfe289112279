package dev.weir.app.cli;

import dev.weir.api.PipelineException;

/// How the process ends; part of the contract with scripts.
final class ExitCode {
  /// A complete result.
  static final int COMPLETE = 0;

  /// A bug.
  static final int INTERNAL = 1;

  /// Wrong usage or input.
  static final int USAGE = 2;

  /// A partial result.
  static final int PARTIAL = 3;

  /// Refused before reading.
  static final int REFUSED = 4;

  /// Memory, disk, time or the error budget spent without a usable result.
  static final int RESOURCE = 5;

  /// Interrupted. (For SIGTERM Java itself ends with 143.)
  static final int INTERRUPTED = 130;

  private ExitCode() {}

  /// The code for an error.
  static int of(PipelineException.Category category) {
    return switch (category) {
      case USER, DATA -> USAGE;
      case REFUSED -> REFUSED;
      case RESOURCE -> RESOURCE;
      case CANCELLED -> INTERRUPTED;
      case INTERNAL -> INTERNAL;
    };
  }
}
