package dev.weir.api;

/// Rows to rows in order with carry-over: mode SEQUENTIAL. Emits through
/// [ChunkProcessingContext#emit].
///
/// Laws beyond those of [StreamingAwarePipeline]: emitted chunks have the schema that the binding
/// stated, and positions ascend.
///
/// @param <S> the state carried from chunk to chunk
public interface Transform<S> extends StreamingAwarePipeline<S> {
  /// The stream has ended: emit what is still held.
  default void endOfInput(S state, ChunkProcessingContext context) {}

  @Override
  default PipelineResult aggregateChunkResults(S state, ChunkProcessingContext context) {
    return PipelineResult.EMPTY;
  }
}
