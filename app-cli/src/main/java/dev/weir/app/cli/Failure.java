package dev.weir.app.cli;

import dev.weir.api.PipelineException;
import dev.weir.app.cli.output.PlainText;
import java.io.PrintStream;

/// An error as users see it: one line that names place and cure, and the stack only if asked for.
final class Failure {
  private Failure() {}

  /// Prints the error and says how to end.
  static int report(Throwable error, PrintStream err, boolean debug) {
    if (debug) {
      error.printStackTrace(err);
    }
    if (error instanceof PipelineException e
        && e.category() != PipelineException.Category.INTERNAL) {
      err.println("weir: " + PlainText.line(e.getMessage()));
      return ExitCode.of(e.category());
    }
    if (error instanceof OutOfMemoryError) {
      err.println("weir: the Java heap is full; give the run more with --memory");
      return ExitCode.RESOURCE;
    }
    var what =
        error instanceof PipelineException
            ? error.getMessage()
            : error + "; this is a bug in Weir or in a plugin, please report it";
    err.println(
        "weir: internal error: "
            + PlainText.line(String.valueOf(what))
            + (debug ? " with the stack trace above" : " with what --debug prints"));
    return ExitCode.INTERNAL;
  }
}
