package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.ChunkProcessingContext.Stage;
import dev.weir.api.Column;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.MultiPass;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StatelessTransform;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.Transform;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// One place in the chain that the chunks of a scan pass through: a transform, or a fold that looks
/// on.
///
/// @param step name of the step, for messages
/// @param stage for contexts and metrics
/// @param pipeline the tool
/// @param seed of a later pass, if this is one
/// @param pass number of the pass, from 0
/// @param columns what it may read
/// @param output what a transform emits; a fold's input
/// @param overFittedRows whether a transform runs over the rows that its model was fitted on
/// @param fixedBytes bound of a state
/// @param bytesPerRow bound of what a state grows by
/// @param rows rows that reached it and were not set aside by it
/// @param emitted rows that a transform gave on
/// @param nanos time spent in it
public record Link(
    String step,
    Stage stage,
    StreamingAwarePipeline<?> pipeline,
    @Nullable Object seed,
    int pass,
    List<Column> columns,
    Schema output,
    boolean overFittedRows,
    long fixedBytes,
    double bytesPerRow,
    LongAdder rows,
    LongAdder emitted,
    LongAdder nanos) {

  /// The same, its figures apart.
  Link aside() {
    return new Link(
        step,
        stage,
        pipeline,
        seed,
        pass,
        columns,
        output,
        overFittedRows,
        fixedBytes,
        bytesPerRow,
        new LongAdder(),
        new LongAdder(),
        new LongAdder());
  }

  /// True if a tool runs in it, not a fold of our own.
  boolean isTool() {
    return !(pipeline instanceof WriteRows
        || pipeline instanceof Preview
        || pipeline instanceof Gathered);
  }

  /// True if nothing is carried from one chunk to the next.
  boolean isStateless() {
    return pipeline instanceof StatelessTransform;
  }

  /// True if it emits rows.
  boolean transforms() {
    return pipeline instanceof Transform<?>;
  }

  /// True if it has to see all rows in order with one state.
  boolean inOrder() {
    return !(pipeline instanceof StatelessTransform) && !(pipeline instanceof MergeablePipeline<?>);
  }

  @SuppressWarnings("unchecked")
  private StreamingAwarePipeline<Object> untyped() {
    return (StreamingAwarePipeline<Object>) pipeline;
  }

  /// A state of this pass that has seen no row.
  Object newState(ChunkProcessingContext context) {
    var from = seed;
    if (from != null && pipeline instanceof MultiPass<?>) {
      return ((MultiPass<Object>) untyped()).newState(from, context);
    }
    return untyped().newState(context);
  }

  /// Takes a chunk into a state.
  void process(Chunk chunk, Object state, ChunkProcessingContext context) {
    untyped().processChunk(transforms() ? chunk : chunk.only(columns), state, context);
  }

  /// The states of two adjacent parts in one.
  Object merge(Object earlier, Object later) {
    return ((MergeablePipeline<Object>) untyped()).merge(earlier, later);
  }

  /// Ends a transform's stream.
  void endOfInput(Object state, ChunkProcessingContext context) {
    ((Transform<Object>) untyped()).endOfInput(state, context);
  }

  /// The seed of another pass, or nothing.
  Optional<Object> nextPass(Object whole) {
    return pipeline instanceof MultiPass<?>
        ? ((MultiPass<Object>) untyped()).nextPass(whole)
        : Optional.empty();
  }

  /// The answer of a state.
  PipelineResult aggregate(Object state, ChunkProcessingContext context) {
    return untyped().aggregateChunkResults(state, context);
  }

  /// Bytes that a state keeps.
  long retained(Object state) {
    return untyped().stateCodec().retainedBytes(state);
  }
}
