package dev.weir.core.expression;

import dev.weir.api.Type;
import dev.weir.api.Validity;
import java.util.Arrays;
import java.util.List;

/// Logic that decides row by row which value counts.
final class Choices {
  private Choices() {}

  static Vector not(Batch batch, Vector operand) {
    var cells = operand.flags();
    var out = new int[batch.rows()];
    for (int r = 0; r < out.length; r++) {
      out[r] = cells[r & operand.mask()] ^ 1;
    }
    return Vector.flags(out, operand.validity(batch.rows()));
  }

  static Vector isNull(Batch batch, Vector operand) {
    var out = new int[batch.rows()];
    for (int r = 0; r < out.length; r++) {
      out[r] = operand.at(r) ? 0 : 1;
    }
    return Vector.flags(out, Validity.ALL);
  }

  static Vector firstTrue(Batch batch, Type type, List<Node> conditions, List<Node> values) {
    var pick = new int[batch.rows()];
    Arrays.fill(pick, conditions.size());
    var vectors = new Vector[values.size()];
    var open = open(batch.rows());
    for (int i = 0; i < conditions.size(); i++) {
      var chosen = Truth.of(conditions.get(i).evaluate(batch.where(open)), batch.rows()).yes();
      vectors[i] = settle(batch, values.get(i), chosen, open, pick, i);
    }
    vectors[conditions.size()] = values.getLast().evaluate(batch.where(open));
    return gather(batch, type, pick, vectors);
  }

  static Vector firstPresent(Batch batch, Type type, List<Node> values) {
    var pick = new int[batch.rows()];
    var vectors = new Vector[values.size()];
    var open = open(batch.rows());
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = values.get(i).evaluate(batch.where(open));
      mark(present(vectors[i], batch.rows()), open, pick, i);
    }
    return gather(batch, type, pick, vectors);
  }

  private static long[] open(int rows) {
    var open = new long[(rows + 63) >> 6];
    for (int i = 0; i < open.length; i++) {
      open[i] = Truth.inside(i, rows);
    }
    return open;
  }

  private static long[] present(Vector vector, int rows) {
    var validity = vector.validity(rows);
    var words = new long[(rows + 63) >> 6];
    for (int i = 0; i < words.length; i++) {
      words[i] = validity.word(i);
    }
    return words;
  }

  /// The value for the chosen rows, which are no longer open; not evaluated if there are none.
  private static Vector settle(
      Batch batch, Node value, long[] chosen, long[] open, int[] pick, int number) {
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] &= open[i];
    }
    return mark(chosen, open, pick, number)
        ? value.evaluate(batch.where(chosen))
        : Node.Constant.missing(value.type()).cell();
  }

  private static boolean mark(long[] chosen, long[] open, int[] pick, int number) {
    boolean any = false;
    for (int i = 0; i < chosen.length; i++) {
      long fresh = chosen[i] & open[i];
      any |= fresh != 0;
      open[i] &= ~fresh;
      for (long bits = fresh; bits != 0; bits &= bits - 1) {
        pick[(i << 6) + Long.numberOfTrailingZeros(bits)] = number;
      }
    }
    return any;
  }

  /// Row `r` of vector `pick[r]`.
  static Vector gather(Batch batch, Type type, int[] pick, Vector... vectors) {
    int rows = batch.rows();
    if (type == Type.TEXT) {
      var out = new TextOut(batch);
      for (int r = 0; r < rows; r++) {
        var vector = vectors[pick[r]];
        if (vector.at(r)) {
          out.append(vector, r);
          out.end();
        } else {
          out.missing();
        }
      }
      return out.vector();
    }
    var marks = new Marks(Validity.ALL, rows);
    for (int r = 0; r < rows; r++) {
      if (!vectors[pick[r]].at(r)) {
        marks.strike(r);
      }
    }
    return switch (type) {
      case BOOLEAN, INT -> {
        var cells = new int[vectors.length][];
        Arrays.setAll(cells, i -> vectors[i].flags());
        var out = new int[rows];
        for (int r = 0; r < rows; r++) {
          out[r] = cells[pick[r]][r & vectors[pick[r]].mask()];
        }
        yield Vector.flags(out, marks.validity());
      }
      case LONG, DATE, TIMESTAMP -> {
        var cells = new long[vectors.length][];
        Arrays.setAll(cells, i -> vectors[i].longs());
        var out = new long[rows];
        for (int r = 0; r < rows; r++) {
          out[r] = cells[pick[r]][r & vectors[pick[r]].mask()];
        }
        yield Vector.longs(type, out, marks.validity());
      }
      case DOUBLE -> {
        var cells = new double[vectors.length][];
        Arrays.setAll(cells, i -> vectors[i].doubles());
        var out = new double[rows];
        for (int r = 0; r < rows; r++) {
          out[r] = cells[pick[r]][r & vectors[pick[r]].mask()];
        }
        yield Vector.doubles(out, marks.validity());
      }
      case TEXT, BYTES -> throw new AssertionError(type);
    };
  }
}
