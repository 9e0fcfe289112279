package dev.weir.numerics;

import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import java.util.Arrays;

/// Median and other quantiles of a sliding window, exact, at any time.
///
/// Mutable; for one thread at a time. The values of the window stand in ascending order, cut into
/// pages of at most 256; a page that is full is halved, and two neighbours that together fill half
/// a page become one. The caller keeps the order of arrival and hands each value back when it
/// leaves:
///
/// ```java
/// window.add(entering);
/// window.remove(leaving);
/// double median = window.quantile(0.5);
/// ```
///
/// **What it answers.** The quantile of type 7 (R, NumPy, pandas): between the order statistics
/// around `(n - 1) p`, in proportion; the median of an even number of values is the mean of the two
/// in the middle.
///
/// **Cells.** NaN is left out, added or removed; a missing cell is not to be added. -0.0 is taken
/// as 0.0, infinities are values. The quantile of an empty window is NaN.
///
/// **Cost.** A step and a question take about 0.1 µs for windows of 100, 0.25 for 1000, 0.5 for
/// 100,000; their time then grows with `n / 256`. 8 to 32 bytes a value ([#maxBytes]).
public final class SlidingQuantile {
  private static final int PAGE = 256;
  private static final int FIRST_ROOM = 8;
  private static final long OBJECT_BYTES = 120;
  private static final long PAGE_BYTES = 16 + 8 + 4;

  private double[][] pages = new double[FIRST_ROOM][];
  private int[] sizes = new int[FIRST_ROOM];
  private int used;
  private int count;
  private long room;

  private SlidingQuantile() {}

  /// An empty window.
  public static SlidingQuantile create() {
    return new SlidingQuantile();
  }

  /// A value enters the window.
  public void add(double value) {
    if (Double.isNaN(value)) {
      return;
    }
    double v = value + 0.0;
    if (used == 0) {
      insertPage(0, new double[] {v}, 1);
      count = 1;
      return;
    }
    int p = Math.min(used - 1, page(v));
    if (sizes[p] == PAGE) {
      split(p);
      p = v <= pages[p][sizes[p] - 1] ? p : p + 1;
    }
    if (sizes[p] == pages[p].length) {
      resize(p, Math.min(PAGE, 2 * sizes[p]));
    }
    int at = firstNotBelow(p, v);
    System.arraycopy(pages[p], at, pages[p], at + 1, sizes[p] - at);
    pages[p][at] = v;
    sizes[p]++;
    count++;
  }

  /// A value leaves the window, in which it must be.
  public void remove(double value) {
    if (Double.isNaN(value)) {
      return;
    }
    double v = value + 0.0;
    int p = page(v);
    int at = p == used ? 0 : firstNotBelow(p, v);
    if (p == used || pages[p][at] != v) {
      throw new PipelineException(
          PipelineException.Category.INTERNAL,
          "numerics.window.value",
          "the value " + value + " is to leave a sliding window that does not hold it");
    }
    System.arraycopy(pages[p], at + 1, pages[p], at, sizes[p] - at - 1);
    sizes[p]--;
    count--;
    if (sizes[p] == 0) {
      removePage(p);
    } else if (p + 1 < used && sizes[p] + sizes[p + 1] <= PAGE / 2) {
      join(p);
    } else if (p > 0 && sizes[p - 1] + sizes[p] <= PAGE / 2) {
      join(p - 1);
    }
  }

  /// The first page whose last value is not below `v`, or the number of pages.
  private int page(double v) {
    int low = 0;
    int high = used;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pages[middle][sizes[middle] - 1] < v) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The place of the first value of the page that is not below `v`.
  private int firstNotBelow(int p, double v) {
    int low = 0;
    int high = sizes[p];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pages[p][middle] < v) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void split(int p) {
    int half = PAGE / 2;
    var upper = Arrays.copyOf(Arrays.copyOfRange(pages[p], half, PAGE), PAGE);
    insertPage(p + 1, upper, PAGE - half);
    sizes[p] = half;
  }

  private void join(int p) {
    int together = sizes[p] + sizes[p + 1];
    if (pages[p].length < together) {
      resize(p, PAGE);
    }
    System.arraycopy(pages[p + 1], 0, pages[p], sizes[p], sizes[p + 1]);
    sizes[p] = together;
    removePage(p + 1);
  }

  private void resize(int p, int places) {
    room += places - pages[p].length;
    pages[p] = Arrays.copyOf(pages[p], places);
  }

  private void insertPage(int p, double[] page, int size) {
    if (used == sizes.length) {
      pages = Arrays.copyOf(pages, 2 * used);
      sizes = Arrays.copyOf(sizes, 2 * used);
    }
    System.arraycopy(pages, p, pages, p + 1, used - p);
    System.arraycopy(sizes, p, sizes, p + 1, used - p);
    pages[p] = page;
    sizes[p] = size;
    room += page.length;
    used++;
  }

  private void removePage(int p) {
    room -= pages[p].length;
    used--;
    System.arraycopy(pages, p + 1, pages, p, used - p);
    System.arraycopy(sizes, p + 1, sizes, p, used - p);
    pages[used] = new double[0];
  }

  /// Values in the window, NaN not among them.
  public int count() {
    return count;
  }

  /// The median; NaN for an empty window.
  public double median() {
    return quantile(0.5);
  }

  /// The quantile of a probability in [0, 1]; NaN for an empty window.
  public double quantile(double probability) {
    double p = Type7.checked(probability);
    if (count == 0) {
      return Double.NaN;
    }
    long lower = Type7.lower(count, p);
    long upper = Type7.upper(count, p);
    int page = 0;
    long before = 0;
    while (before + sizes[page] <= lower) {
      before += sizes[page++];
    }
    double low = pages[page][(int) (lower - before)];
    boolean same = upper < before + sizes[page];
    double high = same ? pages[page][(int) (upper - before)] : pages[page + 1][0];
    return Type7.between(low, high, count, p);
  }

  /// Writes the state; leaves it as it was.
  public void write(StateCodec.Out out) {
    var ordered = new double[count];
    int to = 0;
    for (int p = 0; p < used; p++) {
      System.arraycopy(pages[p], 0, ordered, to, sizes[p]);
      to += sizes[p];
    }
    out.reals(ordered);
  }

  /// Reads what [#write] wrote.
  public static SlidingQuantile read(StateCodec.In in) {
    var window = new SlidingQuantile();
    var ordered = in.reals();
    for (int from = 0; from < ordered.length; from += PAGE / 2) {
      int n = Math.min(PAGE / 2, ordered.length - from);
      window.insertPage(window.used, Arrays.copyOfRange(ordered, from, from + n), n);
    }
    window.count = ordered.length;
    return window;
  }

  /// Bytes that this object keeps alive.
  public long retainedBytes() {
    return OBJECT_BYTES + PAGE_BYTES * pages.length + 8 * room;
  }

  /// Upper bound of the bytes that a window of at most `width` values keeps alive, and ever kept.
  public static long maxBytes(int width) {
    // Two neighbours hold more than half a page together.
    long most = 2 + 4L * width / PAGE;
    return OBJECT_BYTES + PAGE_BYTES * Math.max(FIRST_ROOM, 2 * most) + 8 * PAGE * most;
  }
}
