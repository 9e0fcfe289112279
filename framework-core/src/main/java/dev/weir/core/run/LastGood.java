package dev.weir.core.run;

import dev.weir.api.PipelineResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The last partial result of each fold of a scan that could be made, for when its state is lost or
/// the final one cannot be made: of the first 1, 2, 4, 8… blocks, so that it speaks of the same
/// rows however many threads there are. Kept only by runs that may end with a partial result.
/// Thread-safe.
final class LastGood {
  /// A result and what it speaks of.
  record Good(PipelineResult result, Coverage coverage) {}

  private final Chain chain;
  private final Map<Integer, Good> results = new HashMap<>();

  LastGood(Chain chain) {
    this.chain = chain;
  }

  /// Makes the results of states as they are now. What cannot be made leaves the one before: the
  /// error shows when the final result is made.
  synchronized void take(Chain.Lane lane, boolean ordered, Coverage coverage) {
    for (int i = 0; i < chain.size(); i++) {
      var link = chain.links().get(i);
      var state = lane.state(i);
      if (state == null
          || link.transforms()
          || link.inOrder() != ordered
          || link.pass() > 0
          || !link.isTool()
          || !lane.isSound(i)) {
        continue;
      }
      try {
        var context = StepContext.aggregating(link, chain.scan(), true);
        results.put(i, new Good(link.aggregate(state, context), coverage));
      } catch (RuntimeException | StackOverflowError e) {
        chain.scan().errors().note(link.step() + ": no partial result could be made: " + e);
      }
    }
  }

  synchronized Optional<Good> of(int link) {
    return Optional.ofNullable(results.get(link));
  }
}
