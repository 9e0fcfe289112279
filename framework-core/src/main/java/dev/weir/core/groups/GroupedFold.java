package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.KeyTable;
import dev.weir.api.MultiPass;
import dev.weir.api.PipelineResult;
import dev.weir.api.Recovery;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.StreamingPipelineError;
import dev.weir.core.memory.Closing;
import dev.weir.core.run.Bytes;
import dev.weir.core.spill.Workspace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A fold once per group. A group that needs no further pass keeps its last state while the others
/// go on.
///
/// Groups of which not all fit into memory go to the disk: their states as they are, then the rows
/// that arrive ([GroupLog]); what is to be done for them is done at the end of the pass
/// ([GroupReplay]). What they take to the next pass goes to the disk too ([GroupSeeds]); then all
/// its rows are logged.
class GroupedFold<S> implements MultiPass<Groups<S>> {
  final StreamingAwarePipeline<S> inner;
  final List<Column> key;
  private final int passes;

  /// @param passes times that the tool reads its input, at most
  GroupedFold(StreamingAwarePipeline<S> inner, List<Column> key, int passes) {
    this.inner = inner;
    this.key = List.copyOf(key);
    this.passes = passes;
  }

  @Override
  public Groups<S> newState(ChunkProcessingContext context) {
    return new Groups<>(key, null, GroupRoom.behind(context));
  }

  @Override
  public Groups<S> newState(Groups<S> seed, ChunkProcessingContext context) {
    return new Groups<>(key, seed, GroupRoom.behind(context));
  }

  @Override
  public void processChunk(Chunk chunk, Groups<S> groups, ChunkProcessingContext context) {
    var room = groups.room;
    if (room == null) {
      groups.splitter.split(
          chunk, (group, rows, count) -> process(groups, group, chunk, rows, count, context));
      return;
    }
    room.begin(chunk, context);
    boolean seedsAway = groups.seed != null && groups.seed.stored != null && chunk.rows() > 0;
    var log = seedsAway ? log(room, groups) : room.log();
    if (log != null) {
      log.add(chunk, room.chunk(), context.chunkNumber());
    } else {
      fill(room, groups, chunk, context);
    }
  }

  /// Takes the groups of a chunk while they fit, and logs the rows of the others.
  private void fill(GroupRoom room, Groups<S> groups, Chunk chunk, ChunkProcessingContext context) {
    var left = new boolean[chunk.rows()];
    var filled = new boolean[1];
    groups.splitter.split(
        chunk,
        (group, rows, count) -> {
          if (filled[0]) {
            for (int i = 0; i < count; i++) {
              left[rows[i]] = true;
            }
            return;
          }
          process(groups, group, chunk, rows, count, context);
          filled[0] = room.full(groups.bytes());
        });
    if (filled[0]) {
      var log = log(room, groups);
      var rows = new int[chunk.rows()];
      int count = 0;
      for (int r = 0; r < rows.length; r++) {
        if (left[r]) {
          rows[count++] = r;
        }
      }
      log.add(chunk.select(rows, count), room.chunk(), context.chunkNumber());
    } else {
      room.settle(groups.bytes());
    }
  }

  /// The log of the groups, begun if it is not yet.
  GroupLog log(GroupRoom room, Groups<S> groups) {
    var open = room.log();
    if (open != null) {
      return open;
    }
    var log = room.open(key, groups.index.size() == 0 ? null : saved(groups));
    groups.clear();
    room.settle(groups.bytes());
    return log;
  }

  private GroupLog.States saved(Groups<S> groups) {
    var order = groups.index.sorted();
    var at = new int[1];
    return () -> {
      while (at[0] < order.length) {
        int group = order[at[0]++];
        var state = groups.state(group);
        if (state != null) {
          var bytes = Bytes.of(inner.stateCodec(), state);
          return Optional.of(new GroupLog.Saved(groups.index.key(group), bytes));
        }
      }
      return Optional.empty();
    };
  }

