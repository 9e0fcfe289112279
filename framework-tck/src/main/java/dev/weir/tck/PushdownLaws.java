package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Condition;
import java.util.List;

/// The law of conditions, PUSHDOWN.
final class PushdownLaws {
  private PushdownLaws() {}

  static void pushdown(Fold fold) {
    var conditions = fold.needs().conditions();
    if (conditions.isEmpty() || fold.rows().rows() == 0) {
      return;
    }
    var rows = fold.rows();
    var met = Tables.filter(rows, r -> conditions.stream().allMatch(c -> meets(rows, r, c)));
    Finding.none(
        Comparison.asStated(fold.example(), Tables.of(met))
            .difference(fold.run(), fold.run(List.of(met))),
        fold.led()
            + "the source left out the "
            + (rows.rows() - met.rows())
            + " rows that do not meet "
            + conditions);
  }

  private static boolean meets(Chunk rows, int row, Condition condition) {
    int at = rows.schema().indexOf(condition.column());
    var column = new Column(at, rows.schema().fields().get(at));
    var cell = Tables.cell(rows, column, row);
    if (cell == null) {
      return false;
    }
    if (cell instanceof Double x
        && condition.value() instanceof Number value
        && (x.isNaN() || Double.isNaN(value.doubleValue()))) {
      // Sources disagree on NaN: DuckDB sorts it after all numbers, IEEE 754 not at all.
      return true;
    }
    int sign = sign(cell, condition.value());
    return switch (condition.comparison()) {
      case EQUAL -> sign == 0;
      case NOT_EQUAL -> sign != 0;
      case LESS -> sign < 0;
      case LESS_OR_EQUAL -> sign <= 0;
      case GREATER -> sign > 0;
      case GREATER_OR_EQUAL -> sign >= 0;
    };
  }

  private static int sign(Object cell, Object value) {
    if (cell instanceof Long a && value instanceof Long b) {
      return Long.compare(a, b);
    }
    if (cell instanceof Number a && value instanceof Number b) {
      double x = a.doubleValue();
      double y = b.doubleValue();
      return x < y ? -1 : x > y ? 1 : 0;
    }
    if (cell instanceof Boolean a && value instanceof Boolean b) {
      return Boolean.compare(a, b);
    }
    var utf8 = java.nio.charset.StandardCharsets.UTF_8;
    return java.util.Arrays.compareUnsigned(
        cell.toString().getBytes(utf8), value.toString().getBytes(utf8));
  }
}
