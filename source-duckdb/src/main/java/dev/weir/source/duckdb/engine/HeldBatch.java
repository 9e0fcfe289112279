package dev.weir.source.duckdb.engine;

import java.lang.foreign.MemorySegment;

/// A batch of rows in memory of its own, outside of Java's heap as DuckDB's batches are; used again
/// for one batch after the other of a reading.
final class HeldBatch implements Batch, AutoCloseable {
  private static final int TEXT = 16;

  /// Text that is larger is not kept for the next batch.
  private static final long KEPT_TEXT = 1 << 20;

  private final int[] widths;
  private final boolean[] texts;
  private final NativeVector[] vectors;
  private MemorySegment cells = MemorySegment.NULL;
  private MemorySegment content = MemorySegment.NULL;
  private int capacity;
  private int rows;

  /// For batches with vectors of the types of this one.
  HeldBatch(MemorySegment chunk, int columns) {
    widths = new int[columns];
    texts = new boolean[columns];
    vectors = new NativeVector[columns];
    for (int c = 0; c < columns; c++) {
      int type = NativeSink.type(Native.chunkVector(chunk, c));
      widths[c] = width(type);
      texts[c] = type == 17 || type == 18;
    }
  }

  /// Bytes of a cell, by DuckDB's number for its type; of those types that a scan asks for.
  private static int width(int type) {
    return switch (type) {
      case 1 -> 1; // BOOLEAN
      case 4, 13 -> 4; // INTEGER, DATE
      case 5, 9, 11, 12 -> 8; // BIGINT, UBIGINT, DOUBLE, TIMESTAMP
      case 16, 32 -> 16; // HUGEINT, UHUGEINT
      case 17, 18 -> TEXT; // VARCHAR, BLOB
      default -> throw new IllegalStateException("a column of DuckDB's type " + type);
    };
  }

  /// Copies a batch.
  void fill(Batch from) {
    rows = from.rows();
    reserve();
    long at = 0;
    long bytes = 0;
    for (int c = 0; c < widths.length; c++) {
      var vector = (NativeVector) from.vector(c);
      long size = (long) widths[c] * rows;
      vectors[c] = vector.copiedTo(cells.asSlice(at, (long) TEXT * rows), size);
      bytes += texts[c] ? vectors[c].contentBytes() : 0;
      at += size;
    }
    if (bytes > content.byteSize()) {
      content = replaced(content, bytes);
    }
    long used = 0;
    for (int c = 0; c < widths.length; c++) {
      used = texts[c] ? vectors[c].moveContent(content, used) : used;
    }
  }

  private void reserve() {
    if (rows > capacity) {
      long bytes = TEXT; // a vector is seen as cells of the widest kind
      for (int width : widths) {
        bytes += width;
      }
      cells = replaced(cells, bytes * rows);
      capacity = rows;
    }
  }

  private static MemorySegment replaced(MemorySegment memory, long bytes) {
    Native.free(memory);
    return NativeSink.allocate(bytes);
  }

  /// The batch has been read.
  void release() {
    rows = 0;
    if (content.byteSize() > KEPT_TEXT) {
      Native.free(content);
      content = MemorySegment.NULL;
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public Vector vector(int column) {
    return vectors[column];
  }

  @Override
  public void close() {
    Native.free(cells);
    Native.free(content);
    cells = MemorySegment.NULL;
    content = MemorySegment.NULL;
    capacity = 0;
  }
}
