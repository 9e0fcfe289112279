package dev.weir.core.run;

import dev.weir.api.PipelineResult;
import dev.weir.api.StateCodec;
import dev.weir.core.checkpoint.FrameInput;
import dev.weir.core.checkpoint.FrameOutput;
import dev.weir.core.results.ResultCodec;
import java.io.IOException;
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
        chain
            .scan()
            .errors()
            .note(coverage.before(), link.step() + ": no partial result could be made: " + e);
      }
    }
  }

  /// Writes them.
  synchronized void save(FrameOutput stream) throws IOException {
    Bytes.to(stream).integer(results.size());
    for (var entry : results.entrySet()) {
      var out = Bytes.to(stream);
      out.integer(entry.getKey());
      out.integer(entry.getValue().coverage().rows());
      out.integer(entry.getValue().coverage().before());
      ResultCodec.write(entry.getValue().result(), stream.frames());
    }
  }

  /// Goes on from what [#save] wrote.
  ///
  /// @param in reads from the stream
  synchronized void restore(FrameInput stream, StateCodec.In in) throws IOException {
    for (long left = in.integer(); left > 0; left--) {
      int link = Math.toIntExact(in.integer());
      var coverage = new Coverage(in.integer(), in.integer());
      var result = ResultCodec.read(stream.frames(), chain.scan().workspace(), "a partial result");
      results.put(link, new Good(result, coverage));
    }
  }

  synchronized Optional<Good> of(int link) {
    return Optional.ofNullable(results.get(link));
  }
}
