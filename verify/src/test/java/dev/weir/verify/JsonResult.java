package dev.weir.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/// What `weir run --json` wrote. JSON is YAML: it is read by the library that reads pipelines.
///
/// @param members by name: numbers, texts, lists and maps
record JsonResult(Map<String, Object> members) {

  static JsonResult of(String json) {
    var settings = LoadSettings.builder().setSchema(new JsonSchema()).build();
    return new JsonResult(map(new Load(settings).loadFromString(json)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object json) {
    return (Map<String, Object>) json;
  }

  /// A member, and one of that, and so on.
  Object at(String... names) {
    Object here = members;
    for (var name : names) {
      here = map(here).get(name);
    }
    return here;
  }

  double number(String... names) {
    return ((Number) at(names)).doubleValue();
  }

  /// The names of all tables.
  List<String> tables() {
    return List.copyOf(map(at("tables")).keySet());
  }

  /// The rows of a table, cells by name of the column.
  List<Map<String, Object>> table(String name) {
    var columns = (List<?>) at("tables", name, "columns");
    var rows = new ArrayList<Map<String, Object>>();
    for (var cells : (List<?>) at("tables", name, "rows")) {
      var row = new LinkedHashMap<String, Object>();
      for (int c = 0; c < columns.size(); c++) {
        row.put((String) map(columns.get(c)).get("name"), ((List<?>) cells).get(c));
      }
      rows.add(row);
    }
    return rows;
  }

  /// The same without what speaks of time and memory.
  Map<String, Object> withoutMetrics() {
    var rest = new LinkedHashMap<>(members);
    rest.remove("metrics");
    return rest;
  }
}
