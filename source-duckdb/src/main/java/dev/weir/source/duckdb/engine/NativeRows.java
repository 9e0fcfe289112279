package dev.weir.source.duckdb.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// Rows of a running query, a batch (at most 2048 rows) at a time. A batch and its vectors live
/// until the next call of [#next].
public final class RowStream implements AutoCloseable {
  private final Arena arena = Arena.ofAuto();
  private final MemorySegment box = arena.allocate(ValueLayout.ADDRESS);
  private final MemorySegment result;
  private final int columns;
  private MemorySegment chunk = MemorySegment.NULL;
  private int rows;
  private boolean closed;

  RowStream(MemorySegment result) {
    this.result = result;
    this.columns = Native.columnCount(result);
  }

  /// Number of columns.
  public int columns() {
    return columns;
  }

  /// Name of a column.
  public String name(int column) {
    return Objects.requireNonNull(Native.columnName(result, column));
  }

  /// Goes to the next batch; false at the end.
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

  /// Rows of the batch.
  public int rows() {
    return rows;
  }

  /// A column of the batch.
  public Vector vector(int column) {
    var vector = Native.chunkVector(chunk, column);
    return new Vector(Native.vectorData(vector), Native.vectorValidity(vector), rows);
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
