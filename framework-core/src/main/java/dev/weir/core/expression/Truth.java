package dev.weir.core.expression;

import dev.weir.api.Validity;

/// SQL's three truth values for every row, as two bitmaps; a row in neither is unknown. Mutable.
final class Truth {
  private final int rows;
  private final long[] yes;
  private final long[] no;

  private Truth(int rows) {
    this.rows = rows;
    yes = new long[(rows + 63) >> 6];
    no = new long[yes.length];
  }

  static Truth of(Vector vector, int rows) {
    var truth = new Truth(rows);
    var cells = vector.flags();
    var validity = vector.validity(rows);
    int mask = vector.mask();
    for (int r = 0; r < rows; r++) {
      truth.yes[r >> 6] |= (long) (cells[r & mask] & 1) << r;
    }
    for (int i = 0; i < truth.yes.length; i++) {
      long known = validity.word(i) & inside(i, rows);
      truth.no[i] = ~truth.yes[i] & known;
      truth.yes[i] &= known;
    }
    return truth;
  }

  /// The bits of word `i` that stand for rows.
  static long inside(int i, int rows) {
    int left = rows - (i << 6);
    return left >= 64 ? -1L : (1L << left) - 1;
  }

  /// Rows where it is true.
  long[] yes() {
    return yes;
  }

  /// Rows where it is not true: false or unknown.
  long[] open() {
    var open = new long[yes.length];
    for (int i = 0; i < open.length; i++) {
      open[i] = ~yes[i] & inside(i, rows);
    }
    return open;
  }

  void and(Truth other) {
    for (int i = 0; i < yes.length; i++) {
      yes[i] &= other.yes[i];
      no[i] |= other.no[i];
    }
  }

  void or(Truth other) {
    for (int i = 0; i < yes.length; i++) {
      yes[i] |= other.yes[i];
      no[i] &= other.no[i];
    }
  }

  Vector vector() {
    var cells = new int[rows];
    for (int r = 0; r < rows; r++) {
      cells[r] = (int) (yes[r >> 6] >>> r) & 1;
    }
    var known = new long[yes.length];
    boolean all = true;
    for (int i = 0; i < known.length; i++) {
      known[i] = yes[i] | no[i];
      all &= known[i] == inside(i, rows);
    }
    return Vector.flags(cells, all ? Validity.ALL : Validity.of(known));
  }
}
