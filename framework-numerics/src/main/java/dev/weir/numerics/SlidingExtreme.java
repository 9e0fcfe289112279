package dev.weir.numerics;

import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import java.util.Arrays;

/// The least or the greatest value of a sliding window, exact: a monotone queue.
///
/// Mutable; for one thread at a time. Of the values in the window only those are kept that may
/// still become the extreme: none that a later one equals or surpasses. So each value enters and
/// leaves once, and the extreme stands first.
///
/// Values come with ascending positions (row numbers, times); the caller says which have left:
///
/// ```java
/// least.add(row, value);
/// least.evict(row - width + 1);   // what stands before this has left
/// double minimum = least.value();
/// ```
///
/// **Cells.** NaN is left out; a missing cell is not to be added. -0.0 is taken as 0.0, infinities
/// are values. An empty window has value NaN.
///
/// **Cost.** Amortised constant time, about 18 ns a value. 16 bytes for each value kept: one for
/// ascending data and the greatest, the whole window for descending ([#maxBytes]).
///
/// Source: the ascending minima algorithm; Lemire, *Streaming maximum-minimum filter using no more
/// than three comparisons per element*, 2006, arXiv:cs/0610046.
public final class SlidingExtreme {
  private static final long OBJECT_BYTES = 96;
  private static final int FIRST_ROOM = 8;

  private final boolean greatest;
  private long[] positions = new long[FIRST_ROOM];
  private double[] values = new double[FIRST_ROOM];
  private int first;
  private int kept;

  private SlidingExtreme(boolean greatest) {
    this.greatest = greatest;
  }

  /// The least value of an empty window.
  public static SlidingExtreme least() {
    return new SlidingExtreme(false);
  }

  /// The greatest value of an empty window.
  public static SlidingExtreme greatest() {
    return new SlidingExtreme(true);
  }

  /// A value enters; its position is not below that of any before.
  public void add(long position, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    if (kept > 0 && position < positions[at(kept - 1)]) {
      throw new PipelineException(
          PipelineException.Category.INTERNAL,
          "numerics.window.order",
          "position "
              + position
              + " comes after "
              + positions[at(kept - 1)]
              + "; the values of a sliding window must come in ascending order of position");
    }
    double v = value + 0.0;
    while (kept > 0 && surpasses(v, values[at(kept - 1)])) {
      kept--;
    }
    if (kept == values.length) {
      grow();
    }
    positions[at(kept)] = position;
    values[at(kept)] = v;
    kept++;
  }

  private boolean surpasses(double later, double earlier) {
    return greatest ? later >= earlier : later <= earlier;
  }

  private int at(int i) {
    return (first + i) & (values.length - 1);
  }

  private void grow() {
    int room = 2 * values.length;
    positions = Arrays.copyOf(positionsInOrder(), room);
    values = Arrays.copyOf(valuesInOrder(), room);
    first = 0;
  }

  private long[] positionsInOrder() {
    var ordered = new long[kept];
    Arrays.setAll(ordered, i -> positions[at(i)]);
    return ordered;
  }

  private double[] valuesInOrder() {
    var ordered = new double[kept];
    Arrays.setAll(ordered, i -> values[at(i)]);
    return ordered;
  }

  /// All values whose position is less than `from` leave.
  public void evict(long from) {
    while (kept > 0 && positions[first] < from) {
      first = at(1);
      kept--;
    }
  }

  /// The extreme of the window; NaN if it is empty.
  public double value() {
    return kept == 0 ? Double.NaN : values[first];
  }

  /// Writes the state; leaves it as it was.
  public void write(StateCodec.Out out) {
    out.integer(greatest ? 1 : 0);
    out.integers(positionsInOrder());
    out.reals(valuesInOrder());
  }

  /// Reads what [#write] wrote.
  public static SlidingExtreme read(StateCodec.In in) {
    var extreme = new SlidingExtreme(in.integer() != 0);
    var positions = in.integers();
    int room = FIRST_ROOM;
    while (room < positions.length) {
      room *= 2;
    }
    extreme.positions = Arrays.copyOf(positions, room);
    extreme.values = Arrays.copyOf(in.reals(), room);
    extreme.kept = positions.length;
    return extreme;
  }

  /// Bytes that this object keeps alive.
  public long retainedBytes() {
    return OBJECT_BYTES + 16L * values.length;
  }

  /// Upper bound of the bytes that a window of at most `width` values keeps alive.
  public static long maxBytes(int width) {
    return OBJECT_BYTES + 16 * Math.max(FIRST_ROOM, 2L * width);
  }
}
