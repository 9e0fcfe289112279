package dev.weir.app.cli.output;

import dev.weir.api.Chunk;
import dev.weir.api.Exactness;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.json.JsonWriter;
import dev.weir.core.RunResult;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A run's result as JSON; the shape is the contract of docs/cli.md.
public final class ResultJson {
  private ResultJson() {}

  /// Writes the whole object.
  public static void write(Report report, JsonWriter json) {
    var run = report.run();
    json.object();
    json.name("status").value(report.status());
    rows(json, run.rowsRead(), run.rowsUsed(), run.rowsSkipped());
    json.name("tables").object();
    report.tables().forEach((name, table) -> table(json.name(name), table));
    json.end();
    values(json, report.values());
    charts(report, json);
    texts(json.name("warnings"), report.warnings());
    exactness(json, report.exactness());
    skipped(report, json);
    run.resumeToken().ifPresent(folder -> json.name("resume").value(folder));
    steps(json, run.rowsAfter());
    lineage(json, run.lineage());
    metrics(json, run.metrics());
    json.end();
  }

  /// The member `rows`.
  static void rows(JsonWriter json, long read, long used, long skipped) {
    json.name("rows").lineObject();
    json.name("read").value(read).name("used").value(used).name("skipped").value(skipped).end();
  }

  /// A table: its columns, then its rows, read in one pass.
  static void table(JsonWriter json, Table table) {
    json.object();
    columns(json, table.schema());
    json.name("rows").array();
    table.forEachChunk(chunk -> rows(json, chunk));
    json.end().end();
  }

  /// The member `columns`.
  static void columns(JsonWriter json, Schema schema) {
    json.name("columns").array();
    for (var field : schema.fields()) {
      json.lineObject().name("name").value(field.name());
      json.name("type").value(PlainText.lower(field.type())).end();
    }
    json.end();
  }

  /// The rows of a chunk, an array each.
  static void rows(JsonWriter json, Chunk chunk) {
    var columns = chunk.schema().columns().toList();
    for (int row = 0; row < chunk.rows(); row++) {
      json.lineArray();
      for (var column : columns) {
        Cells.toJson(chunk, column, row, json);
      }
      json.end();
    }
  }

  /// The member `values`.
  static void values(JsonWriter json, Map<String, Object> values) {
    json.name("values").object();
    values.forEach((name, value) -> value(json.name(name), value));
    json.end();
  }

  private static void value(JsonWriter json, Object value) {
    switch (value) {
      case Double number -> json.value(number.doubleValue());
      case Long number -> json.value(number.longValue());
      case Boolean flag -> json.value(flag.booleanValue());
      case String text -> json.value(text);
      case byte[] bytes -> json.value(Base64.getEncoder().encodeToString(bytes));
      case double[] numbers -> {
        json.lineArray();
        for (double number : numbers) {
          json.value(number);
        }
        json.end();
      }
      case long[] numbers -> {
        json.lineArray();
        for (long number : numbers) {
          json.value(number);
        }
        json.end();
      }
      default -> throw new AssertionError(value.getClass());
    }
  }

  private static void charts(Report report, JsonWriter json) {
    json.name("charts").object();
    report
        .charts()
        .forEach((name, chart) -> {
          json.name(name).lineObject();
          json.name("kind").value(chart.kind()).name("table").value(chart.table());
          texts(json.name("columns"), chart.columns());
          json.end();
        });
    json.end();
  }

  /// The member `exactness`.
  static void exactness(JsonWriter json, Map<String, Exactness> exactness) {
    json.name("exactness").object();
    exactness.forEach((name, how) -> exactness(json.name(name), how));
    json.end();
  }

  private static void exactness(JsonWriter json, Exactness how) {
    json.lineObject();
    switch (how) {
      case Exactness.Bound(String measure, double error, double confidence) -> {
        json.name("kind").value("bound").name("measure").value(measure);
        json.name("error").value(error).name("confidence").value(confidence);
      }
      case Exactness.Sampled(long of, long used) ->
          json.name("kind").value("sampled").name("of").value(of).name("used").value(used);
    }
    json.end();
  }

  private static void skipped(Report report, JsonWriter json) {
    json.name("skipped").array();
    for (var row : report.run().skipped()) {
      json.lineObject();
      json.name("file").value(Chunk.split(row.position()) + 1L);
      json.name("row").value(Chunk.row(row.position()) + 1);
      json.name("step").value(row.step()).name("reason").value(row.reason()).end();
    }
    json.end();
  }

  private static void steps(JsonWriter json, List<RunResult.StepRows> steps) {
    json.name("steps").array();
    for (var step : steps) {
      json.lineObject();
      json.name("name").value(step.step()).name("tool").value(step.tool());
      json.name("rows").value(step.rows()).end();
    }
    json.end();
  }

  static void lineage(JsonWriter json, Map<String, String> lineage) {
    json.name("lineage").object();
    lineage.forEach((name, text) -> json.name(name).value(text));
    json.end();
  }

  private static void metrics(JsonWriter json, RunResult.Metrics metrics) {
    json.name("metrics").object();
    json.name("scans").value(metrics.scans());
    json.name("seconds").value(metrics.seconds());
    json.name("peakBytes").value(metrics.peakBytes());
    json.name("spilledBytes").value(metrics.spilledBytes());
    json.name("rowsRead").value(metrics.rowsRead());
    json.name("checkpoints").value(metrics.checkpoints());
    json.name("checkpointSeconds").value(metrics.checkpointSeconds());
    ResidentMemory.peakBytes().ifPresent(peak -> json.name("peakResidentBytes").value(peak));
    json.name("rowsPerSecond").value(metrics.rowsPerSecond());
    cache(json, metrics.cache());
    json.name("stages").lineObject();
    metrics.stages().forEach((stage, seconds) -> json.name(stage).value(seconds.doubleValue()));
    json.end();
    json.name("pressure").lineObject();
    metrics.pressure().forEach((act, times) -> json.name(act).value(times.longValue()));
    json.end();
    json.name("counts").lineObject();
    metrics.counts().forEach((name, sum) -> json.name(name).value(sum.longValue()));
    json.end().end();
  }

  private static void cache(JsonWriter json, RunResult.CacheUse cache) {
    json.name("cache").lineObject();
    json.name("result").value(!cache.on() ? "off" : cache.made().isPresent() ? "hit" : "miss");
    cache.made().ifPresent(made -> json.name("made").value(made.toString()));
    json.name("models").value(cache.models()).end();
  }

  static void texts(JsonWriter json, Iterable<String> texts) {
    json.lineArray();
    texts.forEach(json::value);
    json.end();
  }
}
