package dev.weir.app.cli.output;

import dev.weir.api.StreamingPipelineResult;
import dev.weir.api.Table;
import dev.weir.api.json.JsonWriter;

/// An early result as one line of JSON; the shape is the contract of docs/cli.md.
public final class SnapshotJson {
  /// Rows of a table that are shown.
  static final int MOST_ROWS = 100;

  private SnapshotJson() {}

  /// Writes the line.
  public static void write(StreamingPipelineResult early, JsonWriter json) {
    var result = early.result();
    json.lineObject();
    json.name("status").value("early");
    json.name("step").value(early.step()).name("tool").value(early.tool());
    json.name("rows").value(early.rowsRead());
    json.name("used").value(early.rowsUsed()).name("skipped").value(early.rowsSkipped());
    json.name("seconds").value(early.metrics().getOrDefault("seconds", 0.0).doubleValue());
    json.name("tables").lineObject();
    result.tables().forEach((name, table) -> table(json.name(name), table));
    json.end();
    ResultJson.values(json, result.values());
    ResultJson.exactness(json, result.exactness());
    ResultJson.texts(json.name("warnings"), result.warnings());
    json.end();
  }

  private static void table(JsonWriter json, Table table) {
    json.lineObject();
    ResultJson.columns(json, table.schema());
    json.name("rows").lineArray();
    long rows = 0;
    try (var reader = table.open()) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        var chunk = next.get();
        int shown = Math.clamp(MOST_ROWS - rows, 0, chunk.rows());
        if (shown > 0) {
          ResultJson.rows(json, chunk.slice(0, shown));
        }
        rows += chunk.rows();
      }
    }
    json.end();
    json.name("more").value(Math.max(0, rows - MOST_ROWS)).end();
  }
}
