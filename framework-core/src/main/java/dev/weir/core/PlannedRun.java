package dev.weir.core;

import dev.weir.api.Column;
import dev.weir.api.Condition;
import dev.weir.api.DataSourceProvider;
import dev.weir.api.SourceLimits;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A plan with its parts, ready to run.
///
/// @param pipeline what was asked for
/// @param source its input, open
/// @param steps bound; fewer than asked for if one emits what is known only after its fit
/// @param columns columns read
/// @param conditions checked early by the source
/// @param order of every scan
/// @param showsRows whether the rows at the end are wanted
/// @param schedule scans
/// @param memory the budget, divided
/// @param writer for the rows at the end
/// @param rejects writer for the rows that are set aside
/// @param limits of each source and writer
/// @param spillBytes most bytes of Weir's own temporary files
record PlannedRun(
    Pipeline pipeline,
    StreamingDataSource source,
    List<PlannedStep> steps,
    List<String> columns,
    List<Condition> conditions,
    List<String> order,
    boolean showsRows,
    Schedule schedule,
    MemoryPlan memory,
    Optional<DataSourceProvider> writer,
    Optional<DataSourceProvider> rejects,
    SourceLimits limits,
    long spillBytes) {

  /// What people and programs may see of it.
  Plan describe(StreamingConfig config) {
    var described = new ArrayList<Plan.StepPlan>();
    for (int s = 0; s < steps.size(); s++) {
      described.add(describe(steps.get(s), schedule.begins().get(s)));
    }
    return new Plan(
        source.description(),
        files(),
        source.schema(),
        source.rows(),
        columns,
        conditions.stream().map(c -> c.column() + " " + symbol(c) + " " + c.value()).toList(),
        order,
        schedule.scans(),
        described,
        new Plan.Grid(memory.chunkRows(), memory.chunkBytes(), config.blockRows()),
        new Plan.Memory(
            memory.budget(),
            memory.perSource(),
            memory.chunkReserve(),
            memory.states(),
            memory.maxBlocks(),
            memory.least()),
        notes(config));
  }

  /// Files that are read, those that steps are fitted on included.
  List<Path> files() {
    var files = new ArrayList<>(source.files());
    for (var step : steps) {
      step.fit().ifPresent(fit -> files.addAll(fit.source().files()));
    }
    return files;
  }

  private static String symbol(Condition condition) {
    return switch (condition.comparison()) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "!=";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }

  private static Plan.StepPlan describe(PlannedStep step, int scan) {
    var needs = step.fit().map(PlannedStep.Fit::needs).orElse(step.tool().needs());
    return new Plan.StepPlan(
        step.name(),
        step.step().tool(),
        step.role(),
        step.tool().descriptor().mode(),
        step.step().by(),
        step.fit().map(PlannedStep.Fit::name).orElse(""),
        step.columns().stream().map(Column::name).toList(),
        needs.passes(),
        step.tool().needs().order().isPresent(),
        scan,
        needs.fixedBytes(),
        needs.bytesPerRow(),
        step.tool().needs().outputAfterFit() ? List.of() : step.output().names());
  }

  private List<String> notes(StreamingConfig config) {
    var notes = new ArrayList<String>();
    if (steps.size() < pipeline.steps().size()) {
      notes.add(
          "the steps after '"
              + steps.getLast().name()
              + "' are bound once it is fitted: what it emits depends on the data");
    }
    if (memory.chunkBytes() < config.chunkBytes()) {
      notes.add("chunks are made smaller than asked for, to fit into the memory budget");
    }
    if (steps.stream().anyMatch(s -> s.grouped() && s.tool().needs().fixedBytes() > 0)) {
      notes.add(
          "the states of a grouped step are one a group: how many there will be is known only from the data");
    }
    return notes;
  }
}
