package dev.weir.app.cli.output;

import dev.weir.api.Chart;
import dev.weir.api.Completeness;
import dev.weir.api.Exactness;
import dev.weir.api.PipelineResult;
import dev.weir.api.StreamingPipelineResult;
import dev.weir.api.Table;
import dev.weir.core.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run's result as it is shown: the things of all steps side by side. If more than one step says
/// something, each name is led by its step's (`stats.describe.numbers`).
///
/// @param status `complete` or `partial`
/// @param stoppedBy why it is partial
/// @param run rows, lineage and metrics
/// @param tables by name
/// @param values by name
/// @param charts by name, of the tables' names here
/// @param warnings sentences
/// @param exactness by name
public record Report(
    String status,
    Optional<String> stoppedBy,
    RunResult run,
    Map<String, Table> tables,
    Map<String, Object> values,
    Map<String, Chart> charts,
    List<String> warnings,
    Map<String, Exactness> exactness) {

  /// Gathers what the steps say.
  public static Report of(RunResult run) {
    var speaking = run.steps().stream().filter(step -> says(step.result())).toList();
    boolean several = speaking.size() > 1;
    var tables = new LinkedHashMap<String, Table>();
    var values = new LinkedHashMap<String, Object>();
    var charts = new LinkedHashMap<String, Chart>();
    var exactness = new LinkedHashMap<String, Exactness>();
    var warnings = new ArrayList<String>();
    for (var step : run.steps()) {
      var prefix = several ? step.step() + "." : "";
      var result = step.result();
      result.tables().forEach((name, table) -> tables.put(prefix + name, table));
      result.values().forEach((name, value) -> values.put(prefix + name, value));
      result.exactness().forEach((name, how) -> exactness.put(prefix + name, how));
      result
          .charts()
          .forEach((name, chart) ->
              charts.put(
                  prefix + name, new Chart(chart.kind(), prefix + chart.table(), chart.columns())));
      result.warnings().forEach(warning -> warnings.add(step.step() + ": " + warning));
    }
    if (run.completeness() == Completeness.COMPLETE && run.rowsRead() == 0) {
      warnings.addFirst(run.lineage().getOrDefault("source", "the input") + " has no rows");
    }
    warnings.addAll(run.recovered());
    var stoppedBy = run.stoppedBy().map(Throwable::getMessage);
    stoppedBy.ifPresent(reason -> warnings.addFirst("partial result: " + reason));
    return new Report(
        run.completeness() == Completeness.COMPLETE ? "complete" : "partial",
        stoppedBy,
        run,
        tables,
        values,
        charts,
        warnings,
        exactness);
  }

  private static boolean says(PipelineResult result) {
    return !(result.tables().isEmpty() && result.values().isEmpty() && result.charts().isEmpty());
  }

  /// True for the rows that a transform emits, of which the table holds the first only; how many
  /// there are is the value of the same name.
  boolean isEmitted(String table) {
    return (table.equals("rows") || table.endsWith(".rows")) && values.get(table) instanceof Long;
  }

  /// Rows there are in all.
  long rowsInAll(String name, Table table) {
    if (isEmitted(name) && values.get(name) instanceof Long all) {
      return all;
    }
    if (table.rows().isPresent()) {
      return table.rows().getAsLong();
    }
    var count = new long[1];
    table.forEachChunk(chunk -> count[0] += chunk.rows());
    return count[0];
  }

  /// A row set aside, in words: `row 17 (stats.describe): not a number`.
  static String inWords(StreamingPipelineResult.Skipped skipped) {
    int file = dev.weir.api.Chunk.split(skipped.position());
    return "row "
        + (dev.weir.api.Chunk.row(skipped.position()) + 1)
        + (file > 0 ? " of file " + (file + 1) : "")
        + " ("
        + skipped.step()
        + "): "
        + PlainText.escaped(skipped.reason());
  }
}
