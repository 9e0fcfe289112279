package dev.weir.tck;

import dev.weir.api.MergeablePipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Neighbours are merged one pair after another: half of each number says which pair is next,
/// counted round; an odd one turns the pair round where order does not matter. Where the numbers
/// end, the rest is merged in order.
///
/// @param ordered order matters
record DrawnMerging(List<Integer> pairs, boolean ordered) implements Merging {
  @Override
  public String words() {
    return pairs.stream().allMatch(p -> p == 0)
        ? IN_ORDER.words()
        : "pair by pair as drawn, " + pairs + (ordered ? "" : " (odd: the pair turned round)");
  }

  @Override
  public <S> S merge(MergeablePipeline<S> tool, List<S> states, Supplier<S> fresh) {
    var left = new ArrayList<S>(states);
    for (int i = 0; left.size() > 1; i++) {
      int pair = i < pairs.size() ? pairs.get(i) : 0;
      int at = pair / 2 % (left.size() - 1);
      S earlier = left.get(at);
      S later = left.remove(at + 1);
      boolean turned = pair % 2 == 1 && !ordered;
      left.set(at, turned ? tool.merge(later, earlier) : tool.merge(earlier, later));
    }
    return left.getFirst();
  }
}
