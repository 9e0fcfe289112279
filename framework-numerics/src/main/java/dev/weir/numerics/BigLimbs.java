package dev.weir.numerics;

/// The few operations on whole numbers in base 2^32, lowest digit first, that exact variances need.
final class BigLimbs {
  private BigLimbs() {}

  /// The product of the first `na` and `nb` digits, `na + nb` digits.
  static long[] product(long[] a, int na, long[] b, int nb) {
    var product = new long[na + nb];
    for (int i = 0; i < na; i++) {
      long carry = 0;
      if (a[i] == 0) {
        continue;
      }
      for (int j = 0; j < nb; j++) {
        // at most (2^32 - 1)^2 + 2 (2^32 - 1) = 2^64 - 1: unsigned
        long digit = a[i] * b[j] + product[i + j] + carry;
        product[i + j] = digit & Limbs.MASK;
        carry = digit >>> 32;
      }
      product[i + nb] = carry;
    }
    return product;
  }

  /// `(a - b) 2^-2148 / divisor`, or the root of it, where digit 0 of `a` stands at `placeA`; `a`
  /// is at least `b`. The difference is exact; what follows rounds, but does not overflow before
  /// the end.
  static double ratio(long[] a, int placeA, long[] b, int placeB, double divisor, boolean root) {
    int low = Math.min(placeA, placeB);
    int high = Math.max(placeA + a.length, placeB + b.length);
    var digits = new long[high - low];
    System.arraycopy(a, 0, digits, placeA - low, a.length);
    long borrow = 0;
    for (int i = 0; i < digits.length; i++) {
      int j = i - (placeB - low);
      long digit = digits[i] - (j >= 0 && j < b.length ? b[j] : 0) + borrow;
      digits[i] = digit & Limbs.MASK;
      borrow = digit >> 32;
    }
    int top = digits.length - 1;
    while (top >= 0 && digits[top] == 0) {
      top--;
    }
    if (top < 0) {
      return 0;
    }
    int width = 64 - Long.numberOfLeadingZeros(digits[top]);
    // The leading 64 bits, in [2^63, 2^64); their last bit stands for 2^exponent.
    long bits = Limbs.leading(digits, top);
    double leading = ((bits >>> 11) + ((bits >>> 10) & 1)) * 0x1p11;
    int exponent = 32 * (low + top) + width - 64 - 2148;
    double scaled = leading / divisor;
    if (!root) {
      return scalb(scaled, exponent);
    }
    int odd = exponent & 1;
    return scalb(Math.sqrt(Math.scalb(scaled, odd)), (exponent - odd) / 2);
  }

  /// In two steps, since one takes no more than the range of exponents.
  private static double scalb(double x, int exponent) {
    int half = exponent / 2;
    return Math.scalb(Math.scalb(x, half), exponent - half);
  }
}
