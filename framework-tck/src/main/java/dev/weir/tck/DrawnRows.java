package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Rows;
import dev.weir.api.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of a case, taken and changed as drawn. Special values are of moderate size, so that the
/// scale of the case holds for them too.
final class DrawnRows {
  private static final double[] REALS = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, 1, -1, 0.5, 1e-300
  };
  private static final long[] WHOLES = {0, 1, -1, 2, 60};
  private static final List<String> TEXTS =
      List.of("", " ", "NaN", "null", "0", "ä€😀", "a\u0000b");
  private static final int MISSING = 0;
  private static final int AS_BEFORE = 1;
  private static final int SPECIAL = 2;

  private static final int MOST_SHOWN = 60;

  /// Kinds of cells that differ.
  static final int KINDS = SPECIAL + REALS.length;

  private DrawnRows() {}

  static Table of(Chunk from, List<Draw.Row> drawn) {
    var made = Rows.of(from.schema());
    var before = new int[from.schema().size()];
    for (var row : from.rows() == 0 ? List.<Draw.Row>of() : drawn) {
      int source = row.row() % from.rows();
      made.row();
      for (var column : from.schema().columns().toList()) {
        int at = column.index();
        before[at] =
            content(row, column, before.length, source, made.count() == 1 ? source : before[at]);
        put(made, column, from, before[at]);
      }
    }
    return made.table();
  }

  /// The row of the source that the cell comes from, or the complement of a kind.
  private static int content(Draw.Row row, Column column, int width, int source, int before) {
    int content = source;
    for (var cell : row.cells()) {
      if (cell.column() % width == column.index()) {
        content = cell.kind() == AS_BEFORE ? before : ~cell.kind();
      }
    }
    return content == ~MISSING && !column.field().nullable() ? source : content;
  }

  private static void put(Rows made, Column column, Chunk from, int content) {
    int at = column.index();
    int kind = ~content - SPECIAL;
    if (content >= 0) {
      made.put(at, from, column, content);
    } else if (kind >= 0) {
      switch (column.type()) {
        case BOOLEAN -> made.put(at, (long) kind % 2);
        case INT, LONG, DATE, TIMESTAMP -> made.put(at, WHOLES[kind % WHOLES.length]);
        case DOUBLE -> made.put(at, REALS[kind % REALS.length]);
        case TEXT, BYTES -> {
          var bytes = TEXTS.get(kind % TEXTS.size()).getBytes(StandardCharsets.UTF_8);
          made.put(at, bytes, 0, bytes.length);
        }
      }
    }
  }

  /// The rows as an author would write them down.
  static String shown(Table table) {
    var rows = Tables.whole(table);
    var shown = new StringBuilder(rows.rows() + " of " + Comparison.shape(rows.schema()));
    for (int r = 0; r < Math.min(rows.rows(), MOST_SHOWN); r++) {
      var cells = new ArrayList<String>();
      for (var column : rows.schema().columns().toList()) {
        cells.add(literal(Tables.cell(rows, column, r)));
      }
      shown
          .append("\n    Tables.row(")
          .append(String.join(", ", cells))
          .append(r + 1 == rows.rows() ? ")" : "),");
    }
    return shown.toString();
  }

  private static String literal(@Nullable Object cell) {
    return switch (cell) {
      case null -> "null";
      case Long whole -> whole + "L";
      case Double real when real.isNaN() -> "Double.NaN";
      case Double real when real.isInfinite() ->
          real > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
      case String text ->
          '"'
              + text.replace("\\", "\\\\")
                  .replace("\"", "\\\"")
                  .replace("\n", "\\n")
                  .replace("\u0000", "\\0")
              + '"';
      default -> cell.toString();
    };
  }
}
