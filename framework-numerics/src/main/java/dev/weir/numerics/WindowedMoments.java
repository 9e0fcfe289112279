package dev.weir.numerics;

import dev.weir.api.StateCodec;

/// Mean and variance of a sliding window that do not drift, however many values have passed.
///
/// Mutable; for one thread at a time. Values are added to and removed from exact sums of `x` and
/// `x²` ([ExactMoments]), so every figure is that of the values in the window, as if computed from
/// them anew. In particular the variance is never negative, and exactly 0 for equal values.
///
/// The caller keeps the values of the window and hands each back when it leaves:
///
/// ```java
/// moments.add(entering);
/// moments.remove(leaving);
/// double deviation = moments.standardDeviation();
/// ```
///
/// **Cells.** NaN is counted in [#nans] and left out. While an infinity is inside, sum and mean are
/// infinite (NaN for both signs) and variance is NaN; once it has left, all is as before. A missing
/// cell is not to be added. An empty window: sum 0, mean and variance NaN; one value: variance NaN.
///
/// **Error.** Sum and mean: half a unit in the last place; variance and standard deviation: two.
/// **Cost.** About 30 ns a step, 90 to read a variance; constant memory, mostly 250 bytes,
/// [#MAX_BYTES] at most.
public final class WindowedMoments {
  /// Upper bound of [#retainedBytes] for any data.
  public static final long MAX_BYTES = ExactMoments.MAX_BYTES;

  private final ExactMoments moments;

  private WindowedMoments(ExactMoments moments) {
    this.moments = moments;
  }

  /// An empty window.
  public static WindowedMoments create() {
    return new WindowedMoments(ExactMoments.create());
  }

  /// A value enters the window.
  public void add(double value) {
    moments.accept(value);
  }

  /// A value leaves the window, in which it must be.
  public void remove(double value) {
    moments.remove(value);
  }

  /// Values in the window, infinities among them, NaN not.
  public long count() {
    return moments.count();
  }

  /// NaN in the window.
  public long nans() {
    return moments.nans();
  }

  /// Sum of the window; 0 if it is empty.
  public double sum() {
    return moments.sum();
  }

  /// Mean of the window; NaN if it is empty.
  public double mean() {
    return moments.mean();
  }

  /// Sample variance, over `n - 1`; NaN for fewer than two values or with an infinity.
  public double variance() {
    return moments.variance();
  }

  /// Population variance, over `n`; NaN for an empty window or with an infinity.
  public double populationVariance() {
    return moments.populationVariance();
  }

  /// Square root of [#variance].
  public double standardDeviation() {
    return moments.standardDeviation();
  }

  /// Writes the state; leaves it as it was.
  public void write(StateCodec.Out out) {
    moments.write(out);
  }

  /// Reads what [#write] wrote.
  public static WindowedMoments read(StateCodec.In in) {
    return new WindowedMoments(ExactMoments.read(in));
  }

  /// Bytes that this object keeps alive.
  public long retainedBytes() {
    return 16 + moments.retainedBytes();
  }
}
