package dev.weir.domain.stats;

import dev.weir.api.StateCodec;
import dev.weir.api.Validity;
import java.util.Optional;

/// How many values fall into each of some bins of equal width between the least and the greatest
/// value. A bin holds what is above its lower edge and not above its upper one; the first holds its
/// lower edge too (as R `hist`). Mutable; exact.
final class BinCounts {
  private final double[] edges;
  private final long[] counts;

  private BinCounts(double[] edges, long[] counts) {
    this.edges = edges;
    this.counts = counts;
  }

  /// The edges of bins over all values: none if there are no values or an infinite one, one bin
  /// without width if all values are the same.
  static Optional<double[]> edges(double min, double max, int bins) {
    if (!Double.isFinite(min) || !Double.isFinite(max)) {
      return Optional.empty();
    }
    if (min == max) {
      return Optional.of(new double[] {min, max});
    }
    var edges = new double[bins + 1];
    for (int i = 1; i < bins; i++) {
      double width = max - min;
      edges[i] =
          Double.isFinite(width)
              ? min + width * i / bins
              : min * (1 - (double) i / bins) + max * ((double) i / bins);
    }
    edges[0] = min;
    edges[bins] = max;
    return Optional.of(edges);
  }

  static BinCounts between(double[] edges) {
    return new BinCounts(edges, new long[edges.length - 1]);
  }

  BinCounts fresh() {
    return between(edges);
  }

  static long bytes(int bins) {
    return bins == 0 ? 0 : 64 + 16L * (bins + 1);
  }

  double[] edges() {
    return edges;
  }

  long count(int bin) {
    return counts[bin];
  }

  /// Takes in the first `rows` cells that hold a value; NaN is left out.
  void accept(double[] cells, Validity validity, int rows) {
    for (int r = 0; r < rows; r++) {
      if (validity.at(r) && !Double.isNaN(cells[r])) {
        counts[bin(cells[r])]++;
      }
    }
  }

  /// A guess by proportion, set right by comparison with the edges.
  private int bin(double value) {
    int last = counts.length - 1;
    double low = edges[0] / 2;
    double share = (value / 2 - low) / (edges[last + 1] / 2 - low);
    int bin = Math.clamp((int) (share * (last + 1)), 0, last);
    while (bin > 0 && value <= edges[bin]) {
      bin--;
    }
    while (bin < last && value > edges[bin + 1]) {
      bin++;
    }
    return bin;
  }

  void merge(BinCounts later) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += later.counts[i];
    }
  }

  void write(StateCodec.Out out) {
    out.reals(edges);
    out.integers(counts);
  }

  static BinCounts read(StateCodec.In in) {
    return new BinCounts(in.reals(), in.integers());
  }
}
