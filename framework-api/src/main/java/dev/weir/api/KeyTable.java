package dev.weir.api;

/// Key to a row of cells, for any number of keys: the framework's own, so memory, merging, bytes
/// and spilling are too. Made by [ChunkProcessingContext#keyTable].
public interface KeyTable {
  /// How a cell takes in values. Each is exact and so independent of order: sums of reals too are
  /// kept exactly and rounded once, when read.
  enum Cell {
    /// Sum of whole numbers, modulo 2^64 refused: an overflow is a DATA error. LONG when read.
    COUNT,
    /// Exact sum of real numbers. DOUBLE when read.
    SUM,
    /// Least whole number. LONG when read, missing if none was added.
    MIN,
    /// Greatest whole number. LONG when read, missing if none was added.
    MAX
  }

  /// Moves to the key made of these columns' cells (missing cells are a key of their own; -0.0 is
  /// 0.0, all NaN are one), adding it if new.
  KeyTable at(Chunk chunk, int row, Column... key);

  /// Moves to a key of one TEXT or BYTES column given as bytes, adding it if new.
  KeyTable at(byte[] key, int from, int to);

  /// Takes a whole number into a COUNT, MIN or MAX cell of the current key.
  KeyTable add(int cell, long value);

  /// Takes a real number into a SUM cell of the current key.
  KeyTable add(int cell, double value);

  /// Takes in all keys and cells of `later`, which is dead afterwards.
  KeyTable merge(KeyTable later);

  /// Number of distinct keys.
  long keys();

  /// Keys, then cells named `count`, `sum`, `min`, `max` (with a number from the second of a kind
  /// on: `sum2`), one row a key, in no promised order; `sortedBy` gives one.
  Table table();
}
