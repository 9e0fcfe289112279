package dev.weir.tck;

import dev.weir.api.MergeablePipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Groupings that between them find what usually is wrong with a merge.
enum UsualMerging implements Merging {
  /// Each block into all before it, as a run does.
  IN_ORDER("each block into all before it"),
  /// Each block into all after it.
  FROM_THE_END("each block into all after it"),
  /// Neighbours, then neighbours of neighbours.
  AS_A_TREE("neighbours first, as a tree"),
  /// In order, with a state that has seen no row before, between and after.
  WITH_FRESH_STATES("in order, with states of no rows before, between and after"),
  /// The last block first.
  REVERSED("with the blocks in reverse order");

  private final String words;

  UsualMerging(String words) {
    this.words = words;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public <S> S merge(MergeablePipeline<S> tool, List<S> states, Supplier<S> fresh) {
    return switch (this) {
      case IN_ORDER -> inOrder(tool, states);
      case FROM_THE_END -> {
        S whole = states.getLast();
        for (int i = states.size() - 2; i >= 0; i--) {
          whole = tool.merge(states.get(i), whole);
        }
        yield whole;
      }
      case AS_A_TREE -> tree(tool, states);
      case WITH_FRESH_STATES -> {
        var more = new ArrayList<S>();
        more.add(fresh.get());
        for (var state : states) {
          more.add(tool.merge(state, fresh.get()));
          more.add(fresh.get());
        }
        yield inOrder(tool, more);
      }
      case REVERSED -> inOrder(tool, states.reversed());
    };
  }

  private static <S> S inOrder(MergeablePipeline<S> tool, List<S> states) {
    S whole = states.getFirst();
    for (var next : states.subList(1, states.size())) {
      whole = tool.merge(whole, next);
    }
    return whole;
  }

  private static <S> S tree(MergeablePipeline<S> tool, List<S> states) {
    if (states.size() == 1) {
      return states.getFirst();
    }
    int middle = states.size() / 2;
    return tool.merge(
        tree(tool, states.subList(0, middle)), tree(tool, states.subList(middle, states.size())));
  }
}
