package dev.weir.numerics;

import java.util.Arrays;

/// Maps numbers to 64-bit keys whose unsigned order is the order of the numbers, and back.
final class OrderedBits {
  private OrderedBits() {}

  /// -0.0 gets the key of 0.0. No NaN.
  static long of(double value) {
    long bits = Double.doubleToRawLongBits(value + 0.0);
    return bits ^ ((bits >> 63) | Long.MIN_VALUE);
  }

  static long of(long value) {
    return value ^ Long.MIN_VALUE;
  }

  static double toDouble(long key) {
    return Double.longBitsToDouble(key ^ ((~key >> 63) | Long.MIN_VALUE));
  }

  /// The first `n` keys in unsigned order, copied.
  static long[] sorted(long[] keys, int n) {
    var signed = new long[n];
    for (int i = 0; i < n; i++) {
      signed[i] = keys[i] ^ Long.MIN_VALUE;
    }
    Arrays.sort(signed);
    for (int i = 0; i < n; i++) {
      signed[i] ^= Long.MIN_VALUE;
    }
    return signed;
  }

  static long toLong(long key) {
    return key ^ Long.MIN_VALUE;
  }
}
