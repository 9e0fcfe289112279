package dev.weir.source.duckdb.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// Fills a table through the C interface: cells go straight into a vector of DuckDB.
final class NativeAppender implements Appender {
  private final Arena arena = Arena.ofShared();
  private final List<Kind> kinds;
  private final MemorySegment box = arena.allocate(ValueLayout.ADDRESS);
  private final MemorySegment appender;
  private final MemorySegment chunk;
  private final List<MemorySegment> vectors = new ArrayList<>();
  private final List<MemorySegment> cells = new ArrayList<>();
  private MemorySegment scratch = arena.allocate(1 << 12);
  private boolean closed;

  NativeAppender(MemorySegment connection, String table, List<Kind> kinds) {
    this.kinds = List.copyOf(kinds);
    int state = NativeAppend.create(connection, arena.allocateFrom(table), box);
    this.appender = box.get(ValueLayout.ADDRESS, 0);
    if (state != 0) {
      throw failed();
    }
    var types = arena.allocate(ValueLayout.ADDRESS, kinds.size());
    for (int c = 0; c < kinds.size(); c++) {
      types.setAtIndex(ValueLayout.ADDRESS, c, NativeAppend.logicalType(kinds.get(c).id));
    }
    this.chunk = NativeAppend.createChunk(types, kinds.size());
    for (int c = 0; c < kinds.size(); c++) {
      NativeAppend.destroyType(types.asSlice(8L * c, 8));
    }
    locate();
  }

  private EngineException failed() {
    return new EngineException(NativeAppend.error(appender));
  }

  private void locate() {
    vectors.clear();
    cells.clear();
    for (int c = 0; c < kinds.size(); c++) {
      var vector = Native.chunkVector(chunk, c);
      vectors.add(vector);
      cells.add(
          Native.MEMORY.asSlice(
              Native.vectorData(vector).address(), (long) BATCH * kinds.get(c).width));
    }
  }

  @Override
  public void put(int column, long[] source, int from, int count) {
    MemorySegment.copy(source, from, cells.get(column), ValueLayout.JAVA_LONG_UNALIGNED, 0, count);
  }

  @Override
  public void put(int column, double[] source, int from, int count) {
    MemorySegment.copy(
        source, from, cells.get(column), ValueLayout.JAVA_DOUBLE_UNALIGNED, 0, count);
  }

  @Override
  public void put(int column, int[] source, int from, int count) {
    MemorySegment.copy(source, from, cells.get(column), ValueLayout.JAVA_INT_UNALIGNED, 0, count);
  }

  @Override
  public void put(int column, int row, long value) {
    var target = cells.get(column);
    switch (kinds.get(column)) {
      case BOOLEAN -> target.set(ValueLayout.JAVA_BYTE, row, (byte) value);
      case INT, DATE ->
          target.set(ValueLayout.JAVA_INT_UNALIGNED, 4L * row, Math.toIntExact(value));
      case LONG, TIMESTAMP -> target.set(ValueLayout.JAVA_LONG_UNALIGNED, 8L * row, value);
      case DOUBLE, TEXT, BYTES ->
          throw new IllegalArgumentException("column " + column + " is " + kinds.get(column));
    }
  }

  @Override
  public void put(int column, int row, double value) {
    cells.get(column).set(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8L * row, value);
  }

  @Override
  public void put(int column, int row, byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > scratch.byteSize()) {
      scratch = arena.allocate(Math.max(length, 2 * scratch.byteSize()));
    }
    MemorySegment.copy(bytes, from, scratch, ValueLayout.JAVA_BYTE, 0, length);
    NativeAppend.text(vectors.get(column), row, scratch, length);
  }

  @Override
  public void putMissing(int column, int row) {
    NativeAppend.writableValidity(vectors.get(column));
    long address = Native.vectorValidity(vectors.get(column)).address() + 8L * (row >> 6);
    long word = Native.MEMORY.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
    Native.MEMORY.set(ValueLayout.JAVA_LONG_UNALIGNED, address, word & ~(1L << row));
  }

  @Override
  public void add(int rows) {
    NativeAppend.setSize(chunk, rows);
    if (NativeAppend.append(appender, chunk) != 0) {
      throw failed();
    }
    NativeAppend.resetChunk(chunk);
    locate();
  }

  @Override
  public void finish() {
    if (NativeAppend.close(appender) != 0) {
      throw failed();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      box.set(ValueLayout.ADDRESS, 0, chunk);
      Native.destroyChunk(box);
      box.set(ValueLayout.ADDRESS, 0, appender);
      NativeAppend.destroy(box);
      arena.close();
    }
  }
}
