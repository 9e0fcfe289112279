package dev.weir.api;

/// What a run does about errors while it reads and works. A wrong request, and what cannot run as
/// asked, end it in any case.
///
/// @param onError what becomes of an error
/// @param budget most rows that may be set aside, of each input
/// @param retries how often a reading that failed is opened again where it stood, each time without
///   a row in between; errors of the data itself are not tried again
public record ErrorPolicy(OnError onError, ErrorBudget budget, int retries) {
  /// The first error ends the run, no row is set aside, a reading is opened again twice.
  public static final ErrorPolicy STRICT = new ErrorPolicy(OnError.FAIL, ErrorBudget.none(), 2);

  /// What becomes of an error.
  public enum OnError {
    /// It ends the run. (Rows that tools themselves or the source set aside count against the error
    /// budget.)
    FAIL,
    /// Rows that a tool fails on are found and set aside too, within the error budget; any other
    /// error ends the run.
    SKIP,
    /// As [#SKIP] as far as there is an error budget; any other error ends the run with what it
    /// has, as a partial result.
    PARTIAL
  }

  /// Checks the range.
  ///
  /// @throws PipelineException USER if a figure is out of it, or rows are to be skipped and none
  ///   may be
  public ErrorPolicy {
    if (retries < 0 || retries > 100) {
      throw PipelineException.user(
          "config.retries", "--retries is " + retries + ", allowed is 0 to 100");
    }
    if (onError == OnError.SKIP && budget.isNone()) {
      throw PipelineException.user(
          "config.on-error",
          "--on-error skip sets rows aside, and the error budget allows none; say how many may be:"
              + " --error-budget 100 or --error-budget 0.1%");
    }
  }

  /// Another way of dealing with errors.
  public ErrorPolicy withOnError(OnError what) {
    return new ErrorPolicy(what, budget, retries);
  }

  /// Another error budget.
  public ErrorPolicy withBudget(ErrorBudget most) {
    return new ErrorPolicy(onError, most, retries);
  }

  /// Another number of retries.
  public ErrorPolicy withRetries(int count) {
    return new ErrorPolicy(onError, budget, count);
  }

  /// True if rows that a tool fails on are set aside.
  public boolean skips() {
    return onError != OnError.FAIL && !budget.isNone();
  }
}
