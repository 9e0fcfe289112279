package dev.weir.core.expression;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The constants of an `in` list, sorted for look-up. Immutable.
sealed interface Members {
  Vector contains(Batch batch, Vector operand);

  /// True if nothing equals any of them.
  boolean isEmpty();

  /// The least and the greatest as a condition holds them, Long, Double or String.
  Object least();

  Object greatest();

  /// LONG, DATE or TIMESTAMP.
  @SuppressWarnings("ArrayRecordComponent")
  record Longs(long[] sorted) implements Members {
    static Longs of(List<Long> members) {
      return new Longs(members.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    @Override
    public Vector contains(Batch batch, Vector operand) {
      var cells = operand.longs();
      var out = new int[batch.rows()];
      for (int r = 0; r < out.length; r++) {
        out[r] = Arrays.binarySearch(sorted, cells[r & operand.mask()]) >= 0 ? 1 : 0;
      }
      return Vector.flags(out, operand.validity(batch.rows()));
    }

    @Override
    public boolean isEmpty() {
      return sorted.length == 0;
    }

    @Override
    public Object least() {
      return sorted[0];
    }

    @Override
    public Object greatest() {
      return sorted[sorted.length - 1];
    }
  }

  /// DOUBLE, without NaN; -0.0 is 0.0.
  @SuppressWarnings("ArrayRecordComponent")
  record Doubles(double[] sorted) implements Members {
    static Doubles of(List<Double> members) {
      return new Doubles(
          members.stream()
              .mapToDouble(member -> member + 0.0)
              .filter(d -> !Double.isNaN(d))
              .sorted()
              .toArray());
    }

    @Override
    public Vector contains(Batch batch, Vector operand) {
      var cells = operand.doubles();
      var out = new int[batch.rows()];
      for (int r = 0; r < out.length; r++) {
        out[r] = Arrays.binarySearch(sorted, cells[r & operand.mask()] + 0.0) >= 0 ? 1 : 0;
      }
      return Vector.flags(out, operand.validity(batch.rows()));
    }

    @Override
    public boolean isEmpty() {
      return sorted.length == 0;
    }

    @Override
    public Object least() {
      return sorted[0];
    }

    @Override
    public Object greatest() {
      return sorted[sorted.length - 1];
    }
  }

  /// TEXT, in order of UTF-8 bytes.
  @SuppressWarnings("ArrayRecordComponent")
  record Texts(byte[][] sorted) implements Members {
    private static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;

    static Texts of(List<byte[]> members) {
      return new Texts(members.stream().sorted(ORDER).toArray(byte[][]::new));
    }

    @Override
    public Vector contains(Batch batch, Vector operand) {
      var text = operand.text();
      return Comparisons.test(
          batch,
          operand.validity(batch.rows()),
          operand,
          true,
          r -> {
            int at = r & operand.mask();
            return contains(text.bytes(), text.start(at), text.end(at));
          });
    }

    private boolean contains(byte[] bytes, int from, int to) {
      int low = 0;
      int high = sorted.length - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order =
            Arrays.compareUnsigned(sorted[middle], 0, sorted[middle].length, bytes, from, to);
        if (order == 0) {
          return true;
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return false;
    }

    @Override
    public boolean isEmpty() {
      return sorted.length == 0;
    }

    @Override
    public Object least() {
      return new String(sorted[0], java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public Object greatest() {
      return new String(sorted[sorted.length - 1], java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
