package dev.weir.numerics;

/// Sums over up to [#SIZE] values at once. A full block runs through loops that the JIT turns into
/// vector code; their layout is fixed in the source (cell `j` always meets `j + 512`, `j + 1024`
/// and `j + 1536`), so the bits do not depend on the machine's vector width.
///
/// Each loop is small and has its own method on purpose: beyond about 60 nodes C2 neither unrolls
/// nor vectorises (0.92 against 0.30 ns a value for the sum), and a method of six such loops took
/// it 0.6 s to compile. Offsets are constants because C2 of Java 25 does not vectorise over offsets
/// that it cannot compare.
final class MomentBlock {
  static final int SIZE = 2048;

  /// The values; 64 more than a block, so that one bitmap word can be appended before a block is
  /// taken.
  final double[] cells;

  private final double[] sums;
  private final double[] errors;

  double sum;
  double sumLow;
  double second;
  double third;
  double fourth;
  double min;
  double max;

  /// With room for full blocks, or only for the sums of the methods that take an array.
  MomentBlock(boolean full) {
    cells = new double[full ? SIZE + 64 : 0];
    sums = new double[full ? SIZE / 2 : 0];
    errors = new double[full ? SIZE / 2 : 0];
  }

  /// Sum as an unevaluated pair, by TwoSum (Knuth, TAOCP 2, 4.2.2) in a tree.
  void sumFull() {
    sumTo512(cells, sums, errors);
    sumTo128(sums, errors);
    double low = 0;
    for (int j = 0; j < 128; j++) {
      low += errors[j];
    }
    sum(sums, 128, low);
  }

  private static void sumTo512(double[] x, double[] s, double[] e) {
    for (int j = 0; j < 512; j++) {
      double t = x[j];
      double v = x[j + 512];
      double u = t + v;
      double z = u - t;
      double low = (t - (u - z)) + (v - z);
      v = x[j + 1024];
      t = u + v;
      z = t - u;
      low += (u - (t - z)) + (v - z);
      v = x[j + 1536];
      u = t + v;
      z = u - t;
      low += (t - (u - z)) + (v - z);
      s[j] = u;
      e[j] = low;
    }
  }

  private static void sumTo128(double[] s, double[] e) {
    for (int j = 0; j < 128; j++) {
      double t = s[j];
      double v = s[j + 128];
      double u = t + v;
      double z = u - t;
      double low = (t - (u - z)) + (v - z);
      v = s[j + 256];
      t = u + v;
      z = t - u;
      low += (u - (t - z)) + (v - z);
      v = s[j + 384];
      u = t + v;
      z = u - t;
      low += (t - (u - z)) + (v - z);
      s[j] = u;
      e[j] += low + e[j + 128] + (e[j + 256] + e[j + 384]);
    }
  }

  /// The same for a few cells, one after the other.
  void sum(double[] x, int n, double low) {
    double s = 0;
    double e = low;
    for (int j = 0; j < n; j++) {
      double v = x[j];
      double t = s + v;
      double z = t - s;
      e += (s - (t - z)) + (v - z);
      s = t;
    }
    sum = s + e;
    double z = sum - s;
    sumLow = (s - (sum - z)) + (e - z);
  }

  /// Least and greatest, zeros without sign. No NaN may be among the cells. Plain comparisons:
  /// `Math.min` is vectorised by C2 and a quarter faster then, but four times slower until C2 gets
  /// to it.
  void extremesFull() {
    leastFull();
    greatestFull();
  }

  private void leastFull() {
    double[] x = cells;
    double a = x[0];
    double b = a;
    double c = a;
    double d = a;
    for (int j = 0; j < 512; j++) {
      a = x[j] < a ? x[j] : a;
      b = x[j + 512] < b ? x[j + 512] : b;
      c = x[j + 1024] < c ? x[j + 1024] : c;
      d = x[j + 1536] < d ? x[j + 1536] : d;
    }
    a = a < b ? a : b;
    c = c < d ? c : d;
    min = (a < c ? a : c) + 0.0;
  }

  private void greatestFull() {
    double[] x = cells;
    double a = x[0];
    double b = a;
    double c = a;
    double d = a;
    for (int j = 0; j < 512; j++) {
      a = x[j] > a ? x[j] : a;
      b = x[j + 512] > b ? x[j + 512] : b;
      c = x[j + 1024] > c ? x[j + 1024] : c;
      d = x[j + 1536] > d ? x[j + 1536] : d;
    }
    a = a > b ? a : b;
    c = c > d ? c : d;
    max = (a > c ? a : c) + 0.0;
  }

  /// The same for a few cells.
  void extremes(double[] x, int from, int to) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int j = from; j < to; j++) {
      least = x[j] < least ? x[j] : least;
      greatest = x[j] > greatest ? x[j] : greatest;
    }
    min = least + 0.0;
    max = greatest + 0.0;
  }

  /// Sum of squared distances from `c`. One running sum a column: C2 does not vectorise the same
  /// written as a tree.
  void secondFull(double c) {
    double[] x = cells;
    double[] s = sums;
    for (int j = 0; j < 512; j++) {
      double d = x[j] - c;
      double t = d * d;
      d = x[j + 512] - c;
      t += d * d;
      d = x[j + 1024] - c;
      t += d * d;
      d = x[j + 1536] - c;
      t += d * d;
      s[j] = t;
    }
    second = fold(s);
  }

  /// Sums of third and fourth powers of distances from `c`.
  void higherFull(double c) {
    thirdFull(c);
    fourthFull(c);
  }

  private void thirdFull(double c) {
    double[] x = cells;
    double[] s = sums;
    for (int j = 0; j < 512; j++) {
      double d = x[j] - c;
      double t = d * d * d;
      d = x[j + 512] - c;
      t += d * d * d;
      d = x[j + 1024] - c;
      t += d * d * d;
      d = x[j + 1536] - c;
      t += d * d * d;
      s[j] = t;
    }
    third = fold(s);
  }

  private void fourthFull(double c) {
    double[] x = cells;
    double[] s = sums;
    for (int j = 0; j < 512; j++) {
      double t = 0;
      double d = x[j] - c;
      double q = d * d;
      t += q * q;
      d = x[j + 512] - c;
      q = d * d;
      t += q * q;
      d = x[j + 1024] - c;
      q = d * d;
      t += q * q;
      d = x[j + 1536] - c;
      q = d * d;
      t += q * q;
      s[j] = t;
    }
    fourth = fold(s);
  }

  /// Sum of 512 cells.
  private static double fold(double[] s) {
    for (int j = 0; j < 128; j++) {
      s[j] = (s[j] + s[j + 128]) + (s[j + 256] + s[j + 384]);
    }
    for (int j = 0; j < 32; j++) {
      s[j] = (s[j] + s[j + 32]) + (s[j + 64] + s[j + 96]);
    }
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int j = 0; j < 8; j++) {
      a += s[j];
      b += s[j + 8];
      c += s[j + 16];
      d += s[j + 24];
    }
    return (a + b) + (c + d);
  }

  /// Sums of second to fourth powers of distances from `c`, one after the other.
  void powers(double[] x, int n, double c) {
    double two = 0;
    double three = 0;
    double four = 0;
    for (int j = 0; j < n; j++) {
      double d = x[j] - c;
      double q = d * d;
      two += q;
      three += q * d;
      four += q * q;
    }
    second = two;
    third = three;
    fourth = four;
  }
}
