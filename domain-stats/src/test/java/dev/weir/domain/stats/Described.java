package dev.weir.domain.stats;

import dev.weir.api.Chunk;
import dev.weir.api.Exactness;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Values;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.StreamingPipelineExecutor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs `stats.describe` through the engine and reads its answer.
record Described(PipelineResult result) {
  static final StreamingConfig CONFIG =
      StreamingConfig.defaults().withThreads(2).withMemoryBytes(128 << 20);

  static Described of(Table table, Map<String, ?> options) {
    return of(table, options, CONFIG);
  }

  static Described of(Table table, Map<String, ?> options, StreamingConfig config, String... by) {
    var pipeline = Pipeline.from(Input.of(table)).step("stats.describe");
    for (var option : options.entrySet()) {
      pipeline = pipeline.with(option.getKey(), option.getValue());
    }
    var executor =
        new StreamingPipelineExecutor(Catalogue.of(List.of(new StatsPlugin()), List.of()), config);
    return new Described(executor.run(by.length == 0 ? pipeline : pipeline.by(by)).last().result());
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
    return rows(result.table(table));
  }

  static List<Map<String, Object>> rows(Table table) {
    var rows = new ArrayList<Map<String, Object>>();
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        rows.add(cells(chunk, r));
      }
    });
    return rows;
  }

  private static Map<String, Object> cells(Chunk chunk, int r) {
    var cells = new LinkedHashMap<String, Object>();
    chunk
        .schema()
        .columns()
        .filter(c -> chunk.validity(c).at(r))
        .forEach(c ->
            cells.put(
                c.name(),
                switch (c.type()) {
                  case DOUBLE -> (Object) chunk.doubles(c)[r];
                  case TEXT, BYTES -> chunk.text(c).string(r);
                  case BOOLEAN, INT, LONG, DATE, TIMESTAMP -> chunk.longs(c)[r];
                }));
    return cells;
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
