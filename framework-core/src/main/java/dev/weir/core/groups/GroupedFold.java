package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.MultiPass;
import dev.weir.api.PipelineResult;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import java.util.List;
import java.util.Optional;

/// A fold once per group. A group that needs no further pass keeps its last state while the others
/// go on.
class GroupedFold<S> implements MultiPass<Groups<S>> {
  final StreamingAwarePipeline<S> inner;
  final List<Column> key;

  GroupedFold(StreamingAwarePipeline<S> inner, List<Column> key) {
    this.inner = inner;
    this.key = List.copyOf(key);
  }

  @Override
  public Groups<S> newState(ChunkProcessingContext context) {
    return new Groups<>(key, null);
  }

  @Override
  public Groups<S> newState(Groups<S> seed, ChunkProcessingContext context) {
    return new Groups<>(key, seed);
  }

  @Override
  public void processChunk(Chunk chunk, Groups<S> groups, ChunkProcessingContext context) {
    groups.splitter.split(
        chunk,
        (group, rows, count) -> {
          if (finished(groups, group)) {
            return;
          }
          var inGroup = new GroupContext(context, chunk, rows, _ -> {});
          var state = stateOf(groups, group, inGroup);
          long before = inner.stateCodec().retainedBytes(state);
          inner.processChunk(chunk.select(rows, count), state, inGroup);
          groups.grown(inner.stateCodec().retainedBytes(state) - before, context);
        });
  }

  private boolean finished(Groups<S> groups, int group) {
    var seed = groups.seed;
    if (groups.done.get(group) || seed == null) {
      return groups.done.get(group);
    }
    int at = seedGroup(groups, group);
    if (at >= 0 && seed.done.get(at)) {
      groups.put(group, seed.state(at));
      groups.done.set(group);
      return true;
    }
    return false;
  }

  private static <S> int seedGroup(Groups<S> groups, int group) {
    var seed = groups.seed;
    return seed == null
        ? -1
        : seed.index.find(
            groups.index.content(), groups.index.start(group), groups.index.end(group));
  }

  private S stateOf(Groups<S> groups, int group, ChunkProcessingContext context) {
    var state = groups.state(group);
    if (state == null) {
      state = fresh(groups, group, context);
      groups.put(group, state);
      groups.grown(inner.stateCodec().retainedBytes(state));
      groups.reserve(Groups.GROUP_BYTES + inner.stateCodec().retainedBytes(state), context);
    }
    return state;
  }

  @SuppressWarnings("unchecked")
  private S fresh(Groups<S> groups, int group, ChunkProcessingContext context) {
    var seed = groups.seed;
    int at = seedGroup(groups, group);
    if (seed != null && at >= 0 && inner instanceof MultiPass<?>) {
      var from = seed.state(at);
      if (from != null) {
        return ((MultiPass<S>) inner).newState(from, context);
      }
    }
    return inner.newState(context);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Optional<Groups<S>> nextPass(Groups<S> whole) {
    if (!(inner instanceof MultiPass<?>)) {
      return Optional.empty();
    }
    var many = (MultiPass<S>) inner;
    var next = new Groups<S>(key, null);
    boolean more = false;
    for (int group = 0; group < whole.index.size(); group++) {
      int at =
          next.index.of(whole.index.content(), whole.index.start(group), whole.index.end(group));
      var state = whole.state(group);
      Optional<S> seed =
          state == null || whole.done.get(group) ? Optional.empty() : many.nextPass(state);
      more |= seed.isPresent();
      next.done.set(at, seed.isEmpty());
      next.put(at, seed.orElse(state));
      var kept = next.state(at);
      next.grown(kept == null ? 0 : inner.stateCodec().retainedBytes(kept));
    }
    return more ? Optional.of(next) : Optional.empty();
  }

  @Override
  public PipelineResult aggregateChunkResults(Groups<S> groups, ChunkProcessingContext context) {
    return GroupResults.combined(
        inner,
        key,
        groups.index,
        group -> {
          var state = groups.state(group);
          return state == null ? null : inner.aggregateChunkResults(state, context);
        });
  }

  @Override
  public StateCodec<Groups<S>> stateCodec() {
    return new GroupsCodec<>(inner, key);
  }
}
