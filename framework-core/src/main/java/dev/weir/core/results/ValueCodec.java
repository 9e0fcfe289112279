package dev.weir.core.results;

import dev.weir.core.spill.DamagedFrameException;
import java.io.IOException;

/// A value of a result as fields: its kind, then its content.
final class ValueCodec {
  private static final int REAL = 0;
  private static final int INTEGER = 1;
  private static final int FLAG = 2;
  private static final int TEXT = 3;
  private static final int REALS = 4;
  private static final int INTEGERS = 5;
  private static final int BYTES = 6;

  private ValueCodec() {}

  static Fields write(Fields out, Object value) {
    return switch (value) {
      case Double real -> out.integer(REAL).real(real);
      case Long integer -> out.integer(INTEGER).integer(integer);
      case Boolean flag -> out.integer(FLAG).flag(flag);
      case String text -> out.integer(TEXT).text(text);
      case byte[] bytes -> out.integer(BYTES).bytes(bytes);
      case double[] reals -> {
        out.integer(REALS).integer(reals.length);
        for (double real : reals) {
          out.real(real);
        }
        yield out;
      }
      case long[] integers -> {
        out.integer(INTEGERS).integer(integers.length);
        for (long integer : integers) {
          out.integer(integer);
        }
        yield out;
      }
      default -> throw new IllegalArgumentException("a value is a " + value.getClass().getName());
    };
  }

  static Object read(Fields.Reader in) throws IOException {
    int kind = (int) in.integer();
    return switch (kind) {
      case REAL -> in.real();
      case INTEGER -> in.integer();
      case FLAG -> in.flag();
      case TEXT -> in.text();
      case BYTES -> in.bytes();
      case REALS -> {
        var reals = new double[in.count(8)];
        for (int i = 0; i < reals.length; i++) {
          reals[i] = in.real();
        }
        yield reals;
      }
      case INTEGERS -> {
        var integers = new long[in.count(8)];
        for (int i = 0; i < integers.length; i++) {
          integers[i] = in.integer();
        }
        yield integers;
      }
      default -> throw new DamagedFrameException("a value is of the unknown kind " + kind);
    };
  }
}
