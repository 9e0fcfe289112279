package dev.weir.domain.ml;

import java.util.Arrays;

/// A feature's numbers by rank among its different values, so that a learner sees the order of the
/// numbers alone: neither their scale nor infinities trouble it. Rank 0 is missing, and minus
/// infinity.
///
/// @param ranks one a row
/// @param values by rank from 1, ascending
@SuppressWarnings("ArrayRecordComponent")
record Ranks(int[] ranks, double[] values) {
  static Ranks of(double[] numbers) {
    var sorted =
        Arrays.stream(numbers)
            .filter(x -> x > Double.NEGATIVE_INFINITY)
            .map(x -> x + 0.0)
            .sorted()
            .distinct()
            .toArray();
    var ranks = new int[numbers.length];
    for (int r = 0; r < ranks.length; r++) {
      ranks[r] =
          numbers[r] > Double.NEGATIVE_INFINITY
              ? Arrays.binarySearch(sorted, numbers[r] + 0.0) + 1
              : 0;
    }
    return new Ranks(ranks, sorted);
  }

  /// A number that divides the values up to this rank from those above it, in the middle between
  /// two neighbours; minus infinity after rank 0.
  double after(int rank) {
    if (rank == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double below = values[rank - 1];
    if (rank == values.length) {
      return below;
    }
    double above = values[rank];
    double middle = below / 2 + above / 2;
    return middle >= below && middle < above ? middle : below;
  }

  /// The rows in the order of their ranks, of equals in their own order.
  int[] order() {
    var starts = new int[values.length + 2];
    for (int rank : ranks) {
      starts[rank + 1]++;
    }
    for (int rank = 1; rank < starts.length; rank++) {
      starts[rank] += starts[rank - 1];
    }
    var order = new int[ranks.length];
    for (int r = 0; r < ranks.length; r++) {
      order[starts[ranks[r]]++] = r;
    }
    return order;
  }
}
