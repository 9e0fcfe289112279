package dev.weir.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a tool says: named tables, values, charts and warnings, and how exact each is. Immutable;
/// keeps the order in which things were added.
///
/// @param tables by name
/// @param values Double, Long, Boolean, String, `double[]`, `long[]` or `byte[]`, by name
/// @param charts by name
/// @param exactness by the name of a table, of a table's column (`columns.median`) or of a value
/// @param warnings sentences for people
public record PipelineResult(
    Map<String, Table> tables,
    Map<String, Object> values,
    Map<String, Chart> charts,
    Map<String, Exactness> exactness,
    List<String> warnings) {
  /// Says nothing.
  public static final PipelineResult EMPTY =
      new PipelineResult(Map.of(), Map.of(), Map.of(), Map.of(), List.of());

  /// Copies what it is given.
  public PipelineResult {
    tables = copy(tables);
    values = copy(values);
    charts = copy(charts);
    exactness = copy(exactness);
    warnings = List.copyOf(warnings);
  }

  private static <V> Map<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  private static <V> Map<String, V> plus(Map<String, V> map, String name, V value) {
    var more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }

  /// Also this table.
  public PipelineResult withTable(String name, Table table) {
    return new PipelineResult(plus(tables, name, table), values, charts, exactness, warnings);
  }

  /// Also this value.
  ///
  /// @param value a Double, Long, Boolean, String, `double[]`, `long[]` or `byte[]`
  public PipelineResult withValue(String name, Object value) {
    boolean allowed =
        switch (value) {
          case Double d -> true;
          case Long l -> true;
          case Boolean b -> true;
          case String s -> true;
          case double[] d -> true;
          case long[] l -> true;
          case byte[] b -> true;
          default -> false;
        };
    if (!allowed) {
      throw new IllegalArgumentException("value '" + name + "' is a " + value.getClass().getName());
    }
    return new PipelineResult(tables, plus(values, name, value), charts, exactness, warnings);
  }

  /// Also this chart.
  public PipelineResult withChart(String name, Chart chart) {
    return new PipelineResult(tables, values, plus(charts, name, chart), exactness, warnings);
  }

  /// Says how exact the thing of this name is.
  public PipelineResult withExactness(String name, Exactness how) {
    return new PipelineResult(tables, values, charts, plus(exactness, name, how), warnings);
  }

  /// Also this warning.
  public PipelineResult withWarning(String warning) {
    var more = new ArrayList<>(warnings);
    more.add(warning);
    return new PipelineResult(tables, values, charts, exactness, more);
  }

  /// The named table.
  ///
  /// @throws IllegalArgumentException if there is none
  public Table table(String name) {
    var table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException("no table '" + name + "' in " + tables.keySet());
    }
    return table;
  }

  /// The named value, which must be of this class.
  ///
  /// @throws IllegalArgumentException if there is none or it is of another class
  public <T> T value(String name, Class<T> type) {
    var value = values.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "no " + type.getSimpleName() + " '" + name + "' in " + values.keySet());
    }
    return type.cast(value);
  }
}