  private void process(
      Groups<S> groups,
      int group,
      Chunk chunk,
      int[] rows,
      int count,
      ChunkProcessingContext context) {
    if (finished(groups, group)) {
      return;
    }
    var inGroup = context(groups.room, context, chunk, rows);
    var state = groups.state(group);
    boolean begins = state == null;
    if (state == null) {
      state = fresh(groups, group, inGroup);
      groups.put(group, state);
      groups.grown(inner.stateCodec().retainedBytes(state), Groups.GROUP_BYTES, context);
    }
    long before = inner.stateCodec().retainedBytes(state);
    inner.processChunk(chunk.select(rows, count), state, inGroup);
    long after = inner.stateCodec().retainedBytes(state);
    if (begins && inGroup.rowsAside() == count) {
      // No row of it counts so far, and none shows.
      Closing.close(state);
      groups.put(group, null);
      after = 0;
    }
    groups.grown(after - before, 0, context);
  }

  private static GroupContext context(
      @Nullable GroupRoom room, ChunkProcessingContext context, Chunk chunk, int[] rows) {
    if (room == null) {
      return new GroupContext(context, chunk, rows, _ -> {});
    }
    return new GroupContext(context, chunk, rows, _ -> {}) {
      @Override
      public KeyTable keyTable(Schema of, KeyTable.Cell... cells) {
        return room.keyTable(of, cells);
      }
    };
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
    if (passes == 1 || !(inner instanceof MultiPass<?>)) {
      return Optional.empty();
    }
    var many = (MultiPass<S>) inner;
    var room = whole.room;
    var log = room == null ? null : room.log();
    if (room == null || log == null) {
      return nextPass(whole, many);
    }
    if (room.context().pass() + 1 >= passes) {
      return Optional.empty();
    }
    var writer = new GroupReplay<>(inner, log, whole.seed, room.context(), room.run()).next(many);
    var seeds = writer.finish();
    if (!writer.more()) {
      whole.stored = seeds;
      return Optional.empty();
    }
    whole.forgetSeed();
    return Optional.of(Groups.stored(key, seeds));
  }

  /// Of groups in memory.
  private Optional<Groups<S>> nextPass(Groups<S> whole, MultiPass<S> many) {
    var next = new Groups<S>(key, null, null);
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
    if (!more) {
      return Optional.empty();
    }
    var room = whole.room;
    var seeds = room == null ? next : next.counted(key, inner, room.run(), room.holdsTables());
    whole.forgetSeed();
    return Optional.of(seeds);
  }

  /// Early results of groups on the disk are left out: they would take a reading of all rows.
  @Override
  public PipelineResult aggregateChunkResults(Groups<S> groups, ChunkProcessingContext context) {
    var room = groups.room;
    var log = room == null ? null : room.log();
    if (log != null && context.early()) {
      return PipelineResult.EMPTY;
    }
    var results = GroupResults.of(inner, key, true, context);
    if (room != null && log != null) {
      if (groups.stored != null) {
        ended(groups.stored, context, room.run(), results);
      } else {
        new GroupReplay<>(inner, log, groups.seed, context, room.run()).each(results::add);
      }
      groups.forgetSeed();
      return results.combined();
    }
    for (int group : groups.index.sorted()) {
      var state = groups.state(group);
      if (state != null) {
        results.add(groups.index.key(group), inner.aggregateChunkResults(state, context));
      }
    }
    if (!context.early()) {
      groups.forgetSeed();
    }
    return results.combined();
  }

  /// The results of last states on the disk.
  private void ended(
      GroupSeeds states, ChunkProcessingContext context, Workspace run, GroupResults results) {
    try (var cursor = states.open()) {
      for (; cursor.here(); cursor.advance()) {
        try (var scope = run.scope()) {
          var state = Bytes.readBack(inner.stateCodec(), cursor.seed().state(), scope);
          results.add(cursor.key(), inner.aggregateChunkResults(state, context));
          Closing.close(state);
        }
      }
    }
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
