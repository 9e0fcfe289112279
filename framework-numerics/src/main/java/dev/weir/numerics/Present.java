package dev.weir.numerics;

import dev.weir.api.Validity;

/// Gathers the cells that hold a value into a dense array.
final class Present {
  private Present() {}

  /// Appends the cells of rows `64 * word .. min(64 * word + 64, rows) - 1` that hold a value to
  /// `out`, of which `used` elements are taken; says how many are then.
  static int append(
      double[] values, Validity validity, int word, int rows, double[] out, int used) {
    int from = word << 6;
    int width = Math.min(64, rows - from);
    long mask = validity.word(word) & (-1L >>> (64 - width));
    if (mask == -1L >>> (64 - width)) {
      System.arraycopy(values, from, out, used, width);
      return used + width;
    }
    int n = used;
    for (long left = mask; left != 0; left &= left - 1) {
      out[n++] = values[from + Long.numberOfTrailingZeros(left)];
    }
    return n;
  }

  /// All cells that hold a value, in order; the array itself, perhaps longer than
  /// `validity.count(rows)`, if all do.
  static double[] of(double[] values, Validity validity, int rows) {
    if (validity.all()) {
      return values;
    }
    var out = new double[validity.count(rows)];
    int used = 0;
    for (int word = 0; word << 6 < rows; word++) {
      used = append(values, validity, word, rows, out, used);
    }
    return out;
  }
}
