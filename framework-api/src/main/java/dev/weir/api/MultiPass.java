package dev.weir.api;

import java.util.Optional;

/// Also reads again. What the next pass must know travels in a state, the seed: its bytes are the
/// broadcast and the checkpoint. The number of passes is a choice, so it follows from exact figures
/// only.
///
/// @param <S> the state
public interface MultiPass<S> extends StreamingAwarePipeline<S> {
  /// After a full pass: the seed of another one, or nothing when done; then
  /// [#aggregateChunkResults] of `whole` is the answer.
  Optional<S> nextPass(S whole);

  /// A fresh state for a block of a later pass; it may share the seed, which nobody changes.
  S newState(S seed, ChunkProcessingContext context);

  @Override
  default PipelineResult analyze(Table table, ChunkProcessingContext context) {
    var state = newState(context);
    while (true) {
      var current = state;
      table.forEachChunk(chunk -> processChunk(chunk, current, context));
      var seed = nextPass(current);
      if (seed.isEmpty()) {
        return aggregateChunkResults(current, context);
      }
      state = newState(seed.get(), context);
    }
  }
}
