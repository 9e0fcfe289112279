package dev.weir.domain.finance;

import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import java.util.Arrays;
import java.util.List;

/// R's EuStockMarkets: four indices over 1860 days, `eustockmarkets.csv`.
final class Indices {
  static final List<String> NAMES =
      List.of(Vectors.lines("eustockmarkets.csv").getFirst().split(",", -1));

  private Indices() {}

  static double[] of(String name) {
    int column = NAMES.indexOf(name);
    return Vectors.lines("eustockmarkets.csv").stream()
        .skip(1)
        .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[column]))
        .toArray();
  }

  /// All four, day by day: `ticker`, `day` (DATE), `close`.
  static Table table() {
    var rows =
        Rows.of(
            Schema.of(
                Schema.Field.of("ticker", Type.TEXT),
                Schema.Field.of("day", Type.DATE),
                Schema.Field.of("close", Type.DOUBLE)));
    var lines = Vectors.lines("eustockmarkets.csv");
    for (int day = 1; day < lines.size(); day++) {
      var cells = Arrays.stream(lines.get(day).split(",", -1)).mapToDouble(Double::parseDouble);
      int column = 0;
      for (double cell : cells.toArray()) {
        rows.row().put(0, NAMES.get(column++)).put(1, (long) day).put(2, cell);
      }
    }
    return rows.table();
  }

  /// One of them, the same columns.
  static Table table(String name) {
    var rows =
        Rows.of(
            Schema.of(Schema.Field.of("day", Type.DATE), Schema.Field.of("close", Type.DOUBLE)));
    var prices = of(name);
    for (int day = 0; day < prices.length; day++) {
      rows.row().put(0, day + 1L).put(1, prices[day]);
    }
    return rows.table();
  }
}
