package dev.weir.numerics;

import dev.weir.api.StateCodec;

/// Number, sum and sums of the second to fourth powers of the distances from the mean, of finite
/// values; merged by the pairwise formulas of Chan and of Pébay. The sum is a pair of numbers.
/// [Moments] has the sources and what they err by.
final class CentralSums {
  /// Third and fourth powers too.
  final boolean extended;

  private long count;
  private double sum;
  private double sumLow;
  private double second;
  private double third;
  private double fourth;

  CentralSums(boolean extended) {
    this.extended = extended;
  }

  void add(double value) {
    merge(1, value, 0, 0, 0, 0);
  }

  /// Adds a block of `n` values. Its powers are about `c`, its mean rounded; moved to the mean here
  /// (`e` is what the rounding left).
  void merge(MomentBlock block, int n, double c) {
    double e = (Math.fma(-c, n, block.sum) + block.sumLow) / n;
    double two = block.second - n * e * e;
    double three = block.third - 3 * e * block.second;
    double four = block.fourth - 4 * e * block.third + 6 * e * e * block.second;
    merge(n, block.sum, block.sumLow, Math.max(0, two), three, four);
  }

  void merge(CentralSums later) {
    merge(later.count, later.sum, later.sumLow, later.second, later.third, later.fourth);
  }

  private void merge(long more, double otherSum, double otherLow, double m2, double m3, double m4) {
    if (more == 0) {
      return;
    }
    if (count == 0) {
      count = more;
      sum = otherSum;
      sumLow = otherLow;
      second = m2;
      third = m3;
      fourth = m4;
      return;
    }
    double a = count;
    double b = more;
    double n = a + b;
    double meanA = sum / a;
    double meanB = otherSum / b;
    double lowA = (Math.fma(-meanA, a, sum) + sumLow) / a;
    double lowB = (Math.fma(-meanB, b, otherSum) + otherLow) / b;
    double delta = (meanB - meanA) + (lowB - lowA);
    double ab = delta * a / n;
    double step = delta * ab * b;
    if (extended) {
      double shareA = delta * (a / n);
      double shareB = delta * (b / n);
      fourth +=
          m4
              + step * (shareA * shareA - shareA * shareB + shareB * shareB)
              + 6 * (shareA * shareA * m2 + shareB * shareB * second)
              + 4 * (shareA * m3 - shareB * third);
      third += m3 + step * (shareA - shareB) + 3 * (shareA * m2 - shareB * second);
    }
    second += m2 + step;
    count += more;
    double s = sum + otherSum;
    double z = s - sum;
    double low = ((sum - (s - z)) + (otherSum - z)) + (sumLow + otherLow);
    sum = s + low;
    z = sum - s;
    sumLow = Double.isFinite(sum) ? (s - (sum - z)) + (low - z) : 0;
    if (Double.isNaN(sum)) {
      sum = s;
    }
  }

  long count() {
    return count;
  }

  double sum() {
    return sum;
  }

  /// NaN for no values.
  double mean() {
    if (count == 0 || !Double.isFinite(sum)) {
      return count == 0 ? Double.NaN : sum;
    }
    double n = count;
    double mean = sum / n;
    return mean + (Math.fma(-mean, n, sum) + sumLow) / n;
  }

  double second() {
    return second;
  }

  double third() {
    return third;
  }

  double fourth() {
    return fourth;
  }

  void write(StateCodec.Out out) {
    out.integers(new long[] {extended ? 1 : 0, count});
    out.reals(new double[] {sum, sumLow, second, third, fourth});
  }

  static CentralSums read(StateCodec.In in) {
    var counts = in.integers();
    var sums = in.reals();
    var read = new CentralSums(counts[0] != 0);
    read.count = counts[1];
    read.sum = sums[0];
    read.sumLow = sums[1];
    read.second = sums[2];
    read.third = sums[3];
    read.fourth = sums[4];
    return read;
  }
}
