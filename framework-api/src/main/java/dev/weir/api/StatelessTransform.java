package dev.weir.api;

/// Rows to rows, each row alone: mode STATELESS. A lambda will do.
@FunctionalInterface
public interface StatelessTransform extends Transform<StatelessTransform> {
  /// The rows that take the place of the chunk's; may be fewer, or more. What becomes of a row must
  /// not depend on the other rows of the chunk.
  Chunk transform(Chunk chunk, ChunkProcessingContext context);

  @Override
  default void processChunk(Chunk chunk, StatelessTransform none, ChunkProcessingContext context) {
    context.emit(transform(chunk, context));
  }

  @Override
  default StatelessTransform newState(ChunkProcessingContext context) {
    return this;
  }

  @Override
  default StateCodec<StatelessTransform> stateCodec() {
    return StateCodec.none(() -> this);
  }
}
