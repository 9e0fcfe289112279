package dev.weir.core.groups;

import dev.weir.api.Column;
import dev.weir.api.MergeablePipeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mergeable fold once per group.
final class GroupedMergeable<S> extends GroupedFold<S> implements MergeablePipeline<Groups<S>> {
  private final MergeablePipeline<S> mergeable;

  GroupedMergeable(MergeablePipeline<S> inner, List<Column> key, int passes) {
    super(inner, key, passes);
    this.mergeable = inner;
  }

  @Override
  public Groups<S> merge(Groups<S> earlier, Groups<S> later) {
    var room = earlier.room;
    var other = later.room;
    if (other != null && other.isEmpty()) {
      later.close();
      return earlier;
    }
    if (room != null && room.isEmpty()) {
      earlier.close();
      return later;
    }
    boolean logs = logs(room) || logs(other);
    boolean fits = !logs && mergeStates(earlier, later);
    if (room != null && other != null) {
      if (!fits) {
        log(room, earlier).append(log(other, later));
      } else {
        room.adopt(other);
        room.settle(earlier.bytes());
      }
      other.close();
    }
    return earlier;
  }

  private static boolean logs(@Nullable GroupRoom room) {
    return room != null && room.log() != null;
  }

  /// Merges group by group; false if the room was full before all were through: those that were are
  /// no longer among the later ones.
  private boolean mergeStates(Groups<S> earlier, Groups<S> later) {
    var room = earlier.room;
    for (int group = 0; group < later.index.size(); group++) {
      int at =
          earlier.index.of(later.index.content(), later.index.start(group), later.index.end(group));
      var mine = earlier.state(at);
      var other = later.state(group);
      if (other == null || earlier.done.get(at)) {
        continue;
      }
      long before = mine == null ? 0 : inner.stateCodec().retainedBytes(mine);
      var both = mine == null || later.done.get(group) ? other : mergeable.merge(mine, other);
      earlier.put(at, both);
      earlier.done.set(at, later.done.get(group));
      earlier.grown(inner.stateCodec().retainedBytes(both) - before);
      if (room != null) {
        later.put(group, null);
        if (room.full(earlier.bytes())) {
          return false;
        }
      }
    }
    return true;
  }
}
