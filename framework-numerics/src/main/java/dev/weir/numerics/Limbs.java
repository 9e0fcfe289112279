package dev.weir.numerics;

import java.util.Arrays;

/// Fixed-point numbers in base 2^32 within an array, for the exact sums: the limb at `i` stands for
/// a multiple of two to the power of `32 (base + i) - 1074`. Between two calls of [#settle] a limb
/// is any signed 64-bit number.
final class Limbs {
  static final long MASK = 0xFFFFFFFFL;

  /// Additions of 32 bits, or of 53 to the upper of two limbs, that a limb takes before it must be
  /// settled.
  static final int SETTLE = 1024;

  /// Limbs that a product of two 53-bit numbers touches.
  static final int PRODUCT = 5;

  private Limbs() {}

  /// Bits of the unit 2^-1074 that the value's mantissa is shifted by.
  static int exponent(double finite) {
    return Math.max(0, ((int) (Double.doubleToRawLongBits(finite) >>> 52) & 0x7FF) - 1);
  }

  /// The value's magnitude as a multiple of its last place.
  static long mantissa(double finite) {
    long bits = Double.doubleToRawLongBits(finite);
    long fraction = bits & 0xFFFFFFFFFFFFFL;
    return (bits << 1 >>> 53) == 0 ? fraction : fraction | 1L << 52;
  }

  /// The place of the product's last bit, in units of 2^-1074; negative for products below.
  static int productExponent(double x, double y) {
    return exponent(x) + exponent(y) - 1074;
  }

  /// Adds the exact product of two finite numbers to the limbs from `at` on, which stand for its
  /// [#productExponent] divided by 32.
  static void addProduct(long[] limbs, int at, double x, double y) {
    long mx = mantissa(x);
    long my = mantissa(y);
    long low = mx * my;
    long high = Math.multiplyHigh(mx, my);
    int shift = productExponent(x, y) & 31;
    long sign = (Double.doubleToRawLongBits(x) ^ Double.doubleToRawLongBits(y)) >> 63;
    limbs[at] += (((low << shift) & MASK) ^ sign) - sign;
    limbs[at + 1] += (((low >>> (32 - shift)) & MASK) ^ sign) - sign;
    limbs[at + 2] += ((((low >>> 1 >>> (63 - shift)) | (high << shift)) & MASK) ^ sign) - sign;
    limbs[at + 3] += (((high >>> (32 - shift)) & MASK) ^ sign) - sign;
    limbs[at + 4] += ((high >>> 1 >>> (63 - shift)) ^ sign) - sign;
  }

  /// Moves carries up: afterwards the `n` limbs are in [0, 2^32) but the highest, which is signed
  /// and takes what is left.
  static void settle(long[] limbs, int from, int n) {
    long carry = 0;
    for (int i = from; i < from + n - 1; i++) {
      long limb = limbs[i] + carry;
      carry = limb >> 32;
      limbs[i] = limb & MASK;
    }
    if (n > 0) {
      limbs[from + n - 1] += carry;
    }
  }

  /// The magnitude of settled limbs, the highest within 32 bits, lowest first, and in the last
  /// place one limb more: 1 if the number is negative.
  static long[] magnitude(long[] limbs, int from, int n) {
    var digits = Arrays.copyOfRange(limbs, from, from + n + 1);
    digits[n] = 0;
    if (n > 0 && limbs[from + n - 1] < 0) {
      long carry = 0;
      for (int i = 0; i < n; i++) {
        long limb = carry - digits[i];
        digits[i] = limb & MASK;
        carry = limb >> 32;
      }
      digits[n] = 1;
    }
    return digits;
  }

  /// The double nearest to the magnitude of `n` digits, ties to even.
  static double round(long[] digits, int n, int base) {
    int high = n - 1;
    while (high >= 0 && digits[high] == 0) {
      high--;
    }
    if (high < 0) {
      return 0.0;
    }
    int width = 64 - Long.numberOfLeadingZeros(digits[high]);
    long leading = leading(digits, high);
    int bit = 32 * (base + high) + width - 1;
    int kept = Math.min(53, bit + 1);
    if (kept < 0) {
      return 0.0;
    }
    long mantissa = kept == 0 ? 0 : leading >>> (64 - kept);
    long rest = leading << kept;
    boolean above = rest != Long.MIN_VALUE || below(digits, high, width) || (mantissa & 1) != 0;
    if (rest < 0 && above) {
      mantissa++;
    }
    // A mantissa that became 2^53 adds one to the exponent by itself.
    long exponent = Math.max(0, bit - 52L);
    return exponent >= 2046
        ? Double.POSITIVE_INFINITY
        : Double.longBitsToDouble((exponent << 52) + mantissa);
  }

  /// The 64 bits from the highest that is set, in digit `high`.
  static long leading(long[] digits, int high) {
    int width = 64 - Long.numberOfLeadingZeros(digits[high]);
    long second = high > 0 ? digits[high - 1] : 0;
    long third = high > 1 ? digits[high - 2] : 0;
    return digits[high] << (64 - width) | second << (32 - width) | third >>> width;
  }

  /// True if any bit under those of [#leading] is set.
  private static boolean below(long[] digits, int high, int width) {
    boolean any = high > 1 && (digits[high - 2] & ((1L << width) - 1)) != 0;
    for (int i = high - 3; i >= 0 && !any; i--) {
      any = digits[i] != 0;
    }
    return any;
  }

  /// What a sum makes of a value that is NaN or infinite, as flags.
  static int special(double value) {
    return Double.isNaN(value) ? 1 : value > 0 ? 2 : 4;
  }

  /// The sum of values of which some were NaN or infinite.
  static double ofSpecials(int flags) {
    return flags == 2
        ? Double.POSITIVE_INFINITY
        : flags == 4 ? Double.NEGATIVE_INFINITY : Double.NaN;
  }
}
