package dev.weir.core;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.Column;
import dev.weir.api.Estimator;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.ToolRole;
import dev.weir.api.Transform;
import dev.weir.core.groups.Grouping;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// A step bound to its input.
///
/// @param step as the user wrote it
/// @param tool bound to the rows that flow through the step
/// @param key its group columns there
/// @param pipeline what folds those rows: the tool, grouped if need be
/// @param columns columns read there, group columns included
/// @param output rows after the step
/// @param fit how it is fitted, if that is on other rows
record PlannedStep(
    Step step,
    BoundTool tool,
    List<Column> key,
    AnalysisPipeline pipeline,
    List<Column> columns,
    Schema output,
    Optional<Fit> fit) {

  /// A fit on rows that do not flow through the step.
  ///
  /// @param source the rows
  /// @param name what they are
  /// @param needs of these rows
  /// @param pipeline what folds them
  /// @param columns columns read, group columns included
  record Fit(
      StreamingDataSource source,
      String name,
      Needs needs,
      AnalysisPipeline pipeline,
      List<Column> columns) {
    /// Other rows, opened.
    record Opened(StreamingDataSource source, String name) {}
  }

  ToolRole role() {
    return tool.descriptor().role();
  }

  String name() {
    return step.name();
  }

  boolean grouped() {
    return !key.isEmpty();
  }

  /// Binds a step to the rows before it.
  static PlannedStep bind(
      Catalogue catalogue, Step step, Schema input, Optional<Fit.Opened> other, long seed) {
    try {
      var descriptor = catalogue.tool(step.tool());
      check(step, catalogue);
      var fitted = other.map(o -> o.source().schema()).orElse(input);
      var tool = bound(catalogue, step, input, fitted, other, seed);
      var key = key(step, input);
      if (!key.isEmpty() && tool.needs().outputAfterFit()) {
        throw PipelineException.refused(
            "plan.groups",
            step.tool()
                + " emits columns that depend on the rows it is fitted on, so each group would emit others; leave --by out");
      }
      boolean named = descriptor.fitOn().isPresent();
      var emitted = tool.needs().output();
      boolean transforms = descriptor.role() != ToolRole.ANALYSIS;
      var output = key.isEmpty() || !transforms ? emitted : Grouping.output(key, emitted);
      Optional<Fit> fit =
          other.isEmpty()
              ? Optional.empty()
              : Optional.of(fit(catalogue, step, tool, other.get(), named, seed));
      return new PlannedStep(
          step,
          tool,
          key,
          grouped(step, tool.pipeline(), key, tool.needs()),
          columns(tool.needs(), key),
          transforms ? output : input,
          fit);
    } catch (PipelineException e) {
      var message = e.getMessage();
      throw message.startsWith(step.name()) || message.startsWith("step '")
          ? e
          : e.at("step '" + step.name() + "'");
    }
  }

  /// An error on the rows that a step is fitted on, which names them.
  static PipelineException fitting(
      ToolDescriptor tool, Step step, String rows, PipelineException e) {
    return e.at("step '" + step.name() + "', --" + tool.fitOn().orElse("fit-on") + " " + rows);
  }

  private static BoundTool bound(
      Catalogue catalogue,
      Step step,
      Schema input,
      Schema fitted,
      Optional<Fit.Opened> other,
      long seed) {
    var descriptor = catalogue.tool(step.tool());
    try {
      return catalogue.bind(
          step.tool(), step.options(), step.by(), input, fitted, seed, other.isEmpty());
    } catch (PipelineException e) {
      boolean ofBoth = other.isPresent() && descriptor.fitOn().isPresent();
      throw ofBoth ? fitting(descriptor, step, other.get().name(), e) : e;
    }
  }

  private static void check(Step step, Catalogue catalogue) {
    var descriptor = catalogue.tool(step.tool());
    if (!step.by().isEmpty() && descriptor.fitOn().isPresent()) {
      throw PipelineException.refused(
          "plan.groups",
          step.tool() + " is fitted on a further input, which has no groups; leave --by out");
    }
    if (!step.by().isEmpty() && !descriptor.groupable()) {
      throw PipelineException.refused(
          "plan.groups",
          step.tool()
              + (descriptor.mode() == ChunkProcessingMode.STATELESS
                  ? " takes each row alone, so groups change nothing; leave --by out"
                  : " cannot run once per group; leave --by out"));
    }
    if (descriptor.fitOn().isPresent() && step.fitOn().isEmpty()) {
      throw PipelineException.user(
          "step.input",
          step.tool()
              + " needs a further input: give it by --"
              + descriptor.fitOn().get()
              + " FILE");
    }
    if (step.fitOn().isPresent() && descriptor.ownRows()) {
      throw PipelineException.refused(
          "plan.fit-on",
          step.tool()
              + " learns what holds for its own rows only, so it cannot be fitted on '"
              + step.fitOn().get()
              + "'; leave --fit-on out");
    }
    if (step.fitOn().isPresent() && descriptor.role() != ToolRole.ESTIMATOR) {
      throw PipelineException.user(
          "step.fit-on",
          step.tool()
              + " fits nothing, so it cannot be fitted on '"
              + step.fitOn().get()
              + "'; leave --fit-on out");
    }
  }

  private static Fit fit(
      Catalogue catalogue, Step step, BoundTool tool, Fit.Opened other, boolean named, long seed) {
    var schema = other.source().schema();
    if (named) {
      return new Fit(
          other.source(),
          other.name(),
          tool.fitNeeds(),
          tool.pipeline(),
          tool.fitNeeds().columns());
    }
    try {
      var fitTool =
          catalogue.bind(step.tool(), step.options(), step.by(), schema, schema, seed, true);
      var key = key(step, schema);
      return new Fit(
          other.source(),
          other.name(),
          fitTool.needs(),
          grouped(step, fitTool.pipeline(), key, fitTool.needs()),
          columns(fitTool.needs(), key));
    } catch (PipelineException e) {
      throw fitting(tool.descriptor(), step, other.name(), e);
    }
  }

  private static AnalysisPipeline grouped(
      Step step, AnalysisPipeline pipeline, List<Column> key, Needs needs) {
    return key.isEmpty()
        ? pipeline
        : Grouping.of(step.name(), pipeline, key, needs.output(), needs.passes());
  }

  private static List<Column> key(Step step, Schema schema) {
    var binding = new ToolBinding("--by", schema, 0, List.of());
    return step.by().isEmpty() ? List.of() : binding.columns(step.by());
  }

  private static List<Column> columns(Needs needs, List<Column> key) {
    var all = new LinkedHashSet<>(needs.columns());
    all.addAll(key);
    return new ArrayList<>(all);
  }

  /// The transform of a fitted estimator.
  ///
  /// @param room bytes that it may retain
  Transform<?> transformer(PipelineResult model, long room) {
    var estimator = (Estimator) tool.pipeline();
    return grouped() && tool.descriptor().fitOn().isEmpty()
        ? Grouping.transformer(estimator, model, key, tool.needs().output())
        : estimator.transformer(model, room);
  }

  /// What it passes on: for each column after it the index of the same column before it, or -1.
  int from(int column) {
    if (role() == ToolRole.ANALYSIS) {
      return column;
    }
    int added = output.size() - tool.needs().output().size();
    if (column < added) {
      return tool.needs().input().indexOf(output.fields().get(column).name());
    }
    return tool.needs().from().get(column - added);
  }
}
