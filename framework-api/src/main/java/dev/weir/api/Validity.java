package dev.weir.api;

import java.util.Arrays;

/// Which cells of a column hold a value: a bitmap, row `r` being bit `r & 63` of word `r >> 6`.
/// Immutable; the array given is the object's own from then on. What the cells without a value
/// contain is undefined.
public final class Validity {
  /// Every cell holds a value.
  public static final Validity ALL = new Validity(null);

  private final long @org.jspecify.annotations.Nullable [] words;

  private Validity(long @org.jspecify.annotations.Nullable [] words) {
    this.words = words;
  }

  /// The bitmap given; bits past the last row are ignored.
  public static Validity of(long[] words) {
    return new Validity(words);
  }

  /// A cell holds a value where `valid` is true.
  public static Validity of(boolean[] valid) {
    var words = new long[(valid.length + 63) >> 6];
    for (int r = 0; r < valid.length; r++) {
      if (valid[r]) {
        words[r >> 6] |= 1L << r;
      }
    }
    return new Validity(words);
  }

  /// No cell of `rows` holds a value.
  public static Validity none(int rows) {
    return new Validity(new long[(rows + 63) >> 6]);
  }

  /// True if it is known that every cell holds a value.
  public boolean all() {
    return words == null;
  }

  /// True if this row's cell holds a value.
  public boolean at(int row) {
    return words == null || (words[row >> 6] & (1L << row)) != 0;
  }

  /// 64 rows at once, row `64 * i` in the lowest bit.
  public long word(int i) {
    return words == null ? -1L : words[i];
  }

  /// How many of the first `rows` cells hold a value.
  public int count(int rows) {
    if (words == null) {
      return rows;
    }
    int count = 0;
    int full = rows >> 6;
    for (int i = 0; i < full; i++) {
      count += Long.bitCount(words[i]);
    }
    int rest = rows & 63;
    return rest == 0 ? count : count + Long.bitCount(words[full] & ((1L << rest) - 1));
  }

  /// Valid where both are, over the first `rows` rows.
  public Validity and(Validity other, int rows) {
    if (words == null) {
      return other;
    }
    if (other.words == null) {
      return this;
    }
    var both = Arrays.copyOf(words, (rows + 63) >> 6);
    for (int i = 0; i < both.length; i++) {
      both[i] &= other.words[i];
    }
    return new Validity(both);
  }

  /// The rows listed, in that order.
  public Validity select(int[] rows, int count) {
    if (words == null) {
      return this;
    }
    var picked = new long[(count + 63) >> 6];
    boolean all = true;
    for (int i = 0; i < count; i++) {
      if (at(rows[i])) {
        picked[i >> 6] |= 1L << i;
      } else {
        all = false;
      }
    }
    return all ? ALL : new Validity(picked);
  }

  /// Bytes of the bitmap.
  public long byteSize() {
    return words == null ? 0 : 8L * words.length;
  }
}
