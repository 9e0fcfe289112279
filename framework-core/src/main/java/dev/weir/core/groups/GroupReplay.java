package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.KeyTable;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.MultiPass;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.core.memory.Closing;
import dev.weir.core.run.Bytes;
import dev.weir.core.spill.Workspace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Does what a log says, one group after the other: the same calls with the same rows and in the
/// same order as if all states had been in memory, so the same results to the bit.
///
/// @param inner the tool
/// @param log what to do
/// @param seed what the groups began this pass with, if it is not the first
/// @param context of the aggregation
/// @param run where states and results live
record GroupReplay<S>(
    StreamingAwarePipeline<S> inner,
    GroupLog log,
    @Nullable Groups<S> seed,
    ChunkProcessingContext context,
    Workspace run) {
  private static final int CHECK = 1024;

  /// Takes a group's result, valid during the call.
  interface Sink {
    void accept(byte[] key, PipelineResult result);
  }

  /// Takes a group's state, valid during the call, and whether it needs no further pass.
  private interface StateSink<S> {
    void accept(byte[] key, S state, boolean done, GroupScope scope);
  }

  /// Gives the result of each group, in order of the keys' hashes.
  void each(Sink sink) {
    forEachState((key, state, _, scope) ->
        sink.accept(key, inner.aggregateChunkResults(state, context(scope, 0, null))));
  }

  /// What the groups take to the next pass, in order of the keys' hashes.
  GroupSeeds.Writer next(MultiPass<S> many) {
    var writer = new GroupSeeds.Writer(run);
    var codec = inner.stateCodec();
    forEachState((key, state, done, _) -> {
      var further = done ? Optional.<S>empty() : many.nextPass(state);
      writer.add(key, further.isEmpty(), Bytes.of(codec, further.orElse(state)));
    });
    return writer;
  }

  private void forEachState(StateSink<S> sink) {
    boolean stoppable = stoppable();
    try (var events = log.open();
        var seeds = Seeding.of(seed, inner)) {
      for (long groups = 0; events.here(); groups++) {
        if (stoppable && groups % CHECK == 0) {
          context.checkCancelled();
        }
        var key = events.key();
        try (var scope = GroupScope.of(run)) {
          var begin = seeds.at(key, scope.workspace());
          var state =
              begin != null && begin.done()
                  ? finished(events, key, begin.state())
                  : state(events, key, begin == null ? null : begin.state(), scope);
          sink.accept(key, state, begin != null && begin.done(), scope);
          Closing.close(state);
        }
      }
    }
  }

  /// Passes over what happened to a group that needed no further pass.
  private S finished(GroupLog.Events events, byte[] key, S state) {
    while (events.of(key)) {
      if (events.state().isEmpty()) {
        events.rows(key);
      }
    }
    return state;
  }

  /// A run that was stopped before may still give the result of the rows read until then.
  private boolean stoppable() {
    try {
      context.checkCancelled();
      return true;
    } catch (PipelineException e) {
      return false;
    }
  }

  private S state(GroupLog.Events events, byte[] key, @Nullable S begin, GroupScope scope) {
    var whole = part(events, key, begin, scope);
    while (events.of(key)) {
      var later = part(events, key, begin, scope);
      if (!(inner instanceof MergeablePipeline<S> mergeable)) {
        throw new AssertionError("blocks of a fold that needs all rows in order");
      }
      whole = mergeable.merge(whole, later);
    }
    return whole;
  }

  /// The state of one block.
  private S part(GroupLog.Events events, byte[] key, @Nullable S begin, GroupScope scope) {
    long block = events.block();
    S state = null;
    while (events.of(key) && events.block() == block) {
      var saved = events.state();
      if (saved.isPresent()) {
        state = Bytes.readBack(inner.stateCodec(), saved.get(), scope.workspace());
        continue;
      }
      long number = events.number();
      var rows = events.rows(key);
      var here = context(scope, number, rows);
      if (state == null) {
        state =
            begin != null && inner instanceof MultiPass<S> many
                ? many.newState(begin, here)
                : inner.newState(here);
      }
      inner.processChunk(rows, state, here);
    }
    if (state == null) {
      throw new AssertionError("a group without events");
    }
    return state;
  }

  private GroupContext context(GroupScope scope, long number, @Nullable Chunk rows) {
    var chunk = rows == null ? Chunk.of(Schema.of(), 0, 0) : rows;
    return new GroupContext(context, chunk, new int[0], _ -> {}) {
      @Override
      public Stage stage() {
        return rows == null ? context.stage() : Stage.ANALYSIS;
      }

      @Override
      public long chunkNumber() {
        return number;
      }

      @Override
      public void reject(Chunk part, int row, String reason) {
        context.reject(chunk, row, reason);
        throw PipelineException.resource(
            "memory.groups",
            "a row cannot be set aside ("
                + reason
                + ") once the groups are on the disk, since others have seen it; give more by"
                + " --memory, or filter such rows first");
      }

      @Override
      public KeyTable keyTable(Schema key, KeyTable.Cell... cells) {
        return scope.keyTable(key, cells);
      }
    };
  }
}
