package dev.weir.core.groups;

import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import java.util.List;

/// Keys, and for each the inner tool's bytes of its state and whether it has ended its passes.
record GroupsCodec<S>(StreamingAwarePipeline<S> inner, List<Column> key)
    implements StateCodec<Groups<S>> {
  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(Groups<S> groups, Out out) {
    if (groups.stored != null || (groups.room != null && groups.room.log() != null)) {
      throw PipelineException.refused(
          "state.groups", "groups that are on the disk cannot be saved; give more by --memory");
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
    int innerVersion = (int) in.integer();
    var groups = new Groups<S>(key, null, null);
    for (long n = in.integer(); n > 0; n--) {
      var bytes = in.bytes();
      int group = groups.index.of(bytes, 0, bytes.length);
      long form = in.integer();
      if (form > 0) {
        var state = inner.stateCodec().read(in, innerVersion);
        groups.put(group, state);
        groups.done.set(group, form == 2);
        groups.grown(inner.stateCodec().retainedBytes(state));
      }
    }
    return groups;
  }

  @Override
  public long retainedBytes(Groups<S> groups) {
    return groups.retainedBytes();
  }
}
