package dev.weir.core.expression;

import dev.weir.api.Validity;

/// A validity from which rows are struck while a column is computed. Mutable; copies the bitmap at
/// the first strike.
final class Marks {
  private final Validity from;
  private final int rows;
  private long[] words = {};

  Marks(Validity from, int rows) {
    this.from = from;
    this.rows = rows;
  }

  /// The row's cell has no value.
  void strike(int row) {
    if (words.length == 0) {
      words = new long[(rows + 63) >> 6];
      for (int i = 0; i < words.length; i++) {
        words[i] = from.word(i);
      }
    }
    words[row >> 6] &= ~(1L << row);
  }

  Validity validity() {
    return words.length == 0 ? from : Validity.of(words);
  }
}
