package dev.weir.domain.timeseries;

import dev.weir.api.StateCodec;
import java.util.Arrays;

/// The step that is not over yet. Mutable; for one thread at a time.
final class ResampleState {
  private static final long OBJECT_BYTES = 80;

  private final StepFigures[] columns;
  private boolean open;
  private long start;
  private long position;

  ResampleState(int columns) {
    this.columns = new StepFigures[columns];
    Arrays.setAll(this.columns, c -> new StepFigures());
  }

  /// True if the row at hand belongs to another step than those before.
  boolean begins(long startOfRow) {
    return !open || startOfRow != start;
  }

  /// A step begins with a row at this position.
  void begin(long startOfStep, long firstPosition) {
    open = true;
    start = startOfStep;
    position = firstPosition;
  }

  void close() {
    open = false;
    Arrays.setAll(columns, c -> new StepFigures());
  }

  boolean open() {
    return open;
  }

  long start() {
    return start;
  }

  /// Position of the step's first row.
  long position() {
    return position;
  }

  StepFigures column(int c) {
    return columns[c];
  }

  void write(StateCodec.Out out) {
    out.integers(new long[] {open ? 1 : 0, start, position});
    for (var column : columns) {
      column.write(out);
    }
  }

  static ResampleState read(StateCodec.In in, int columns) {
    var state = new ResampleState(columns);
    var head = in.integers();
    state.open = head[0] != 0;
    state.start = head[1];
    state.position = head[2];
    Arrays.setAll(state.columns, c -> StepFigures.read(in));
    return state;
  }

  long retainedBytes() {
    long bytes = OBJECT_BYTES;
    for (var column : columns) {
      bytes += 8 + column.retainedBytes();
    }
    return bytes;
  }

  /// Upper bound of [#retainedBytes].
  static long bytes(int columns) {
    return OBJECT_BYTES + columns * (8 + StepFigures.MOST_BYTES);
  }
}
