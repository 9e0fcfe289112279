package dev.weir.source.duckdb.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Cells in DuckDB's memory, flat.
///
/// A text cell is 16 bytes: its length (32 bits), then either up to twelve bytes of it, or four
/// bytes of it and the address of all.
final class NativeVector extends Vector {
  /// Bytes of a text cell.
  private static final int CELL = 16;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final MemorySegment data;
  private final long[] validity;
  private final int rows;

  NativeVector(MemorySegment data, MemorySegment validity, int rows) {
    this.data = Native.MEMORY.asSlice(data.address(), (long) CELL * rows);
    this.rows = rows;
    this.validity =
        validity.address() == 0
            ? new long[0]
            : Native.MEMORY
                .asSlice(validity.address(), 8L * ((rows + 63) >> 6))
                .toArray(ValueLayout.JAVA_LONG_UNALIGNED);
  }

  /// A column of one of DuckDB's chunks.
  static NativeVector of(MemorySegment chunk, int column, int rows) {
    var vector = Native.chunkVector(chunk, column);
    return new NativeVector(Native.vectorData(vector), Native.vectorValidity(vector), rows);
  }

  private NativeVector(MemorySegment data, long[] validity, int rows) {
    this.data = data;
    this.validity = validity;
    this.rows = rows;
  }

  /// The same cells in other memory, of which they take `bytes`. Long text stays where it is.
  NativeVector copiedTo(MemorySegment memory, long bytes) {
    MemorySegment.copy(data, 0, memory, 0, bytes);
    return new NativeVector(memory, validity, rows);
  }

  /// Bytes of all text that lies outside of its cell.
  long contentBytes() {
    long bytes = 0;
    for (int r = 0; r < rows; r++) {
      int length = isNull(r) ? 0 : textLength(r);
      bytes += length > SHORT_TEXT ? length : 0;
    }
    return bytes;
  }

  /// Moves that text to `memory` from `at`; the end of it there.
  long moveContent(MemorySegment memory, long at) {
    long end = at;
    for (int r = 0; r < rows; r++) {
      int length = isNull(r) ? 0 : textLength(r);
      if (length > SHORT_TEXT) {
        long address = (long) CELL * r + 8;
        var text = data.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
        MemorySegment.copy(Native.MEMORY, text, memory, end, length);
        data.set(ValueLayout.JAVA_LONG_UNALIGNED, address, memory.address() + end);
        end += length;
      }
    }
    return end;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean allValid() {
    return validity.length == 0;
  }

  @Override
  public boolean isNull(int row) {
    return validity.length != 0 && (validity[row >> 6] & (1L << row)) == 0;
  }

  @Override
  public long validWord(int word) {
    return validity.length == 0 ? -1L : validity[word];
  }

  @Override
  public boolean bool(int row) {
    return data.get(ValueLayout.JAVA_BYTE, row) != 0;
  }

  @Override
  public long word(int index) {
    return data.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, index);
  }

  @Override
  public void copy(int from, long[] target, int at, int count) {
    MemorySegment.copy(data, ValueLayout.JAVA_LONG_UNALIGNED, 8L * from, target, at, count);
  }

  @Override
  public void copy(int from, double[] target, int at, int count) {
    MemorySegment.copy(data, ValueLayout.JAVA_DOUBLE_UNALIGNED, 8L * from, target, at, count);
  }

  @Override
  public void copy(int from, int[] target, int at, int count) {
    MemorySegment.copy(data, ValueLayout.JAVA_INT_UNALIGNED, 4L * from, target, at, count);
  }

  @Override
  public int half(int row) {
    return data.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, row);
  }

  @Override
  public int textLength(int row) {
    return data.get(ValueLayout.JAVA_INT_UNALIGNED, (long) CELL * row);
  }

  @Override
  public void copyText(int row, int length, byte[] target, int at) {
    long cell = (long) CELL * row;
    if (length <= SHORT_TEXT) {
      INTS.set(target, at, data.get(ValueLayout.JAVA_INT_UNALIGNED, cell + 4));
      LONGS.set(target, at + 4, data.get(ValueLayout.JAVA_LONG_UNALIGNED, cell + 8));
    } else {
      long address = data.get(ValueLayout.JAVA_LONG_UNALIGNED, cell + 8);
      MemorySegment.copy(Native.MEMORY, ValueLayout.JAVA_BYTE, address, target, at, length);
    }
  }
}
