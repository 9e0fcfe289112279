package dev.weir.domain.stats;

import dev.weir.api.Exactness;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.numerics.FrequentItems;
import java.util.List;

/// The table `top`: the most frequent values of each column.
final class FrequentTable {
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("column", Type.TEXT),
          Schema.Field.of("value", Type.TEXT),
          Schema.Field.of("count", Type.LONG),
          Schema.Field.of("share", Type.DOUBLE));

  private FrequentTable() {}

  static PipelineResult add(PipelineResult before, List<ColumnSummary> summaries, int top) {
    var rows = Rows.of(SCHEMA);
    long error = 0;
    for (var summary : summaries) {
      int listed = 0;
      for (var item : summary.frequent.listed()) {
        if (listed < top && !nan(summary, item)) {
          rows.row()
              .put(0, summary.column.name())
              .put(1, text(summary.column.type(), item))
              .put(2, item.lower())
              .put(3, (double) item.lower() / summary.count());
          error = Math.max(error, item.upper() - item.lower());
          listed++;
        }
      }
    }
    var result = before.withTable("top", rows.table());
    return error == 0
        ? result
        : result.withExactness("top.count", new Exactness.Bound("count", error, 1));
  }

  private static boolean nan(ColumnSummary summary, FrequentItems.Item item) {
    return summary.column.type() == Type.DOUBLE && Double.isNaN(item.asDouble());
  }

  static String text(Type type, FrequentItems.Item item) {
    return switch (type) {
      case DOUBLE -> Double.toString(item.asDouble());
      case INT -> Long.toString((long) item.asDouble());
      case LONG, BOOLEAN, DATE, TIMESTAMP -> CellText.of(type, item.asLong());
      case TEXT, BYTES -> item.text();
    };
  }
}
