package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.core.Workbench;

/// What a check does around the calls of a fold; by itself nothing.
interface Around {
  /// Does nothing.
  Around NOTHING = new Around() {};

  /// The chunk that the tool is given in place of this one.
  default Chunk give(Chunk chunk) {
    return chunk;
  }

  /// Before the tool is given a chunk.
  default void before(HandContext context) {}

  /// The tool is done with the chunk that it was given.
  default void returned(Chunk given, HandContext context) {}

  /// The state to go on with, between two chunks or after a merge.
  ///
  /// @param rows rows in the state
  default <S> S between(
      StreamingAwarePipeline<S> tool, S state, long rows, HandContext context, Workbench bench) {
    return state;
  }

  /// The seed to begin the next pass with.
  default <S> S seed(StreamingAwarePipeline<S> tool, S seed, Workbench bench) {
    return seed;
  }
}
