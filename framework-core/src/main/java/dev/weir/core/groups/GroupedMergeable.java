package dev.weir.core.groups;

import dev.weir.api.Column;
import dev.weir.api.MergeablePipeline;
import java.util.List;

/// A mergeable fold once per group.
final class GroupedMergeable<S> extends GroupedFold<S> implements MergeablePipeline<Groups<S>> {
  private final MergeablePipeline<S> mergeable;

  GroupedMergeable(MergeablePipeline<S> inner, List<Column> key) {
    super(inner, key);
    this.mergeable = inner;
  }

  @Override
  public Groups<S> merge(Groups<S> earlier, Groups<S> later) {
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
    }
    return earlier;
  }
}
