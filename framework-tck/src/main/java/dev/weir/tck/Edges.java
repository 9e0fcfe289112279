package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Table;
import dev.weir.api.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Strange rows of the same columns as usual ones.
final class Edges {
  private static final double[] REALS = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    0.0,
    -0.0,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE
  };
  private static final List<String> TEXTS =
      List.of("", " ", "NaN", "null", "0", "ä€😀", "a\u0000b", "x".repeat(5000));

  private Edges() {}

  static Map<String, Table> of(Table usual) {
    var rows = Tables.whole(usual);
    var edges = new LinkedHashMap<String, Table>();
    edges.put("no rows", Tables.of(Tables.filter(rows, _ -> false)));
    edges.put("one row", Tables.of(Tables.filter(rows, r -> r == 0)));
    edges.put("two rows", Tables.of(Tables.filter(rows, r -> r < 2)));
    edges.put("missing cells only", each(rows, (_, _) -> null));
    edges.put("one row of missing cells", each(Tables.filter(rows, r -> r == 0), (_, _) -> null));
    edges.put("constant columns", each(rows, (column, _) -> first(rows, column)));
    edges.put(
        "a value in the first row only, missing cells after it",
        each(rows, (column, r) -> r == 0 ? first(rows, column) : null));
    edges.put(
        "missing cells but for the last row",
        each(rows, (column, r) -> r == rows.rows() - 1 ? first(rows, column) : null));
    edges.put("NaN only", reals(rows, _ -> Double.NaN));
    edges.put("infinities and NaN", reals(rows, r -> REALS[r % 3]));
    edges.put("the greatest and least numbers there are", each(rows, Edges::extreme));
    edges.put("zeros and negative zeros", reals(rows, r -> r % 2 == 0 ? 0.0 : -0.0));
    return edges;
  }

  private interface Cell {
    @Nullable Object at(Column column, int row);
  }

  private static @Nullable Object first(Chunk rows, Column column) {
    for (int r = 0; r < rows.rows(); r++) {
      var cell = Tables.cell(rows, column, r);
      if (cell != null && !cell.equals(Double.NaN)) {
        return cell;
      }
    }
    return null;
  }

  private static @Nullable Object extreme(Column column, int row) {
    return switch (column.type()) {
      case BOOLEAN -> row % 2 == 0;
      case INT -> (long) (row % 2 == 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE);
      case LONG -> row % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
      case DATE -> row % 2 == 0 ? -719_162L : 2_932_896L;
      case TIMESTAMP -> row % 2 == 0 ? -62_135_596_800_000_000L : 253_402_300_799_999_999L;
      case DOUBLE -> REALS[row % REALS.length];
      case TEXT, BYTES -> TEXTS.get(row % TEXTS.size());
    };
  }

  private static Table reals(Chunk rows, Function<Integer, Double> cell) {
    return each(
        rows,
        (column, r) -> column.type() == Type.DOUBLE ? cell.apply(r) : Tables.cell(rows, column, r));
  }

  /// The same columns and positions with other cells.
  private static Table each(Chunk rows, Cell cells) {
    var made = dev.weir.api.Rows.of(rows.schema());
    for (int r = 0; r < rows.rows(); r++) {
      made.row(rows, r);
      for (var column : rows.schema().columns().toList()) {
        switch (cells.at(column, r)) {
          case null -> {}
          case Double real -> made.put(column.index(), real.doubleValue());
          case Long whole -> made.put(column.index(), whole.longValue());
          case Boolean flag -> made.put(column.index(), flag ? 1L : 0L);
          case Object text -> {
            var bytes = text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            made.put(column.index(), bytes, 0, bytes.length);
          }
        }
      }
    }
    return Tables.of(made.chunk());
  }
}
