package dev.weir.source.duckdb.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// Rows through the C interface.
final class NativeRows implements RowStream {
  private final Arena arena = Arena.ofAuto();
  private final MemorySegment box = arena.allocate(ValueLayout.ADDRESS);
  private final MemorySegment result;
  private final int columns;
  private MemorySegment chunk = MemorySegment.NULL;
  private int rows;
  private boolean closed;

  NativeRows(MemorySegment result) {
    this.result = result;
    this.columns = Native.columnCount(result);
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public String name(int column) {
    return Objects.requireNonNull(Native.columnName(result, column));
  }

  @Override
  public boolean next() {
    if (closed) {
      throw new IllegalStateException("the reading is closed");
    }
    release();
    chunk = Native.fetch(result);
    if (chunk.address() == 0) {
      rows = 0;
      var error = Native.resultError(result);
      if (error != null) {
        throw new EngineException(error);
      }
      return false;
    }
    rows = Native.chunkSize(chunk);
    return true;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public Vector vector(int column) {
    return NativeVector.of(chunk, column, rows);
  }

  private void release() {
    if (chunk.address() != 0) {
      box.set(ValueLayout.ADDRESS, 0, chunk);
      chunk = MemorySegment.NULL;
      Native.destroyChunk(box);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      release();
      Native.destroyResult(result);
    }
  }
}
