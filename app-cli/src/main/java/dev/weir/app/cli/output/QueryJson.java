package dev.weir.app.cli.output;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.json.JsonWriter;
import java.util.Map;

/// The rows of a query as JSON, in the shape of a run's result with one table `rows`, page by page:
/// what is known only at the end comes after the rows. Not for sharing between threads.
public final class QueryJson {
  private final JsonWriter json;
  private long count;

  /// Begins the object and its table.
  public QueryJson(JsonWriter json, Schema schema) {
    this.json = json;
    json.object().name("tables").object().name("rows").object();
    ResultJson.columns(json, schema);
    json.name("rows").array();
  }

  /// Writes the rows of a page.
  public void rows(Chunk page) {
    ResultJson.rows(json, page);
    count += page.rows();
  }

  /// Ends the object.
  ///
  /// @param query what was asked
  public void end(String query) {
    json.end().end().end();
    json.name("status").value("complete");
    ResultJson.rows(json, count, count, 0);
    ResultJson.lineage(json, Map.of("query", query));
    json.end();
  }
}
