package dev.weir.core;

import dev.weir.api.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One step of a pipeline: a tool, its options as given, and how it is run.
///
/// @param name unique in its pipeline
/// @param tool name in the catalogue
/// @param options values by option name, not yet parsed
/// @param by run once per group of these columns; none: once
/// @param fitOn the rows that an estimator is fitted on; empty: the step's own input
public record Step(
    String name, String tool, Map<String, Object> options, List<String> by, Optional<Input> fitOn) {
  /// Copies what it is given.
  public Step {
    options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
    by = List.copyOf(by);
  }

  /// A step named after its tool, without options.
  public static Step of(String tool) {
    return new Step(tool, tool, Map.of(), List.of(), Optional.empty());
  }

  /// A step named after its tool, with the options of the call.
  public static Step of(ToolCall call) {
    return new Step(call.tool(), call.tool(), call.options(), List.of(), Optional.empty());
  }

  /// Under another name.
  public Step named(String other) {
    return new Step(other, tool, options, by, fitOn);
  }

  /// Also this option.
  public Step with(String option, Object value) {
    var more = new LinkedHashMap<>(options);
    more.put(option, value);
    return new Step(name, tool, more, by, fitOn);
  }

  /// Once per group of these columns.
  public Step groupedBy(List<String> columns) {
    return new Step(name, tool, options, columns, fitOn);
  }

  /// Fitted on these rows.
  public Step fittedOn(Input rows) {
    return new Step(name, tool, options, by, Optional.of(rows));
  }
}
