package dev.weir.source.duckdb.engine;

/// Cells of one column of a batch, which live as long as the batch. The caller knows their type; a
/// wrong one reads garbage or fails.
public abstract class Vector {
  /// Bytes that [#copyText] may write for any text, however short.
  static final int SHORT_TEXT = 12;

  /// For the two ways to read.
  protected Vector() {}

  /// Number of cells.
  public abstract int rows();

  /// True if it is known that no cell is missing.
  public abstract boolean allValid();

  /// True if the cell is missing.
  public abstract boolean isNull(int row);

  /// 64 rows at once, a set bit for each that is there.
  public abstract long validWord(int word);

  /// One BOOLEAN.
  public abstract boolean bool(int row);

  /// One 64-bit cell, also half of a 128-bit one.
  public abstract long word(int index);

  /// Copies 64-bit cells.
  public abstract void copy(int from, long[] target, int at, int count);

  /// Copies 64-bit floating-point cells.
  public abstract void copy(int from, double[] target, int at, int count);

  /// Copies 32-bit cells.
  public abstract void copy(int from, int[] target, int at, int count);

  /// One 32-bit cell.
  public abstract int half(int row);

  /// Bytes of a text cell, which must be there.
  public abstract int textLength(int row);

  /// Copies a text cell of that length. `target` must have room for twelve bytes from `at`, so that
  /// short text is copied without a loop.
  public abstract void copyText(int row, int length, byte[] target, int at);

  /// A text cell, copied.
  public final byte[] text(int row) {
    int length = textLength(row);
    var bytes = new byte[Math.max(SHORT_TEXT, length)];
    copyText(row, length, bytes, 0);
    return length == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, length);
  }
}
