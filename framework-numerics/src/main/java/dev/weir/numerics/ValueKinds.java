package dev.weir.numerics;

import dev.weir.api.StateCodec;

/// How many values are finite, NaN, and infinite of each sign.
final class ValueKinds {
  /// Upper bound of the memory that it keeps alive.
  static final long BYTES = 48;

  private long finite;
  private long nans;
  private long negative;
  private long positive;

  /// Counts a value in (`sign` 1) or out (-1); true if it is finite.
  boolean count(double value, int sign) {
    if (Double.isFinite(value)) {
      finite += sign;
      return true;
    }
    if (Double.isNaN(value)) {
      nans += sign;
    } else if (value > 0) {
      positive += sign;
    } else {
      negative += sign;
    }
    return false;
  }

  void merge(ValueKinds later) {
    finite += later.finite;
    nans += later.nans;
    negative += later.negative;
    positive += later.positive;
  }

  long finite() {
    return finite;
  }

  long nans() {
    return nans;
  }

  long infinities() {
    return negative + positive;
  }

  /// All but NaN.
  long values() {
    return finite + infinities();
  }

  /// The sum of the infinities: one of them, NaN if there are both, 0 if there is none.
  double infinity() {
    double total = positive > 0 ? Double.POSITIVE_INFINITY : 0;
    return negative > 0 ? total + Double.NEGATIVE_INFINITY : total;
  }

  void write(StateCodec.Out out) {
    out.integers(new long[] {finite, nans, negative, positive});
  }

  static ValueKinds read(StateCodec.In in) {
    var counts = in.integers();
    var kinds = new ValueKinds();
    kinds.finite = counts[0];
    kinds.nans = counts[1];
    kinds.negative = counts[2];
    kinds.positive = counts[3];
    return kinds;
  }
}
