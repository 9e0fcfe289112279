package dev.weir.core.groups;

import dev.weir.api.Column;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import java.util.List;

/// The groups of a transform as bytes: those on the disk, or keys and the inner tool's bytes of
/// each state. Version 1 had groups in memory only, in the form of [GroupsCodec].
record CarriedCodec<S>(StreamingAwarePipeline<S> inner, List<Column> key)
    implements StateCodec<CarriedGroups<S>> {
  @Override
  public int version() {
    return 2;
  }

  @Override
  public void write(CarriedGroups<S> carried, Out out) {
    var pages = carried.pages;
    out.integer(pages == null ? 0 : 1);
    if (pages != null) {
      pages.save(out);
      return;
    }
    var groups = carried.groups;
    out.integer(inner.stateCodec().version());
    out.integer(groups.index.size());
    for (int group = 0; group < groups.index.size(); group++) {
      out.bytes(groups.index.key(group));
      var state = groups.state(group);
      out.integer(state == null ? 0 : 1);
      if (state != null) {
        inner.stateCodec().write(state, out);
      }
    }
  }

  @Override
  public CarriedGroups<S> read(In in, int version) {
    var room = GroupRoom.behind(in);
    var groups = new Groups<S>(key, null, room);
    var carried = new CarriedGroups<>(groups);
    if (version == 1) {
      long none = in.integer() + in.integer() + in.integer();
      if (none != 0) {
        throw new IllegalStateException("groups of a transform with a room, a seed or a log");
      }
    } else if (in.integer() != 0) {
      carried.pages = GroupPages.restored(in);
      return carried;
    }
    int innerVersion = (int) in.integer();
    var states = room == null ? in : new GroupsCodec.InRoom(in, room);
    for (long n = in.integer(); n > 0; n--) {
      var bytes = in.bytes();
      int group = groups.index.of(bytes, 0, bytes.length);
      if (in.integer() != 0) {
        var state = inner.stateCodec().read(states, innerVersion);
        groups.put(group, state);
        groups.grown(inner.stateCodec().retainedBytes(state));
      }
    }
    if (room != null) {
      room.hold(groups.bytes());
    }
    return carried;
  }

  @Override
  public long retainedBytes(CarriedGroups<S> carried) {
    return carried.groups.retainedBytes();
  }
}
