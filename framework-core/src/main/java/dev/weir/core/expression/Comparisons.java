package dev.weir.core.expression;

import dev.weir.api.Condition.Comparison;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Comparisons of whole columns. Each row's order is one of four bits, and a comparison is the set
/// of bits that fulfil it; NaN is unordered with everything, so that only `!=` holds.
final class Comparisons {
  private static final int BELOW = 1;
  private static final int SAME = 2;
  private static final int ABOVE = 4;
  private static final int UNORDERED = 8;

  private Comparisons() {}

  private static int fulfilling(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> SAME;
      case NOT_EQUAL -> BELOW | ABOVE | UNORDERED;
      case LESS -> BELOW;
      case LESS_OR_EQUAL -> BELOW | SAME;
      case GREATER -> ABOVE;
      case GREATER_OR_EQUAL -> ABOVE | SAME;
    };
  }

  /// The same comparison seen from the other side.
  static Comparison mirrored(Comparison comparison) {
    return switch (comparison) {
      case EQUAL, NOT_EQUAL -> comparison;
      case LESS -> Comparison.GREATER;
      case LESS_OR_EQUAL -> Comparison.GREATER_OR_EQUAL;
      case GREATER -> Comparison.LESS;
      case GREATER_OR_EQUAL -> Comparison.LESS_OR_EQUAL;
    };
  }

  static Vector compare(Batch batch, Comparison comparison, Vector x, Vector y) {
    int wanted = fulfilling(comparison);
    var validity = Vector.all(batch.rows(), x, y);
    return switch (x.type()) {
      case BOOLEAN, INT -> flags(batch, validity, wanted, x, y);
      case LONG ->
          y.type() == Type.DOUBLE
              ? mixed(batch, validity, wanted, x, y)
              : longs(batch, validity, wanted, x, y);
      case DATE, TIMESTAMP -> longs(batch, validity, wanted, x, y);
      case DOUBLE ->
          y.type() == Type.LONG
              ? mixed(batch, validity, fulfilling(mirrored(comparison)), y, x)
              : doubles(batch, validity, wanted, x, y);
      case TEXT, BYTES -> texts(batch, validity, wanted, x, y);
    };
  }

  private static int bit(int order) {
    return order < 0 ? BELOW : order > 0 ? ABOVE : SAME;
  }

  private static Vector flags(Batch batch, Validity validity, int wanted, Vector x, Vector y) {
    var p = x.flags();
    var q = y.flags();
    var out = new int[batch.rows()];
    for (int r = 0; r < out.length; r++) {
      out[r] = (bit(Integer.compare(p[r & x.mask()], q[r & y.mask()])) & wanted) == 0 ? 0 : 1;
    }
    return Vector.flags(out, validity);
  }

  private static Vector longs(Batch batch, Validity validity, int wanted, Vector x, Vector y) {
    var p = x.longs();
    var q = y.longs();
    int i = x.mask();
    int j = y.mask();
    var out = new int[batch.rows()];
    for (int r = 0; r < out.length; r++) {
      out[r] = (bit(Long.compare(p[r & i], q[r & j])) & wanted) == 0 ? 0 : 1;
    }
    return Vector.flags(out, validity);
  }

  private static Vector doubles(Batch batch, Validity validity, int wanted, Vector x, Vector y) {
    var p = x.doubles();
    var q = y.doubles();
    int i = x.mask();
    int j = y.mask();
    var out = new int[batch.rows()];
    for (int r = 0; r < out.length; r++) {
      double u = p[r & i];
      double v = q[r & j];
      int order = u < v ? BELOW : u > v ? ABOVE : u == v ? SAME : UNORDERED;
      out[r] = (order & wanted) == 0 ? 0 : 1;
    }
    return Vector.flags(out, validity);
  }

  private static Vector mixed(
      Batch batch, Validity validity, int wanted, Vector whole, Vector real) {
    var p = whole.longs();
    var q = real.doubles();
    var out = new int[batch.rows()];
    for (int r = 0; r < out.length; r++) {
      out[r] = (order(p[r & whole.mask()], q[r & real.mask()]) & wanted) == 0 ? 0 : 1;
    }
    return Vector.flags(out, validity);
  }

  /// Exact, also beyond 2^53: rounding to DOUBLE keeps order, so only equality needs a second look.
  private static int order(long whole, double real) {
    double rounded = whole;
    if (rounded != real) {
      return rounded < real ? BELOW : rounded > real ? ABOVE : UNORDERED;
    }
    return real == 0x1p63 ? BELOW : bit(Long.compare(whole, (long) real));
  }

  private static Vector texts(Batch batch, Validity validity, int wanted, Vector x, Vector y) {
    var p = x.text();
    var q = y.text();
    return test(
        batch,
        validity,
        x,
        y.isConstant(),
        r -> {
          int a = r & x.mask();
          int b = r & y.mask();
          int order =
              wanted == SAME || wanted == fulfilling(Comparison.NOT_EQUAL)
                  ? p.equals(a, q.bytes(), q.start(b), q.end(b)) ? 0 : 1
                  : Arrays.compareUnsigned(
                      p.bytes(), p.start(a), p.end(a), q.bytes(), q.start(b), q.end(b));
          return (bit(order) & wanted) != 0;
        });
  }

  /// A test of each row's text. If the rows share a dictionary and all else is constant, each entry
  /// is tested once.
  static Vector test(
      Batch batch, Validity validity, Vector subject, boolean othersConstant, IntPredicate test) {
    var out = new int[batch.rows()];
    var text = subject.text();
    int entries = text.dictionarySize();
    if (!subject.isConstant() && othersConstant && entries > 0 && entries <= out.length) {
      var known = new byte[entries];
      for (int r = 0; r < out.length; r++) {
        if (validity.at(r)) {
          int code = text.code(r);
          if (known[code] == 0) {
            known[code] = (byte) (test.test(r) ? 2 : 1);
          }
          out[r] = known[code] - 1;
        }
      }
    } else {
      for (int r = 0; r < out.length; r++) {
        out[r] = validity.at(r) && test.test(r) ? 1 : 0;
      }
    }
    return Vector.flags(out, validity);
  }
}
