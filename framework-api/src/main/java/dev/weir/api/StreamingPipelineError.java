package dev.weir.api;

/// What went wrong, where, for the n-th time, and what the run proposes.
///
/// @param kind class of the error
/// @param firstPosition position of the first row concerned, or -1
/// @param rows how many rows are concerned; 0 if it is not known or about none
/// @param attempt from 1
/// @param message for people
/// @param proposed what the run's policy would do
public record StreamingPipelineError(
    Kind kind, long firstPosition, long rows, int attempt, String message, Recovery proposed) {
  /// The classes of errors, and what a run proposes.
  public enum Kind {
    /// A reservation did not fit, or Java's heap is full. What can go to the disk has gone there
    /// before; what is left ends the run, with `partial` with the result of the rows before.
    MEMORY_OVERFLOW,
    /// A tool threw something on a chunk: its state may be half changed and is dropped.
    /// [Recovery#SKIP_ROWS] within the error budget, with `skip` or `partial`; else the run ends,
    /// with `partial` with the result of the rows before.
    CHUNK_PROCESSING_FAILURE,
    /// A tool threw something when it was to merge two states, to say whether it reads again, or to
    /// make a result. With `partial` the run ends with the last good partial result of each step.
    AGGREGATION_ERROR,
    /// A state that went to the disk cannot be read back. [Recovery#RETRY] if nothing of the scan
    /// is done for good, which is then made once more; else, and the second time, the run ends,
    /// with `partial` with the last good partial result of each step.
    STATE_CORRUPTION,
    /// The deadline is over: [Recovery#RETURN_PARTIAL], whatever the policy.
    TIMEOUT
  }
}
