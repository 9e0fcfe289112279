package dev.weir.domain.ml;

import dev.weir.api.StateCodec;

/// The row that lies farthest from its nearest centre; of equally far ones that of the smallest
/// identity, so that it does not depend on the order of rows. Mutable.
final class Farthest {
  private double squared = -1;
  private long identity;
  private double[] point = {};

  void accept(FeatureRows batch, double[] distances) {
    for (int i = 0; i < batch.count(); i++) {
      if (distances[i] >= squared && beats(distances[i], batch.identity(i))) {
        squared = distances[i];
        identity = batch.identity(i);
        point = batch.point(i);
      }
    }
  }

  private boolean beats(double distance, long who) {
    return distance > squared || (distance == squared && Long.compareUnsigned(who, identity) < 0);
  }

  void merge(Farthest later) {
    if (later.squared >= 0 && beats(later.squared, later.identity)) {
      squared = later.squared;
      identity = later.identity;
      point = later.point;
    }
  }

  /// True if there is a row that is no centre.
  boolean isApart() {
    return squared > 0;
  }

  double[] point() {
    return point;
  }

  void write(StateCodec.Out out) {
    out.real(squared);
    out.integer(identity);
    out.reals(point);
  }

  static Farthest read(StateCodec.In in) {
    var farthest = new Farthest();
    farthest.squared = in.real();
    farthest.identity = in.integer();
    farthest.point = in.reals();
    return farthest;
  }
}
