package dev.weir.source.duckdb.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Cells of one column of a batch, in DuckDB's memory, flat. The caller knows their type; a wrong
/// one reads garbage.
///
/// A text cell is 16 bytes: its length (32 bits), then either up to twelve bytes of it, or four
/// bytes of it and the address of all.
public final class Vector {
  /// Bytes of a text cell.
  private static final int CELL = 16;

  private static final int INLINE = 12;

  private final MemorySegment data;
  private final long[] validity;
  private final int rows;

  Vector(MemorySegment data, MemorySegment validity, int rows) {
    this.data = Native.MEMORY.asSlice(data.address(), (long) CELL * rows);
    this.rows = rows;
    this.validity =
        validity.address() == 0
            ? new long[0]
            : Native.MEMORY
                .asSlice(validity.address(), 8L * ((rows + 63) >> 6))
                .toArray(ValueLayout.JAVA_LONG_UNALIGNED);
  }

  /// Number of cells.
  public int rows() {
    return rows;
  }

  /// True if it is known that no cell is missing.
  public boolean allValid() {
    return validity.length == 0;
  }

  /// True if the cell is missing.
  public boolean isNull(int row) {
    return validity.length != 0 && (validity[row >> 6] & (1L << row)) == 0;
  }

  /// 64 rows at once, a set bit for each that is there.
  public long validWord(int word) {
    return validity.length == 0 ? -1L : validity[word];
  }

  /// One BOOLEAN.
  public boolean bool(int row) {
    return data.get(ValueLayout.JAVA_BYTE, row) != 0;
  }

  /// One 64-bit cell, also half of a 128-bit one.
  public long word(int index) {
    return data.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, index);
  }

  /// Copies 64-bit cells.
  public void copy(int from, long[] target, int at, int count) {
    MemorySegment.copy(data, ValueLayout.JAVA_LONG_UNALIGNED, 8L * from, target, at, count);
  }

  /// Copies 64-bit floating-point cells.
  public void copy(int from, double[] target, int at, int count) {
    MemorySegment.copy(data, ValueLayout.JAVA_DOUBLE_UNALIGNED, 8L * from, target, at, count);
  }

  /// Copies 32-bit cells.
  public void copy(int from, int[] target, int at, int count) {
    MemorySegment.copy(data, ValueLayout.JAVA_INT_UNALIGNED, 4L * from, target, at, count);
  }

  /// One 32-bit cell.
  public int half(int row) {
    return data.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, row);
  }

  /// Bytes of a text cell, which must be there.
  public int textLength(int row) {
    return data.get(ValueLayout.JAVA_INT_UNALIGNED, (long) CELL * row);
  }

  /// Copies a text cell of that length. `target` must have room for twelve bytes from `at`, so that
  /// short text is copied without a loop.
  public void copyText(int row, int length, byte[] target, int at) {
    long cell = (long) CELL * row;
    if (length <= INLINE) {
      MemorySegment.copy(data, ValueLayout.JAVA_BYTE, cell + 4, target, at, INLINE);
    } else {
      long address = data.get(ValueLayout.JAVA_LONG_UNALIGNED, cell + 8);
      MemorySegment.copy(Native.MEMORY, ValueLayout.JAVA_BYTE, address, target, at, length);
    }
  }

  /// A text cell, copied.
  public byte[] text(int row) {
    int length = textLength(row);
    var bytes = new byte[Math.max(INLINE, length)];
    copyText(row, length, bytes, 0);
    return length == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, length);
  }
}
