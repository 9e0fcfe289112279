package dev.weir.numerics;

/// Sums over up to [#SIZE] values at once. A full block runs through loops that the JIT turns into
/// vector code; their layout is fixed in the source (cell `j` always meets cell `j + 1024`, then `j
/// + 512`...), so the bits do not depend on the machine's vector width.
///
/// Loops stay small on purpose: beyond about 60 nodes C2 neither unrolls nor vectorises (measured:
/// 0.92 against 0.25 ns a value for the sum). Offsets are constants because C2 of Java 25 does not
/// vectorise over two arrays whose offsets it cannot compare.
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
    double[] x = cells;
    double[] s = sums;
    double[] e = errors;
    for (int j = 0; j < 1024; j++) {
      double p = x[j];
      double q = x[j + 1024];
      double t = p + q;
      double z = t - p;
      s[j] = t;
      e[j] = (p - (t - z)) + (q - z);
    }
    for (int j = 0; j < 512; j++) {
      double p = s[j];
      double q = s[j + 512];
      double t = p + q;
      double z = t - p;
      s[j] = t;
      e[j] = (e[j] + e[j + 512]) + ((p - (t - z)) + (q - z));
    }
    for (int j = 0; j < 256; j++) {
      double p = s[j];
      double q = s[j + 256];
      double t = p + q;
      double z = t - p;
      s[j] = t;
      e[j] = (e[j] + e[j + 256]) + ((p - (t - z)) + (q - z));
    }
    for (int j = 0; j < 128; j++) {
      double p = s[j];
      double q = s[j + 128];
      double t = p + q;
      double z = t - p;
      s[j] = t;
      e[j] = (e[j] + e[j + 128]) + ((p - (t - z)) + (q - z));
    }
    for (int j = 0; j < 64; j++) {
      double p = s[j];
      double q = s[j + 64];
      double t = p + q;
      double z = t - p;
      s[j] = t;
      e[j] = (e[j] + e[j + 64]) + ((p - (t - z)) + (q - z));
    }
    for (int j = 0; j < 32; j++) {
      double p = s[j];
      double q = s[j + 32];
      double t = p + q;
      double z = t - p;
      s[j] = t;
      e[j] = (e[j] + e[j + 32]) + ((p - (t - z)) + (q - z));
    }
    double low = 0;
    for (int j = 0; j < 32; j++) {
      low += e[j];
    }
    sum(s, 32, low);
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

  /// Least and greatest. No NaN may be among the cells.
  void extremesFull() {
    leastFull();
    greatestFull();
  }

  private void leastFull() {
    double[] x = cells;
    double[] s = sums;
    for (int j = 0; j < 256; j++) {
      s[j] =
          Math.min(
              Math.min(Math.min(x[j], x[j + 256]), Math.min(x[j + 512], x[j + 768])),
              Math.min(Math.min(x[j + 1024], x[j + 1280]), Math.min(x[j + 1536], x[j + 1792])));
    }
    for (int j = 0; j < 64; j++) {
      s[j] = Math.min(Math.min(s[j], s[j + 64]), Math.min(s[j + 128], s[j + 192]));
    }
    double a = s[0];
    double b = a;
    for (int j = 0; j < 32; j++) {
      a = Math.min(a, s[j]);
      b = Math.min(b, s[j + 32]);
    }
    min = Math.min(a, b);
  }

  private void greatestFull() {
    double[] x = cells;
    double[] s = sums;
    for (int j = 0; j < 256; j++) {
      s[j] =
          Math.max(
              Math.max(Math.max(x[j], x[j + 256]), Math.max(x[j + 512], x[j + 768])),
              Math.max(Math.max(x[j + 1024], x[j + 1280]), Math.max(x[j + 1536], x[j + 1792])));
    }
    for (int j = 0; j < 64; j++) {
      s[j] = Math.max(Math.max(s[j], s[j + 64]), Math.max(s[j + 128], s[j + 192]));
    }
    double a = s[0];
    double b = a;
    for (int j = 0; j < 32; j++) {
      a = Math.max(a, s[j]);
      b = Math.max(b, s[j + 32]);
    }
    max = Math.max(a, b);
  }

  void extremes(double[] x, int from, int to) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int j = from; j < to; j++) {
      least = Math.min(least, x[j]);
      greatest = Math.max(greatest, x[j]);
    }
    min = least;
    max = greatest;
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
