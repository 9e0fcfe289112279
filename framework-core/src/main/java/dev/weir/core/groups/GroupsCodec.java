package dev.weir.core.groups;

import dev.weir.api.Column;
import dev.weir.api.KeyTable;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.core.keys.HashKeyTable;
import dev.weir.core.spill.Spacious;
import java.util.List;

/// Groups as bytes: what has gone to the disk, the seed of the pass, then keys, and for each the
/// inner tool's bytes of its state and whether it has ended its passes. Where there is a disk,
/// states have a room; those without one are seeds, which the ledger counts when they are read.
record GroupsCodec<S>(StreamingAwarePipeline<S> inner, List<Column> key)
    implements StateCodec<Groups<S>> {
  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(Groups<S> groups, Out out) {
    out.integer(groups.room == null ? 0 : 1);
    if (groups.room != null) {
      groups.room.save(out);
    }
    out.integer(groups.seed == null ? 0 : 1);
    if (groups.seed != null) {
      write(groups.seed, out);
    }
    var stored = groups.stored;
    out.integer(stored == null ? 0 : 1);
    if (stored != null) {
      stored.save(out);
    }
    out.integer(inner.stateCodec().version());
    out.integer(groups.index.size());
    for (int group = 0; group < groups.index.size(); group++) {
      out.bytes(groups.index.key(group));
      var state = groups.state(group);
      out.integer(state == null ? 0 : groups.done.get(group) ? 2 : 1);
      if (state != null) {
        inner.stateCodec().write(state, out);
      }
    }
  }

  @Override
  public Groups<S> read(In in, int version) {
    var room = in.integer() == 0 ? null : GroupRoom.restored(in, key);
    var seed = in.integer() == 0 ? null : read(in, version);
    var groups = new Groups<>(key, seed, room);
    groups.stored = in.integer() == 0 ? null : GroupSeeds.restored(in);
    int innerVersion = (int) in.integer();
    var states = room == null ? in : new InRoom(in, room);
    for (long n = in.integer(); n > 0; n--) {
      var bytes = in.bytes();
      int group = groups.index.of(bytes, 0, bytes.length);
      long form = in.integer();
      if (form > 0) {
        var state = inner.stateCodec().read(states, innerVersion);
        groups.put(group, state);
        groups.done.set(group, form == 2);
        groups.grown(inner.stateCodec().retainedBytes(state));
      }
    }
    if (room != null) {
      room.hold(groups.bytes());
      return groups;
    }
    boolean seeds =
        groups.stored == null && in instanceof Spacious spacious && spacious.workspace().spills();
    return seeds ? groups.counted(key, inner, ((Spacious) in).workspace(), false) : groups;
  }

  /// Reads states whose key tables take the memory of the groups.
  record InRoom(In in, GroupRoom room) implements In {
    @Override
    public long integer() {
      return in.integer();
    }

    @Override
    public double real() {
      return in.real();
    }

    @Override
    public double[] reals() {
      return in.reals();
    }

    @Override
    public long[] integers() {
      return in.integers();
    }

    @Override
    public byte[] bytes() {
      return in.bytes();
    }

    @Override
    public String text() {
      return in.text();
    }

    @Override
    public KeyTable keys() {
      return HashKeyTable.read(in, room::keyTable);
    }
  }

  @Override
  public long retainedBytes(Groups<S> groups) {
    return groups.retainedBytes();
  }
}
