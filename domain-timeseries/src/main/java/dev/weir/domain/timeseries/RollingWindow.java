package dev.weir.domain.timeseries;

import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import java.util.Arrays;
import java.util.List;

/// The rows of a window in a ring, and the figures of each column. Mutable; for one thread at a
/// time. As data it is its rows: the figures are exact, so made from them anew they are the same.
final class RollingWindow {
  private static final int FIRST_ROOM = 16;
  private static final long OBJECT_BYTES = 160;

  /// What does not change.
  ///
  /// @param columns how many columns have figures
  /// @param mostRows greatest number of rows; of a window by rows its width
  /// @param micros width in time; 0: by rows
  /// @param statistics the figures wanted
  record Shape(int columns, int mostRows, long micros, List<Statistic> statistics) {
    boolean byRows() {
      return micros == 0;
    }
  }

  private final Shape shape;
  private final RollingColumn[] columns;

  /// Of the row with number `n` at `n mod room`; times only by duration.
  private final double[][] values;

  private long[] times;
  private int room = FIRST_ROOM;

  /// Numbers of the oldest row inside and of the next to come.
  private long oldest;

  private long next;

  RollingWindow(Shape shape) {
    this.shape = shape;
    columns = new RollingColumn[shape.columns()];
    Arrays.setAll(columns, c -> new RollingColumn(shape.statistics()));
    values = new double[shape.columns()][room];
    times = new long[shape.byRows() ? 0 : room];
  }

  /// The next row comes, and those that are too old go.
  ///
  /// @param time not before that of any row before; not used by rows
  /// @param row a value of each column, NaN if there is none
  void add(long time, double[] row) {
    while (oldest < next && leaves(time)) {
      int at = at(oldest);
      oldest++;
      for (int c = 0; c < columns.length; c++) {
        columns[c].remove(values[c][at], oldest);
      }
    }
    int inside = (int) (next - oldest);
    if (inside == shape.mostRows()) {
      throw PipelineException.resource(
          "rolling.rows",
          "timeseries.rolling: more than "
              + inside
              + " rows lie within --duration of each other; give a shorter one, or raise --max-rows"
              + " (most: 10000000)");
    }
    if (inside == room) {
      grow();
    }
    int at = at(next);
    if (!shape.byRows()) {
      times[at] = time;
    }
    for (int c = 0; c < columns.length; c++) {
      values[c][at] = row[c];
      columns[c].add(next, row[c]);
    }
    next++;
  }

  private boolean leaves(long time) {
    return shape.byRows()
        ? next - oldest == shape.mostRows()
        : times[at(oldest)] <= Math.max(Long.MIN_VALUE + shape.micros(), time) - shape.micros();
  }

  private int at(long number) {
    return (int) (number % room);
  }

  /// Twice the room, or just what the widest window needs.
  private void grow() {
    int wider = Math.min(shape.mostRows(), 2 * room);
    for (int c = 0; c < columns.length; c++) {
      values[c] = moved(values[c], wider);
    }
    times = shape.byRows() ? times : moved(times, wider);
    room = wider;
  }

  private double[] moved(double[] ring, int wider) {
    var moved = new double[wider];
    for (long number = oldest; number < next; number++) {
      moved[(int) (number % wider)] = ring[at(number)];
    }
    return moved;
  }

  private long[] moved(long[] ring, int wider) {
    var moved = new long[wider];
    for (long number = oldest; number < next; number++) {
      moved[(int) (number % wider)] = ring[at(number)];
    }
    return moved;
  }

  private double[] inOrder(double[] ring) {
    var ordered = new double[(int) (next - oldest)];
    Arrays.setAll(ordered, i -> ring[at(oldest + i)]);
    return ordered;
  }

  private long[] inOrder(long[] ring) {
    var ordered = new long[(int) (next - oldest)];
    Arrays.setAll(ordered, i -> ring[at(oldest + i)]);
    return ordered;
  }

  /// A figure of the window; NaN if it is undefined or there are fewer values than asked for.
  double figure(int column, Statistic statistic, int minPeriods) {
    return columns[column].figure(statistic, minPeriods);
  }

  void write(StateCodec.Out out) {
    out.integer(next);
    out.integers(shape.byRows() ? times : inOrder(times));
    for (var ring : values) {
      out.reals(inOrder(ring));
    }
    out.integer(next - oldest);
  }

  static RollingWindow read(StateCodec.In in, Shape shape) {
    var window = new RollingWindow(shape);
    long next = in.integer();
    var times = in.integers();
    var rows = new double[shape.columns()][];
    for (int c = 0; c < rows.length; c++) {
      rows[c] = in.reals();
    }
    int inside = (int) in.integer();
    window.next = next - inside;
    window.oldest = window.next;
    var row = new double[shape.columns()];
    for (int i = 0; i < inside; i++) {
      for (int c = 0; c < row.length; c++) {
        row[c] = rows[c][i];
      }
      window.add(shape.byRows() ? 0 : times[i], row);
    }
    return window;
  }

  long retainedBytes() {
    long bytes = OBJECT_BYTES + 8L * room * columns.length + 8L * times.length;
    for (var column : columns) {
      bytes += 40 + column.retainedBytes();
    }
    return bytes;
  }

  /// Upper bound of [#retainedBytes].
  static long maxBytes(Shape shape) {
    long rows = Math.max(FIRST_ROOM, shape.mostRows());
    // Once more 8 bytes a row while a ring grows.
    long each = 40 + 8 * rows + RollingColumn.maxBytes(shape.mostRows(), shape.statistics());
    return OBJECT_BYTES + 8 * rows + (shape.byRows() ? 0 : 8 * rows) + shape.columns() * each;
  }
}
