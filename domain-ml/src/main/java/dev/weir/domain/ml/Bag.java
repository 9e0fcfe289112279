package dev.weir.domain.ml;

import dev.weir.numerics.Coins;

/// The rows that each tree learns from: as many as there are, drawn with replacement.
final class Bag {
  private static final long SALT = 0x626167L;

  private Bag() {}

  /// How often each row is drawn for a tree; depends on seed, tree and number of rows alone.
  static int[] counts(int rows, long seed, int tree) {
    var counts = new int[rows];
    for (int draw = 0; draw < rows; draw++) {
      counts[(int) Coins.below(rows, Coins.bits(seed, SALT, tree, draw))]++;
    }
    return counts;
  }
}
