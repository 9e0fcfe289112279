package dev.weir.core.groups;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Estimator;
import dev.weir.api.Exactness;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.core.results.GroupModels;
import dev.weir.core.results.ModelParts;
import dev.weir.core.spill.Spacious;
import dev.weir.core.spill.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One result made of the groups' results: tables led by the key's columns and sorted by key,
/// values as a table `values`; of a model also a table `groups` that lists the keys and holds each
/// one's own model. Groups are added one by one; their rows go to the disk as they become many.
final class GroupResults {
  private final Schema key;
  private final Workspace workspace;
  private final Map<String, GroupTable> tables = new LinkedHashMap<>();
  private final GroupValues values;
  private final GroupWarnings warnings;
  private final @Nullable Models models;
  private PipelineResult rest = PipelineResult.EMPTY;

  private GroupResults(boolean model, boolean hashed, Schema key, Workspace workspace) {
    this.key = key;
    this.workspace = workspace;
    this.values = new GroupValues(key, workspace);
    this.warnings = new GroupWarnings(key);
    this.models =
        model
            ? new Models(
                new GroupModels.Builder(workspace, hashed),
                new GroupTable(key, Schema.of(), workspace))
            : null;
  }

  /// The models, and the keys that have one.
  private record Models(GroupModels.Builder parts, GroupTable keys) {
    void add(byte[] group, PipelineResult model) {
      parts.add(group, model);
      keys.addRow(group);
    }
  }

  /// No groups yet. Early results are small and soon gone, and so not counted.
  ///
  /// @param hashed whether groups will come in order of their keys' hashes
  static GroupResults of(
      AnalysisPipeline tool, List<Column> key, boolean hashed, ChunkProcessingContext context) {
    var workspace =
        context instanceof Spacious spacious && !context.early()
            ? spacious.workspace()
            : Workspace.uncounted();
    var schema = new Schema(key.stream().map(Column::field).toList());
    return new GroupResults(tool instanceof Estimator, hashed, schema, workspace);
  }

  /// The groups' own results.
  static GroupModels models(PipelineResult combined) {
    if (combined.table("groups") instanceof ModelParts table) {
      return table.models();
    }
    throw new IllegalArgumentException("not a model that was fitted by groups in this run");
  }

  static PipelineResult shown(PipelineResult result) {
    var tables = new LinkedHashMap<>(result.tables());
    tables.values().removeIf(ModelParts.class::isInstance);
    return new PipelineResult(
        tables, result.values(), result.charts(), result.exactness(), result.warnings());
  }

  /// Adds a group's result, of which nothing is kept but for a model.
  void add(byte[] group, PipelineResult result) {
    if (models != null) {
      models.add(group, result);
    }
    result
        .tables()
        .forEach((name, table) ->
            tables
                .computeIfAbsent(name, _ -> new GroupTable(key, table.schema(), workspace))
                .add(group, table));
    if (!result.values().isEmpty()) {
      values.add(group, result.values());
    }
    for (var entry : result.exactness().entrySet()) {
      var before = rest.exactness().get(entry.getKey());
      var wider = before == null ? entry.getValue() : wider(before, entry.getValue());
      rest = wider.equals(before) ? rest : rest.withExactness(entry.getKey(), wider);
    }
    for (var chart : result.charts().entrySet()) {
      rest =
          rest.charts().containsKey(chart.getKey())
              ? rest
              : rest.withChart(chart.getKey(), chart.getValue());
    }
    result.warnings().forEach(warning -> warnings.add(group, warning));
  }

  /// The widest bound of any group holds for all.
  private static Exactness wider(Exactness a, Exactness b) {
    return switch (a) {
      case Exactness.Bound x ->
          b instanceof Exactness.Bound y
              ? new Exactness.Bound(
                  x.measure(),
                  Math.max(x.error(), y.error()),
                  Math.min(x.confidence(), y.confidence()))
              : b;
      case Exactness.Sampled x ->
          b instanceof Exactness.Sampled y
              ? new Exactness.Sampled(x.of() + y.of(), x.used() + y.used())
              : a;
    };
  }

  /// All groups in one result.
  PipelineResult combined() {
    var combined = PipelineResult.EMPTY;
    if (models != null) {
      combined =
          combined.withTable(
              "groups", new ModelParts(models.keys().table(), models.parts().finish()));
    }
    for (var table : tables.entrySet()) {
      combined = combined.withTable(table.getKey(), table.getValue().table());
    }
    if (!values.isEmpty()) {
      combined = combined.withTable("values", values.table());
    }
    for (var exactness : rest.exactness().entrySet()) {
      combined = combined.withExactness(exactness.getKey(), exactness.getValue());
    }
    for (var chart : rest.charts().entrySet()) {
      combined = combined.withChart(chart.getKey(), chart.getValue());
    }
    for (var warning : warnings.first()) {
      combined = combined.withWarning(warning);
    }
    return combined;
  }
}
