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

  /// About how many bytes it keeps beside its state and beside the model that it was made of, such
  /// as an index of the model's rows. They are taken from the run's memory when the model is there,
  /// so that what does not fit ends the run with an error.
  default long retainedBytes() {
    return 0;
  }

  /// True if it may hold the tables of the model that it was made of in memory: then they are
  /// counted twice, for the result and for the transform. False if [#retainedBytes] is all that it
  /// keeps, so that tables of the model can be on the disk.
  default boolean holdsModel() {
    return true;
  }

  @Override
  default PipelineResult aggregateChunkResults(S state, ChunkProcessingContext context) {
    return PipelineResult.EMPTY;
  }
}
