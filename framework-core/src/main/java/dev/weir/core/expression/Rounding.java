package dev.weir.core.expression;

import dev.weir.api.Type;

/// Rounding to decimal digits, halves away from zero.
final class Rounding {
  private static final int LAST = 308;
  private static final double ALL_WHOLE = 0x1p52;
  private static final double[] POWERS = powers();

  private Rounding() {}

  private static double[] powers() {
    var powers = new double[LAST + 1];
    for (int i = 0; i <= LAST; i++) {
      powers[i] = Double.parseDouble("1e" + i);
    }
    return powers;
  }

  static double toWhole(double x) {
    double below = Math.floor(Math.abs(x));
    return Math.copySign(Math.abs(x) - below >= 0.5 ? below + 1 : below, x);
  }

  /// `x` times a power of ten, rounded, and back: both steps are one rounding of DOUBLE, so a
  /// decimal half that DOUBLE cannot hold may go either way.
  static double to(double x, long digits) {
    if (digits == 0) {
      return toWhole(x);
    }
    if (digits < -LAST) {
      return Double.isNaN(x) || Double.isInfinite(x) ? x : Math.copySign(0.0, x);
    }
    double power = digits > LAST ? Double.POSITIVE_INFINITY : POWERS[(int) Math.abs(digits)];
    double scaled = digits > 0 ? x * power : x / power;
    if (!(Math.abs(scaled) < ALL_WHOLE)) {
      return x;
    }
    return digits > 0 ? toWhole(scaled) / power : toWhole(scaled) * power;
  }

  static Kernel doubles() {
    return (batch, in) -> {
      var x = in[0].doubles();
      var digits = in[1].longs();
      var out = new double[batch.rows()];
      for (int r = 0; r < out.length; r++) {
        out[r] = to(x[r & in[0].mask()], digits[r & in[1].mask()]);
      }
      return Vector.doubles(out, Vector.all(batch.rows(), in));
    };
  }

  /// Whole numbers change for negative digits only, and fail if the rounded one is beyond 64 bits.
  static Kernel longs(Overflow overflow) {
    return (batch, in) -> {
      var x = in[0].longs();
      var digits = in[1].longs();
      var out = new long[batch.rows()];
      var valid = Vector.all(batch.rows(), in);
      var marks = new Marks(valid, out.length);
      for (int r = 0; r < out.length; r++) {
        long whole = x[r & in[0].mask()];
        long places = digits[r & in[1].mask()];
        if (places >= 0) {
          out[r] = whole;
        } else if (places >= -18) {
          long power = (long) POWERS[(int) -places];
          long units =
              whole / power + (Math.abs(whole % power) >= power / 2 ? Long.signum(whole) : 0);
          out[r] = units * power;
          if (Math.multiplyHigh(units, power) != out[r] >> 63 && valid.at(r)) {
            if (batch.active().at(r)) {
              overflow.at(batch, r, "round(" + whole + ", " + places + ")");
            }
            marks.strike(r);
          }
        } else if (places == -19
            && (whole >= 5_000_000_000_000_000_000L || whole <= -5_000_000_000_000_000_000L)
            && valid.at(r)) {
          if (batch.active().at(r)) {
            overflow.at(batch, r, "round(" + whole + ", " + places + ")");
          }
          marks.strike(r);
        }
      }
      return Vector.longs(Type.LONG, out, marks.validity());
    };
  }
}
