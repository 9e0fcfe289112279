package dev.weir.core.groups;

import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.core.keys.KeyIndex;
import dev.weir.core.memory.Closing;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.memory.Reserving;
import dev.weir.core.run.Bytes;
import dev.weir.core.run.Seeded;
import dev.weir.core.spill.Workspace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One state per key; with a [GroupRoom], as many as fit into it, and then a log of what is to be
/// done. Used by one thread at a time.
final class Groups<S> implements AutoCloseable, Seeded {
  /// What a group takes beside its state: its places in lists, its rows in the chunk at hand and
  /// the small objects around them.
  static final long GROUP_BYTES = 400;

  final Splitter splitter;
  final List<@Nullable S> states = new ArrayList<>();

  /// Groups that need no further pass; their states are final and shared.
  final BitSet done = new BitSet();

  final KeyIndex index = new KeyIndex();
  final @Nullable GroupRoom room;
  @Nullable Groups<S> seed;

  /// In place of keys and states, if these are seeds that do not fit into memory.
  @Nullable GroupSeeds stored;

  /// What these hold as seeds, if the ledger counts them.
  MemoryLedger.@Nullable Account held;

  private long stateBytes;

  Groups(List<Column> key, @Nullable Groups<S> seed, @Nullable GroupRoom room) {
    this.splitter = new Splitter(key, index);
    this.seed = seed;
    this.room = room;
  }

  /// Seeds on the disk.
  static <S> Groups<S> stored(List<Column> key, GroupSeeds seeds) {
    var groups = new Groups<S>(key, null, null);
    groups.stored = seeds;
    return groups;
  }

  /// These as seeds, whose bytes the ledger counts from now on: in memory if they fit and nothing
  /// of them goes with the room of the pass before, else on the disk.
  Groups<S> counted(
      List<Column> key, StreamingAwarePipeline<S> inner, Workspace run, boolean goes) {
    var account = run.account("seeds of groups");
    if (!goes && account.grow(bytes())) {
      held = account;
      return this;
    }
    run.release(account);
    var writer = new GroupSeeds.Writer(run);
    for (int group : index.sorted()) {
      var state = state(group);
      if (state != null) {
        writer.add(index.key(group), done.get(group), Bytes.of(inner.stateCodec(), state));
      }
    }
    return stored(key, writer.finish());
  }

  @Nullable S state(int group) {
    return group < states.size() ? states.get(group) : null;
  }

  void put(int group, @Nullable S state) {
    while (states.size() <= group) {
      states.add(null);
    }
    states.set(group, state);
  }

  /// A state has grown or shrunk by this much.
  void grown(long bytes) {
    stateBytes += bytes;
  }

  /// A state has grown or shrunk by this much during a chunk; `more` is taken beside it.
  void grown(long bytes, long more, ChunkProcessingContext context) {
    grown(bytes);
    if (room == null) {
      reserve(bytes + more, context);
    }
  }

  /// Takes memory at once, since a chunk may bring any number of groups.
  ///
  /// @throws PipelineException RESOURCE if it does not fit
  private void reserve(long bytes, ChunkProcessingContext context) {
    if (bytes > 0 && context instanceof Reserving reserving) {
      try {
        reserving.reserve(bytes);
      } catch (PipelineException e) {
        throw PipelineException.resource(
            "memory.groups",
            "the states of so many groups ("
                + index.size()
                + " so far) do not fit into memory; give more by --memory, or group by columns of"
                + " fewer values");
      }
    }
  }

  /// Bytes that the lane is to hold for it; with a room none.
  long retainedBytes() {
    return room == null ? bytes() : 0;
  }

  /// Bytes of keys and states.
  long bytes() {
    return index.retainedBytes()
        + splitter.retainedBytes()
        + GROUP_BYTES * states.size()
        + stateBytes;
  }

  /// Forgets keys and states, which are in the log.
  void clear() {
    index.clear();
    splitter.clear();
    states.forEach(Closing::close);
    states.clear();
    done.clear();
    stateBytes = 0;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void beginsWith(Object of) {
    if (seed != null) {
      forgetSeed();
      seed = (Groups<S>) of;
    }
  }

  /// Gives back what the groups of the pass before had left, once nobody begins with it any more.
  void forgetSeed() {
    var account = seed == null ? null : seed.held;
    if (account != null) {
      account.close();
    }
  }

  @Override
  public void close() {
    for (var state : states) {
      Closing.close(state);
    }
    if (room != null) {
      room.close();
    }
  }
}
