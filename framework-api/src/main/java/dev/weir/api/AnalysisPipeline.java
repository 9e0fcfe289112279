package dev.weir.api;

/// A tool, bound: made once from its options and [Binding]s, immutable, shared by threads. At the
/// least it answers from a whole, replayable table; what it implements beyond that decides how it
/// is run ([ChunkProcessingMode]).
///
/// Implemented directly the mode is BATCH_ACCUMULATE: the rows are gathered under the memory
/// ledger, then analysed at once.
public interface AnalysisPipeline {
  /// The answer for all rows of the table.
  PipelineResult analyze(Table table, ChunkProcessingContext context);

  /// True if rows can be folded chunk by chunk; then this is a [StreamingAwarePipeline].
  default boolean supportsStreaming() {
    return false;
  }
}
