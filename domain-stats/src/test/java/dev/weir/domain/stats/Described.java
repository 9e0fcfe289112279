package dev.weir.domain.stats;

import dev.weir.api.Chunk;
import dev.weir.api.Exactness;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Values;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.List;
import java.util.Map;

/// Runs `stats.describe` through the engine and reads its answer.
record Described(PipelineResult result) {
  static final StreamingConfig CONFIG =
      StreamingConfig.defaults().withThreads(2).withMemoryBytes(128 << 20);
  static final Runs RUNS = Runs.of(new StatsPlugin()).with(_ -> CONFIG);

  static Described of(Table table, Map<String, ?> options) {
    return of(table, options, CONFIG);
  }

  static Described of(Table table, Map<String, ?> options, StreamingConfig config, String... by) {
    return new Described(
        RUNS.with(_ -> config).result(table, Runs.step("stats.describe", options, by)));
  }

  /// A table of one chunk.
  static Table table(int rows, Map<String, Values> columns) {
    var schema =
        new Schema(
            columns.entrySet().stream()
                .map(e -> Schema.Field.of(e.getKey(), e.getValue().type()))
                .toList());
    return Table.of(
        schema, List.of(Chunk.of(schema, rows, 0, columns.values().toArray(Values[]::new))));
  }

  static Table reals(double... cells) {
    return table(cells.length, Map.of("x", Values.of(cells)));
  }

  static Table longs(long... cells) {
    return table(cells.length, Map.of("x", Values.of(cells)));
  }

  /// A null is a missing cell.
  static Table texts(String... cells) {
    return table(cells.length, Map.of("x", Values.of(cells)));
  }

  /// The cells of a table's row by column; missing ones are left out.
  Map<String, Object> row(String table, int number) {
    return rows(table).get(number);
  }

  List<Map<String, Object>> rows(String table) {
    return Tables.rows(result.table(table));
  }

  /// A figure of the only numeric column, NaN if missing.
  double number(String figure) {
    var cell = row("numbers", 0).get(figure);
    return cell == null ? Double.NaN : ((Number) cell).doubleValue();
  }

  List<String> names(String table) {
    return result.table(table).schema().names();
  }

  Exactness.Bound bound(String name) {
    return (Exactness.Bound) result.exactness().get(name);
  }
}
