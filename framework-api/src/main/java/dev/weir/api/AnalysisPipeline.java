package dev.weir.api;

/// A tool, bound: made once from its options and [Binding]s, immutable, shared by threads. At the
/// least it answers from a whole, replayable table; what it implements beyond that decides how it
/// is run ([ChunkProcessingMode]).
///
/// Implemented directly the mode is BATCH_ACCUMULATE: the rows are gathered, on the disk if they do
/// not fit into memory, then analysed at once. What the analysis itself keeps of each row it states
/// by [Binding#memory]; that alone bounds their number.
public interface AnalysisPipeline {
  /// The answer for all rows of the table.
  PipelineResult analyze(Table table, ChunkProcessingContext context);

  /// True if rows can be folded chunk by chunk; then this is a [StreamingAwarePipeline].
  default boolean supportsStreaming() {
    return false;
  }
}
