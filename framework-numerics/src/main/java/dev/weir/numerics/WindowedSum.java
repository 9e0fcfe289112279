package dev.weir.numerics;

import dev.weir.api.StateCodec;

/// The exact sum and mean of a sliding window: values come in and go out, and nothing drifts.
///
/// Mutable; for one thread at a time. Values are added and removed in an [ExactSum], where taking
/// out is the exact opposite of putting in: after any number of steps the sum is that of the values
/// in the window, rounded once, to the bit. (The usual running sum in floating point keeps every
/// rounding error for ever, and one huge value spoils all windows after it.)
///
/// The caller keeps the values of the window and hands each back when it leaves:
///
/// ```java
/// sum.add(entering);
/// sum.remove(leaving);
/// double mean = sum.mean();
/// ```
///
/// **Cells.** NaN is counted in [#nans] and left out, so that a window whose NaN has left is as
/// good as before; so are infinities: while one is inside, sum and mean are that infinity, or NaN
/// for both signs. A missing cell is not to be added. An empty window has sum 0 and mean NaN.
///
/// **Error.** Half a unit in the last place. **Cost.** About 12 ns a step, 20 to read the sum, 70
/// the mean; constant memory, mostly under 100 bytes, [#MAX_BYTES] at most.
public final class WindowedSum {
  /// Upper bound of [#retainedBytes] for any data.
  public static final long MAX_BYTES = 800;

  private final ExactSum sum;
  private final ValueKinds kinds;

  private WindowedSum(ValueKinds kinds, ExactSum sum) {
    this.kinds = kinds;
    this.sum = sum;
  }

  /// An empty window.
  public static WindowedSum create() {
    return new WindowedSum(new ValueKinds(), ExactSum.create());
  }

  /// A value enters the window.
  public void add(double value) {
    count(value, 1);
  }

  /// A value leaves the window, in which it must be.
  public void remove(double value) {
    count(value, -1);
  }

  private void count(double value, int sign) {
    if (kinds.count(value, sign)) {
      sum.add(sign * value);
    }
  }

  /// Values in the window, infinities among them, NaN not.
  public long count() {
    return kinds.values();
  }

  /// NaN in the window.
  public long nans() {
    return kinds.nans();
  }

  /// Sum of the window; 0 if it is empty.
  public double sum() {
    return kinds.infinities() == 0 ? sum.sum() : kinds.infinity();
  }

  /// Mean of the window; NaN if it is empty.
  public double mean() {
    return kinds.infinities() == 0 ? sum.mean(kinds.finite()) : kinds.infinity();
  }

  /// Writes the state; leaves it as it was.
  public void write(StateCodec.Out out) {
    kinds.write(out);
    sum.write(out);
  }

  /// Reads what [#write] wrote.
  public static WindowedSum read(StateCodec.In in) {
    return new WindowedSum(ValueKinds.read(in), ExactSum.read(in));
  }

  /// Bytes that this object keeps alive.
  public long retainedBytes() {
    return 24 + ValueKinds.BYTES + sum.retainedBytes();
  }
}
