package dev.weir.api;

/// What to do about an error, from mild to strict. The run proposes one by its [ErrorPolicy]; the
/// tool may ask for a stricter one ([StreamingAwarePipeline#handleStreamingError]), a milder answer
/// is as good as the proposal. What is done in the end is written in docs/reliability.md, class by
/// class.
public enum Recovery {
  /// Do the same again: a reading that failed is opened again where it stood, a scan one of whose
  /// states cannot be read back is made once more.
  RETRY,
  /// Do it again in smaller parts: a state goes to the disk, fewer chunks are in flight.
  SPLIT,
  /// Find the rows that the tool fails on, set them aside within the error budget, make the state
  /// again without them and go on. Where no rows can be found, or the state cannot be made again,
  /// [#FAIL].
  SKIP_ROWS,
  /// End the run with what there is, as a partial result that says why and of how many rows it
  /// speaks.
  RETURN_PARTIAL,
  /// End with the error.
  FAIL
}
