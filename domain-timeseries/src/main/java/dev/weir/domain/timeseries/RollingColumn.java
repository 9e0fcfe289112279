package dev.weir.domain.timeseries;

import dev.weir.numerics.SlidingExtreme;
import dev.weir.numerics.SlidingQuantile;
import dev.weir.numerics.WindowedMoments;
import dev.weir.numerics.WindowedSum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The figures of one column's values in a window; keeps only what the wanted ones need. NaN stands
/// for no value. Mutable; for one thread at a time.
final class RollingColumn {
  private static final long OBJECT_BYTES = 56;

  private final @Nullable WindowedSum sum;
  private final @Nullable WindowedMoments moments;
  private final @Nullable SlidingExtreme least;
  private final @Nullable SlidingExtreme greatest;
  private final @Nullable SlidingQuantile quantile;
  private int count;

  RollingColumn(List<Statistic> wanted) {
    moments = wanted.contains(Statistic.SD) ? WindowedMoments.create() : null;
    sum = moments == null && sums(wanted) ? WindowedSum.create() : null;
    least = wanted.contains(Statistic.MIN) ? SlidingExtreme.least() : null;
    greatest = wanted.contains(Statistic.MAX) ? SlidingExtreme.greatest() : null;
    quantile = wanted.contains(Statistic.MEDIAN) ? SlidingQuantile.create() : null;
  }

  private static boolean sums(List<Statistic> wanted) {
    return wanted.contains(Statistic.SUM) || wanted.contains(Statistic.MEAN);
  }

  /// The value of the row with this number enters.
  void add(long row, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    count++;
    if (sum != null) {
      sum.add(value);
    }
    if (moments != null) {
      moments.add(value);
    }
    if (least != null) {
      least.add(row, value);
    }
    if (greatest != null) {
      greatest.add(row, value);
    }
    if (quantile != null) {
      quantile.add(value);
    }
  }

  /// The oldest value leaves; the oldest row is then `oldest`.
  void remove(double value, long oldest) {
    if (Double.isNaN(value)) {
      return;
    }
    count--;
    if (sum != null) {
      sum.remove(value);
    }
    if (moments != null) {
      moments.remove(value);
    }
    if (least != null) {
      least.evict(oldest);
    }
    if (greatest != null) {
      greatest.evict(oldest);
    }
    if (quantile != null) {
      quantile.remove(value);
    }
  }

  /// One of the wanted figures; NaN if it is undefined or there are too few values.
  double figure(Statistic statistic, int minPeriods) {
    if (statistic == Statistic.COUNT) {
      return count;
    }
    if (count < minPeriods) {
      return Double.NaN;
    }
    return switch (statistic) {
      case COUNT -> count;
      case SUM -> moments != null ? moments.sum() : sum == null ? Double.NaN : sum.sum();
      case MEAN -> moments != null ? moments.mean() : sum == null ? Double.NaN : sum.mean();
      case SD -> moments == null ? Double.NaN : moments.standardDeviation();
      case MIN -> least == null ? Double.NaN : least.value();
      case MAX -> greatest == null ? Double.NaN : greatest.value();
      case MEDIAN -> quantile == null ? Double.NaN : quantile.median();
    };
  }

  long retainedBytes() {
    return OBJECT_BYTES
        + (sum == null ? 0 : sum.retainedBytes())
        + (moments == null ? 0 : moments.retainedBytes())
        + (least == null ? 0 : least.retainedBytes())
        + (greatest == null ? 0 : greatest.retainedBytes())
        + (quantile == null ? 0 : quantile.retainedBytes());
  }

  /// Upper bound of [#retainedBytes] for windows of so many rows.
  static long maxBytes(int rows, List<Statistic> wanted) {
    boolean deviations = wanted.contains(Statistic.SD);
    return OBJECT_BYTES
        + (deviations ? WindowedMoments.MAX_BYTES : sums(wanted) ? WindowedSum.MAX_BYTES : 0)
        + (wanted.contains(Statistic.MIN) ? SlidingExtreme.maxBytes(rows) : 0)
        + (wanted.contains(Statistic.MAX) ? SlidingExtreme.maxBytes(rows) : 0)
        + (wanted.contains(Statistic.MEDIAN) ? SlidingQuantile.maxBytes(rows) : 0);
  }
}
