package dev.weir.core.expression;

import dev.weir.api.Type;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;

/// Kernels from functions of one row's cells; a row with a missing argument has a missing result.
final class Each {
  private Each() {}

  static Kernel real(DoubleUnaryOperator function) {
    return (batch, in) -> {
      var cells = in[0].doubles();
      int mask = in[0].mask();
      var out = new double[batch.rows()];
      for (int r = 0; r < out.length; r++) {
        out[r] = function.applyAsDouble(cells[r & mask]);
      }
      return Vector.doubles(out, in[0].validity(batch.rows()));
    };
  }

  static Kernel real(DoubleBinaryOperator function) {
    return (batch, in) -> {
      var p = in[0].doubles();
      var q = in[1].doubles();
      var out = new double[batch.rows()];
      for (int r = 0; r < out.length; r++) {
        out[r] = function.applyAsDouble(p[r & in[0].mask()], q[r & in[1].mask()]);
      }
      return Vector.doubles(out, Vector.all(batch.rows(), in));
    };
  }

  static Kernel realTest(DoublePredicate test) {
    return (batch, in) -> {
      var cells = in[0].doubles();
      var out = new int[batch.rows()];
      for (int r = 0; r < out.length; r++) {
        out[r] = test.test(cells[r & in[0].mask()]) ? 1 : 0;
      }
      return Vector.flags(out, in[0].validity(batch.rows()));
    };
  }

  /// LONG, DATE or TIMESTAMP to one of them.
  static Kernel whole(Type result, LongUnaryOperator function) {
    return (batch, in) -> {
      var cells = in[0].longs();
      var out = new long[batch.rows()];
      for (int r = 0; r < out.length; r++) {
        out[r] = function.applyAsLong(cells[r & in[0].mask()]);
      }
      return Vector.longs(result, out, in[0].validity(batch.rows()));
    };
  }

  /// The same, missing where the argument is beyond `±limit`.
  static Kernel wholeWithin(Type result, long limit, LongUnaryOperator function) {
    return (batch, in) -> {
      var cells = in[0].longs();
      var out = new long[batch.rows()];
      var marks = new Marks(in[0].validity(batch.rows()), out.length);
      for (int r = 0; r < out.length; r++) {
        long cell = cells[r & in[0].mask()];
        if (cell >= -limit && cell <= limit) {
          out[r] = function.applyAsLong(cell);
        } else {
          marks.strike(r);
        }
      }
      return Vector.longs(result, out, marks.validity());
    };
  }

  /// Writes one row's text.
  @FunctionalInterface
  interface TextRow {
    void write(Vector[] in, int row, TextOut out);
  }

  static Kernel text(TextRow function) {
    return (batch, in) -> {
      var validity = Vector.all(batch.rows(), in);
      var out = new TextOut(batch);
      for (int r = 0; r < batch.rows(); r++) {
        if (validity.at(r)) {
          function.write(in, r, out);
          out.end();
        } else {
          out.missing();
        }
      }
      return out.vector();
    };
  }

  /// A number from one row's bytes of text.
  @FunctionalInterface
  interface BytesToLong {
    long apply(byte[] bytes, int from, int to);
  }

  static Kernel ofText(BytesToLong function) {
    return (batch, in) -> {
      var text = in[0].text();
      var validity = in[0].validity(batch.rows());
      var out = new long[batch.rows()];
      for (int r = 0; r < out.length; r++) {
        if (validity.at(r)) {
          int at = r & in[0].mask();
          out[r] = function.apply(text.bytes(), text.start(at), text.end(at));
        }
      }
      return Vector.longs(Type.LONG, out, validity);
    };
  }

  /// A test of two runs of bytes.
  @FunctionalInterface
  interface BytesTest {
    boolean test(byte[] left, int leftFrom, int leftTo, byte[] right, int rightFrom, int rightTo);
  }

  static Kernel textTest(BytesTest test) {
    return (batch, in) -> {
      var left = in[0].text();
      var right = in[1].text();
      return Comparisons.test(
          batch,
          Vector.all(batch.rows(), in),
          in[0],
          in[1].isConstant(),
          r -> {
            int i = r & in[0].mask();
            int j = r & in[1].mask();
            return test.test(
                left.bytes(),
                left.start(i),
                left.end(i),
                right.bytes(),
                right.start(j),
                right.end(j));
          });
    };
  }
}
