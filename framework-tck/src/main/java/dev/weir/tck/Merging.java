package dev.weir.tck;

import dev.weir.api.MergeablePipeline;
import java.util.List;
import java.util.function.Supplier;

/// In which grouping and order the states of blocks become one.
interface Merging {
  /// Each block into all before it, as a run does.
  Merging IN_ORDER = UsualMerging.IN_ORDER;

  /// Says so.
  String words();

  /// The one state.
  ///
  /// @param states of the blocks in order, at least one
  /// @param fresh makes states that have seen no row
  <S> S merge(MergeablePipeline<S> tool, List<S> states, Supplier<S> fresh);
}
