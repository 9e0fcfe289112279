package dev.weir.numerics;

/// The probability that a standard normal variable lies beyond a value: p-values of estimates that
/// are asymptotically normal.
///
/// `Q(z) = 1 - Phi(z)`, where `Phi` is the distribution function and `phi(z) = exp(-z² / 2) / √(2
/// π)` its density. NaN gives NaN; `Q(-∞) = 1`, `Q(∞) = 0`.
///
/// **Method.** For `|z|` below 2 the series `Phi(z) - 1/2 = phi(z) Σ z^(2n+1) / (2n+1)!!`, whose
/// terms are all of one sign; beyond, the continued fraction `Q(z) = phi(z) / (z + 1 / (z + 2 / (z
/// + 3 / …)))`; in `exp(-z² / 2)` the rounding of the square is put right.
///
/// **Error.** Less than 1e-14 of the probability as long as that is no less than 1e-307 (`z` up to
/// 37.5); smaller ones lose digits and are 0 from 38.6 on. The same bits on every machine. Under 1
/// us.
///
/// Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 26.2.11 and 26.2.14.
/// Checked against mpmath.
public final class NormalTail {
  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
  private static final double CHANGE = 2;
  private static final int TERMS = 120;

  private NormalTail() {}

  /// The probability of a value greater than `z`.
  public static double upper(double z) {
    double off = Math.abs(z);
    if (off < CHANGE) {
      return z < 0 ? 0.5 + inner(off) : 0.5 - inner(off);
    }
    return z < 0 ? 1 - outer(off) : outer(off);
  }

  /// The probability of a value farther from 0 than `z` is: a two-sided p-value.
  public static double twoSided(double z) {
    double off = Math.abs(z);
    return off < CHANGE ? 1 - 2 * inner(off) : 2 * outer(off);
  }

  /// The probability of a value between 0 and `z`.
  private static double inner(double z) {
    double term = z;
    double sum = z;
    for (int n = 1; term > sum * 1e-17; n++) {
      term *= z * z / (2 * n + 1);
      sum += term;
    }
    return density(z) * sum;
  }

  /// The probability of a value beyond `z`; the continued fraction from its far end.
  private static double outer(double z) {
    double below = z;
    for (int n = TERMS; n > 0; n--) {
      below = z + n / below;
    }
    return z == Double.POSITIVE_INFINITY ? 0 : density(z) / below;
  }

  private static double density(double z) {
    double square = z * z;
    double rest = Math.fma(z, z, -square);
    return StrictMath.exp(-0.5 * square) * (1 - 0.5 * rest) / ROOT_TWO_PI;
  }
}
