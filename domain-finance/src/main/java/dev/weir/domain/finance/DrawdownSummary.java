package dev.weir.domain.finance;

import dev.weir.api.StateCodec;
import org.jspecify.annotations.Nullable;

/// What must be known of a stretch of prices to tell the deepest fall of any longer stretch that it
/// is part of: an ordered monoid. Mutable, of one thread at a time.
///
/// The deepest fall of two stretches is that of the first, that from the highest price of the first
/// to the lowest of the second, or that of the second; if equally deep (compared exactly) the first
/// of them in this order, which is the order of their troughs. The one in the middle counts only if
/// no price of the second stretch stands before its lowest and is not below the first's highest:
/// then a fall within the second is at least as deep. So what comes out is what one pass over all
/// prices finds that takes a new trough only where it is deeper.
final class DrawdownSummary {
  static final long BYTES = 128 + 6 * Observation.BYTES;

  long rows;
  long observations;
  long missing;

  /// Last observation of the highest price.
  @Nullable Observation highest;

  @Nullable Observation last;

  /// First observation of the lowest price; the highest prices before and after it, 0 for none.
  private @Nullable Observation lowest;

  private double beforeLowest;
  private double afterLowest;

  /// Of the deepest fall; null if no price is below one before it.
  @Nullable Observation peak;

  @Nullable Observation trough;
  private double afterTrough;

  void addMissing() {
    rows++;
    missing++;
  }

  void add(double price, long position, long time) {
    rows++;
    observations++;
    var next = new Observation(price, observations, rows, position, time);
    last = next;
    addToFall(next);
    addToLowest(next);
    if (highest == null || price >= highest.price()) {
      highest = next;
    }
  }

  private void addToFall(Observation next) {
    var from = highest;
    afterTrough = Math.max(afterTrough, next.price());
    if (from != null && next.price() < from.price() && isDeepest(from, next)) {
      peak = from;
      trough = next;
      afterTrough = 0;
    }
  }

  private boolean isDeepest(Observation from, Observation to) {
    return peak == null
        || trough == null
        || Episode.deeper(from.price(), to.price(), peak.price(), trough.price());
  }

  private void addToLowest(Observation next) {
    if (lowest == null || next.price() < lowest.price()) {
      lowest = next;
      beforeLowest = highest == null ? 0 : highest.price();
      afterLowest = 0;
    } else {
      afterLowest = Math.max(afterLowest, next.price());
    }
  }

  /// True if a price after the trough is not below the peak.
  boolean recovered() {
    return peak != null && afterTrough >= peak.price();
  }

  /// Takes in the stretch that lies directly behind this one.
  void merge(DrawdownSummary later) {
    var high = highest;
    var low = Observation.after(later.lowest, observations, rows);
    var laterHigh = Observation.after(later.highest, observations, rows);
    if (low != null && laterHigh != null) {
      mergeFall(later, low, laterHigh);
      mergeLowest(later, low, laterHigh);
      last = Observation.after(later.last, observations, rows);
      highest = high == null || laterHigh.price() >= high.price() ? laterHigh : high;
    }
    rows += later.rows;
    observations += later.observations;
    missing += later.missing;
  }

  private void mergeFall(DrawdownSummary later, Observation low, Observation laterHigh) {
    afterTrough = Math.max(afterTrough, laterHigh.price());
    var high = highest;
    if (high != null
        && low.price() < high.price()
        && later.beforeLowest < high.price()
        && isDeepest(high, low)) {
      peak = high;
      trough = low;
      afterTrough = later.afterLowest;
    }
    var from = Observation.after(later.peak, observations, rows);
    var to = Observation.after(later.trough, observations, rows);
    if (from != null && to != null && isDeepest(from, to)) {
      peak = from;
      trough = to;
      afterTrough = later.afterTrough;
    }
  }

  private void mergeLowest(DrawdownSummary later, Observation low, Observation laterHigh) {
    if (lowest == null || low.price() < lowest.price()) {
      lowest = low;
      beforeLowest = Math.max(highest == null ? 0 : highest.price(), later.beforeLowest);
      afterLowest = later.afterLowest;
    } else {
      afterLowest = Math.max(afterLowest, laterHigh.price());
    }
  }

  void write(StateCodec.Out out) {
    out.integers(new long[] {rows, observations, missing});
    out.reals(new double[] {beforeLowest, afterLowest, afterTrough});
    Observation.write(highest, out);
    Observation.write(last, out);
    Observation.write(lowest, out);
    Observation.write(peak, out);
    Observation.write(trough, out);
  }

  static DrawdownSummary read(StateCodec.In in) {
    var summary = new DrawdownSummary();
    var counts = in.integers();
    summary.rows = counts[0];
    summary.observations = counts[1];
    summary.missing = counts[2];
    var prices = in.reals();
    summary.beforeLowest = prices[0];
    summary.afterLowest = prices[1];
    summary.afterTrough = prices[2];
    summary.highest = Observation.read(in);
    summary.last = Observation.read(in);
    summary.lowest = Observation.read(in);
    summary.peak = Observation.read(in);
    summary.trough = Observation.read(in);
    return summary;
  }
}
