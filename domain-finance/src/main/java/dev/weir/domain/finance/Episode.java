package dev.weir.domain.finance;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A fall from a peak to a trough and back.
///
/// @param peak last observation before the fall; none in its series was higher before
/// @param trough first of the lowest until the recovery
/// @param recovery first not below the peak; null if there is none
record Episode(Observation peak, Observation trough, @Nullable Observation recovery) {
  /// Depth as a part of the peak.
  double depth() {
    return depth(peak.price(), trough.price());
  }

  static double depth(double peak, double price) {
    return (peak - price) / peak;
  }

  /// True if falling from `peak` to `trough` is deeper than from `otherPeak` to `otherTrough`, told
  /// exactly where rounded ratios are too close.
  static boolean deeper(double peak, double trough, double otherPeak, double otherTrough) {
    if (peak == otherPeak) {
      return trough < otherTrough;
    }
    double kept = trough / peak;
    double otherKept = otherTrough / otherPeak;
    if (Math.abs(kept - otherKept) > 1e-15 * Math.max(kept, otherKept) + Double.MIN_NORMAL) {
      return kept < otherKept;
    }
    return new BigDecimal(trough)
            .multiply(new BigDecimal(otherPeak))
            .compareTo(new BigDecimal(otherTrough).multiply(new BigDecimal(peak)))
        < 0;
  }
}
