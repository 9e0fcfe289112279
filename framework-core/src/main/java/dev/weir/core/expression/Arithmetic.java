package dev.weir.core.expression;

import dev.weir.api.Type;

/// `+ - * / %` on whole columns. Whole numbers are exact or fail; real numbers follow IEEE 754.
final class Arithmetic {
  private Arithmetic() {}

  /// DOUBLE with DOUBLE.
  static Kernel doubles(Operator operator) {
    return (batch, in) -> {
      var p = in[0].doubles();
      var q = in[1].doubles();
      int i = in[0].mask();
      int j = in[1].mask();
      var out = new double[batch.rows()];
      switch (operator) {
        case ADD -> {
          for (int r = 0; r < out.length; r++) {
            out[r] = p[r & i] + q[r & j];
          }
        }
        case SUBTRACT -> {
          for (int r = 0; r < out.length; r++) {
            out[r] = p[r & i] - q[r & j];
          }
        }
        case MULTIPLY -> {
          for (int r = 0; r < out.length; r++) {
            out[r] = p[r & i] * q[r & j];
          }
        }
        case DIVIDE -> {
          for (int r = 0; r < out.length; r++) {
            out[r] = p[r & i] / q[r & j];
          }
        }
        case REMAINDER -> {
          for (int r = 0; r < out.length; r++) {
            out[r] = p[r & i] % q[r & j];
          }
        }
      }
      return Vector.doubles(out, Vector.all(batch.rows(), in));
    };
  }

  /// `+`, `-` or `*` of LONG with LONG: wrapped results first, then a look at the rows only if one
  /// of them overflowed.
  static Kernel longs(Operator operator, Overflow overflow) {
    return (batch, in) -> {
      var p = in[0].longs();
      var q = in[1].longs();
      int i = in[0].mask();
      int j = in[1].mask();
      var out = new long[batch.rows()];
      long over = 0;
      switch (operator) {
        case ADD -> {
          for (int r = 0; r < out.length; r++) {
            long u = p[r & i];
            long v = q[r & j];
            out[r] = u + v;
            over |= (u ^ out[r]) & (v ^ out[r]);
          }
        }
        case SUBTRACT -> {
          for (int r = 0; r < out.length; r++) {
            long u = p[r & i];
            long v = q[r & j];
            out[r] = u - v;
            over |= (u ^ v) & (u ^ out[r]);
          }
        }
        case MULTIPLY -> {
          for (int r = 0; r < out.length; r++) {
            long u = p[r & i];
            long v = q[r & j];
            out[r] = u * v;
            over |= Math.multiplyHigh(u, v) == out[r] >> 63 ? 0 : -1;
          }
        }
        case DIVIDE, REMAINDER -> throw new AssertionError(operator);
      }
      var marks = new Marks(Vector.all(batch.rows(), in), batch.rows());
      if (over < 0) {
        var valid = Vector.all(batch.rows(), in);
        for (int r = 0; r < out.length; r++) {
          long u = p[r & i];
          long v = q[r & j];
          if (valid.at(r) && overflows(operator, u, v)) {
            if (batch.active().at(r)) {
              overflow.at(batch, r, u + " " + operator.symbol() + " " + v);
            }
            marks.strike(r);
          }
        }
      }
      return Vector.longs(Type.LONG, out, marks.validity());
    };
  }

  private static boolean overflows(Operator operator, long u, long v) {
    return switch (operator) {
      case ADD -> ((u ^ (u + v)) & (v ^ (u + v))) < 0;
      case SUBTRACT -> ((u ^ v) & (u ^ (u - v))) < 0;
      case MULTIPLY -> Math.multiplyHigh(u, v) != (u * v) >> 63;
      case DIVIDE, REMAINDER -> false;
    };
  }

  /// `%` of LONG with LONG; missing where the divisor is 0.
  static Kernel remainder() {
    return (batch, in) -> {
      var p = in[0].longs();
      var q = in[1].longs();
      var out = new long[batch.rows()];
      var marks = new Marks(Vector.all(batch.rows(), in), batch.rows());
      for (int r = 0; r < out.length; r++) {
        long divisor = q[r & in[1].mask()];
        if (divisor == 0) {
          marks.strike(r);
        } else {
          out[r] = p[r & in[0].mask()] % divisor;
        }
      }
      return Vector.longs(Type.LONG, out, marks.validity());
    };
  }

  /// Unary minus, or abs, of a LONG: fails for -2^63 only.
  static Kernel negated(boolean onlyNegative, Overflow overflow) {
    return (batch, in) -> {
      var p = in[0].longs();
      var out = new long[batch.rows()];
      var marks = new Marks(in[0].validity(batch.rows()), batch.rows());
      for (int r = 0; r < out.length; r++) {
        long u = p[r & in[0].mask()];
        out[r] = onlyNegative && u >= 0 ? u : -u;
        if (u == Long.MIN_VALUE && in[0].at(r)) {
          if (batch.active().at(r)) {
            overflow.at(batch, r, onlyNegative ? "abs(" + u + ")" : "-(" + u + ")");
          }
          marks.strike(r);
        }
      }
      return Vector.longs(Type.LONG, out, marks.validity());
    };
  }
}
