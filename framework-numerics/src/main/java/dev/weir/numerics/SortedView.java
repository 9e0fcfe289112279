package dev.weir.numerics;

import java.util.Arrays;

/// The weighted sample of a sketch in ascending order: item `i` stands for the ranks `ends[i - 1]
/// .. ends[i] - 1`. Immutable.
final class SortedView {
  private final double[] items;
  private final long[] ends;

  private SortedView(double[] items, long[] ends) {
    this.items = items;
    this.ends = ends;
  }

  /// Merges the levels, each with weight `2^level`; leaves them as they are.
  static SortedView of(double[][] levels, int[] sizes) {
    var items = Arrays.copyOf(levels[0], sizes[0]);
    Arrays.sort(items);
    var weights = new long[items.length];
    Arrays.fill(weights, 1);
    for (int level = 1; level < sizes.length; level++) {
      var next = Arrays.copyOf(levels[level], sizes[level]);
      Arrays.sort(next);
      int a = 0;
      int b = 0;
      var merged = new double[items.length + next.length];
      var mergedWeights = new long[merged.length];
      for (int to = 0; to < merged.length; to++) {
        if (b == next.length || (a < items.length && items[a] <= next[b])) {
          merged[to] = items[a];
          mergedWeights[to] = weights[a++];
        } else {
          merged[to] = next[b++];
          mergedWeights[to] = 1L << level;
        }
      }
      items = merged;
      weights = mergedWeights;
    }
    Arrays.parallelPrefix(weights, Long::sum);
    return new SortedView(items, weights);
  }

  /// The item at a rank, from 0.
  double at(long rank) {
    int i = Arrays.binarySearch(ends, rank + 1);
    return items[Math.min(items.length - 1, i < 0 ? -i - 1 : i)];
  }

  /// Total weight of the items `<= x`.
  long upTo(double x) {
    int low = 0;
    int high = items.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (items[middle] <= x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? 0 : ends[low - 1];
  }
}
