package dev.weir.domain.timeseries;

import dev.weir.api.StateCodec;
import dev.weir.numerics.ExactMoments;

/// The figures of one column within one step. NaN stands for no value. Mutable; for one thread at a
/// time.
final class StepFigures {
  static final long MOST_BYTES = 80 + ExactMoments.MAX_BYTES;

  private ExactMoments moments = ExactMoments.create();
  private double least = Double.NaN;
  private double greatest = Double.NaN;
  private double first = Double.NaN;
  private double last = Double.NaN;

  void add(double cell) {
    if (Double.isNaN(cell)) {
      return;
    }
    double value = cell + 0.0;
    boolean none = moments.count() == 0;
    first = none ? value : first;
    least = none ? value : Math.min(least, value);
    greatest = none ? value : Math.max(greatest, value);
    last = value;
    moments.accept(value);
  }

  long count() {
    return moments.count();
  }

  /// One figure; NaN if it is undefined.
  double figure(Aggregate figure) {
    return switch (figure) {
      case COUNT -> count();
      case SUM -> count() == 0 ? Double.NaN : moments.sum();
      case MEAN -> moments.mean();
      case SD -> moments.standardDeviation();
      case MIN -> least;
      case MAX -> greatest;
      case FIRST, OHLC -> first;
      case LAST -> last;
    };
  }

  void write(StateCodec.Out out) {
    moments.write(out);
    out.reals(new double[] {least, greatest, first, last});
  }

  static StepFigures read(StateCodec.In in) {
    var figures = new StepFigures();
    figures.moments = ExactMoments.read(in);
    var reals = in.reals();
    figures.least = reals[0];
    figures.greatest = reals[1];
    figures.first = reals[2];
    figures.last = reals[3];
    return figures;
  }

  long retainedBytes() {
    return 80 + moments.retainedBytes();
  }
}
