package dev.weir.numerics;

import dev.weir.api.PipelineException;

/// The quantile definition used throughout: number 7 of Hyndman and Fan (1996),
/// doi:10.1080/00031305.1996.10473566; the default of R, NumPy, pandas and Excel's
/// `PERCENTILE.INC`. With values sorted as `x[0] .. x[n - 1]` and `h = (n - 1) p`, the quantile is
/// `(1 - f) x[floor h] + f x[floor h + 1]` with `f = h - floor h`.
final class Type7 {
  private Type7() {}

  /// The probability given, if it is one.
  static double checked(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw PipelineException.user(
          "numerics.quantiles.probability",
          "the probability of a quantile is " + p + "; it must be between 0 and 1");
    }
    return p;
  }

  /// Rank of the lower neighbour, from 0.
  static long lower(long n, double p) {
    return (long) Math.floor((n - 1) * p);
  }

  /// Rank of the upper neighbour, from 0; the lower one's if the quantile is a value itself.
  static long upper(long n, double p) {
    return (long) Math.ceil((n - 1) * p);
  }

  /// The quantile from its neighbours. Infinite neighbours of opposite signs make NaN.
  static double between(double lower, double upper, long n, double p) {
    double h = (n - 1) * p;
    double f = h - Math.floor(h);
    return f == 0 || lower == upper ? lower : (1 - f) * lower + f * upper;
  }
}
