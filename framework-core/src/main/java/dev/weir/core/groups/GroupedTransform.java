package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Recovery;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingPipelineError;
import dev.weir.api.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A transform once per group; what the groups emit for a chunk is put back in order of position.
final class GroupedTransform<S> implements Transform<Groups<S>> {
  private final Transform<S> inner;
  private final List<Column> key;
  private final Schema output;

  GroupedTransform(Transform<S> inner, List<Column> key, Schema output) {
    this.inner = inner;
    this.key = List.copyOf(key);
    this.output = output;
  }

  @Override
  public Groups<S> newState(ChunkProcessingContext context) {
    return new Groups<>(key, null, null);
  }

  @Override
  public void processChunk(Chunk chunk, Groups<S> groups, ChunkProcessingContext context) {
    var emitted = new ArrayList<Chunk>();
    groups.splitter.split(
        chunk,
        (group, rows, count) -> {
          var inGroup =
              new GroupContext(context, chunk, rows, c -> emitted.add(keyed(groups, group, c)));
          var state = groups.state(group);
          if (state == null) {
            state = inner.newState(inGroup);
            groups.put(group, state);
            groups.grown(inner.stateCodec().retainedBytes(state), Groups.GROUP_BYTES, context);
          }
          long before = inner.stateCodec().retainedBytes(state);
          inner.processChunk(chunk.select(rows, count), state, inGroup);
          groups.grown(inner.stateCodec().retainedBytes(state) - before, 0, context);
        });
    emit(emitted, context);
  }

  private Chunk keyed(Groups<S> groups, int group, Chunk chunk) {
    return Grouping.withKey(chunk, output, key, groups.index.key(group));
  }

  private void emit(List<Chunk> emitted, ChunkProcessingContext context) {
    if (!emitted.isEmpty()) {
      context.emit(Interleaved.of(output, emitted));
    }
  }

  @Override
  public void endOfInput(Groups<S> groups, ChunkProcessingContext context) {
    var emitted = new ArrayList<Chunk>();
    for (int group : IntStream.range(0, groups.index.size()).toArray()) {
      var state = groups.state(group);
      if (state != null) {
        var none = Chunk.of(Schema.of(), 0, 0);
        inner.endOfInput(
            state,
            new GroupContext(context, none, new int[0], c -> emitted.add(keyed(groups, group, c))));
      }
    }
    emit(emitted, context);
  }

  @Override
  public Recovery handleStreamingError(
      StreamingPipelineError error, ChunkProcessingContext context) {
    return inner.handleStreamingError(error, context);
  }

  @Override
  public StateCodec<Groups<S>> stateCodec() {
    return new GroupsCodec<>(inner, key);
  }
}
