package dev.weir.domain.ml;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.StateCodec;
import java.util.List;
import java.util.Optional;

/// What k-means keeps during one pass over the rows. Mutable.
sealed interface Pass permits ScanPass, SpreadPass, LloydPass {
  void accept(Chunk chunk, List<Column> features);

  /// Takes in `later`, of the same kind, which is dead afterwards.
  void merge(Pass later);

  /// After all rows: the seed of the next pass; nothing when done.
  Optional<Pass> next();

  /// A fresh state of the same pass.
  Pass fresh();

  /// Rows left out so far, for want of a usable number in some feature.
  Counts counts();

  void write(StateCodec.Out out);

  long retainedBytes();

  /// Rows used and left out; mutable.
  final class Counts {
    long used;
    long leftOut;

    void add(Chunk chunk, long unusable) {
      used += chunk.rows() - unusable;
      leftOut += unusable;
    }

    void merge(Counts later) {
      used += later.used;
      leftOut += later.leftOut;
    }

    void write(StateCodec.Out out) {
      out.integer(used);
      out.integer(leftOut);
    }

    static Counts read(StateCodec.In in) {
      var counts = new Counts();
      counts.used = in.integer();
      counts.leftOut = in.integer();
      return counts;
    }
  }
}
