package dev.weir.api;

/// What went wrong, where, for the n-th time, and what the run proposes.
///
/// @param kind class of the error
/// @param firstPosition position of the first row concerned, or -1
/// @param rows how many rows are concerned
/// @param attempt from 1
/// @param message for people
/// @param proposed what the run's policy would do
public record StreamingPipelineError(
    Kind kind, long firstPosition, long rows, int attempt, String message, Recovery proposed) {
  /// The classes of errors.
  public enum Kind {
    /// A reservation did not fit.
    MEMORY_OVERFLOW,
    /// A tool failed on a chunk.
    CHUNK_PROCESSING_FAILURE,
    /// A tool failed to make a result of its state.
    AGGREGATION_ERROR,
    /// A saved state cannot be read.
    STATE_CORRUPTION,
    /// The deadline is over.
    TIMEOUT
  }
}
