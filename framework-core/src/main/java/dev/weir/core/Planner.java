package dev.weir.core;

import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.Column;
import dev.weir.api.Condition;
import dev.weir.api.DataSourceProvider;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.SourceLimits;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingDataSource.Ability;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.ToolRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Makes a plan before any row is read: binds every step, works out the columns, conditions and
/// order of the rows, counts passes and divides the memory; refuses what cannot run.
final class Planner {
  private final Catalogue catalogue;
  private final Pipeline pipeline;
  private final StreamingConfig config;
  private final RunDirectory directory;
  private final List<AutoCloseable> open;

  Planner(
      Catalogue catalogue,
      Pipeline pipeline,
      StreamingConfig config,
      RunDirectory directory,
      List<AutoCloseable> open) {
    this.catalogue = catalogue;
    this.pipeline = pipeline;
    this.config = config;
    this.directory = directory;
    this.open = open;
  }

  /// The plan; sources it has opened are in the list given to the constructor, also when it throws.
  PlannedRun plan() {
    for (var step : pipeline.steps()) {
      catalogue.tool(step.tool()).parse(step.options());
    }
    var writer = pipeline.out().map(this::checkedWriter);
    var rejects = pipeline.rejects().map(this::checkedWriter);
    int sources =
        1
            + (int) pipeline.steps().stream().filter(s -> s.fitOn().isPresent()).count()
            + (writer.isPresent() ? 1 : 0)
            + (rejects.isPresent() ? 1 : 0);
    var limits =
        new SourceLimits(
            config.memoryBytes() / 2 / sources,
            config.threads(),
            config.diskBytes() / 2 / sources,
            directory.path());
    var source = opened(pipeline.input(), limits);
    var steps = new ArrayList<PlannedStep>();
    var schema = source.schema();
    for (var step : pipeline.steps()) {
      steps.add(bind(step, schema, limits));
      if (steps.getLast().tool().needs().outputAfterFit()) {
        break;
      }
      schema = steps.getLast().output();
    }
    return assemble(source, steps, writer, rejects, limits, sources);
  }

  private DataSourceProvider checkedWriter(Path file) {
    return catalogue.writer(file);
  }

  private StreamingDataSource opened(Input input, SourceLimits limits) {
    var source = input.open(catalogue, limits);
    open.add(source);
    return source;
  }

  /// Binds a step to the rows before it, opening the input that it is fitted on.
  PlannedStep bind(Step step, Schema input, SourceLimits limits) {
    var descriptor = catalogue.tool(step.tool());
    Optional<PlannedStep.Fit.Opened> other =
        descriptor.role() == ToolRole.ESTIMATOR
            ? step.fitOn()
                .map(i ->
                    new PlannedStep.Fit.Opened(fitted(descriptor, step, i, limits), i.toString()))
            : Optional.empty();
    return PlannedStep.bind(catalogue, step, input, other, config.seed());
  }

  private StreamingDataSource fitted(
      ToolDescriptor tool, Step step, Input rows, SourceLimits limits) {
    try {
      return opened(rows, limits);
    } catch (PipelineException e) {
      throw PlannedStep.fitting(tool, step, rows.toString(), e);
    }
  }

  private PlannedRun assemble(
      StreamingDataSource source,
      List<PlannedStep> steps,
      Optional<DataSourceProvider> writer,
      Optional<DataSourceProvider> rejects,
      SourceLimits limits,
      int sources) {
    boolean whole = steps.size() == pipeline.steps().size();
    boolean showsRows =
        steps.isEmpty()
            || !whole
            || steps.getLast().role() != ToolRole.ANALYSIS
            || writer.isPresent();
    var columns = columnsRead(source.schema(), steps, showsRows);
    var order = order(source, steps);
    var conditions =
        source.abilities().contains(Ability.FILTER) ? conditions(steps) : List.<Condition>of();
    var schedule = Schedule.of(steps, showsRows);
    refuse(source, steps, schedule);
    if (config.checkpoints().isPresent()) {
      refuseCheckpoints(source, steps);
    }
    boolean transforms = steps.stream().anyMatch(s -> s.role() != ToolRole.ANALYSIS);
    long states = steps.stream().filter(s -> !once(s)).mapToLong(Planner::stateBytes).sum();
    long once = steps.stream().filter(Planner::once).mapToLong(Planner::stateBytes).sum();
    var memory =
        MemoryPlan.of(
            config,
            source.schema(),
            columns,
            transforms || !order.isEmpty(),
            steps.stream().mapToDouble(s -> s.tool().needs().passingBytesPerRow()).max().orElse(0),
            steps.stream().mapToDouble(Planner::madeBytesPerRow).sum(),
            states,
            once,
            sources,
            leastPerSource(source, columns, steps, writer, rejects));
    for (var step : steps) {
      refuseGathering(source, steps, step, memory);
    }
    var plan =
        new PlannedRun(
            pipeline,
            source,
            steps,
            columns,
            conditions,
            order,
            showsRows,
            schedule,
            memory,
            writer,
            rejects,
            limits,
            config.diskBytes() / 2);
    pipeline.out().ifPresent(out -> new OutputFile("--out", out).mustNotBe(plan.files()));
    pipeline.rejects().ifPresent(file -> checkRejects(file, plan));
    return plan;
  }

  private void checkRejects(Path file, PlannedRun plan) {
    new OutputFile("--rejects", file).mustNotBe(plan.files());
    if (config.errorPolicy().budget().isNone()) {
      throw PipelineException.user(
          "rejects.budget",
          "--rejects "
              + file
              + ": no row may be set aside; say how many may be: --error-budget 100 or --error-budget 0.1%");
    }
    if (!plan.source().abilities().containsAll(Set.of(Ability.REREAD, Ability.STABLE_ORDER))) {
      throw PipelineException.refused(
          "rejects.reread",
          "--rejects "
              + file
              + ": rows set aside are read once more, and "
              + plan.source().description()
              + " can be read only once; write it to a file first");
    }
  }

  private static long leastPerSource(
      StreamingDataSource source,
      List<String> columns,
      List<PlannedStep> steps,
      Optional<DataSourceProvider> writer,
      Optional<DataSourceProvider> rejects) {
    var aside = Rejects.schema(source.schema(), columns);
    long least =
        Math.max(
            source.leastMemory(columns), rejects.map(w -> w.leastMemoryToWrite(aside)).orElse(0L));
    for (var step : steps) {
      var fit = step.fit();
      if (fit.isPresent()) {
        var read = fit.get().columns().stream().map(Column::name).toList();
        least = Math.max(least, fit.get().source().leastMemory(read));
      }
    }
    var rows = steps.isEmpty() ? source.schema() : steps.getLast().output();
    return Math.max(least, writer.map(w -> w.leastMemoryToWrite(rows)).orElse(0L));
  }

  /// What a stateless step says that it makes of a row; it keeps nothing of it.
  private static double madeBytesPerRow(PlannedStep step) {
    return step.tool().descriptor().mode() == ChunkProcessingMode.STATELESS
        ? step.tool().needs().bytesPerRow()
        : 0;
  }

  /// True if all rows go into one state, in order.
  private static boolean once(PlannedStep step) {
    return switch (step.tool().descriptor().mode()) {
      case SEQUENTIAL, BATCH_ACCUMULATE, CUSTOM -> true;
      case STATELESS, STATEFUL -> false;
    };
  }

  private static long stateBytes(PlannedStep step) {
    return Math.max(
        step.tool().needs().fixedBytes(), step.fit().map(f -> f.needs().fixedBytes()).orElse(0L));
  }

  /// Columns of the source that anything needs, going back through the steps.
  private static List<String> columnsRead(Schema schema, List<PlannedStep> steps, boolean all) {
    var needed = new TreeSet<Integer>();
    var after = steps.isEmpty() ? schema : steps.getLast().output();
    if (all) {
      for (int i = 0; i < after.size(); i++) {
        needed.add(i);
      }
    }
    for (int s = steps.size() - 1; s >= 0; s--) {
      var step = steps.get(s);
      var before = new TreeSet<Integer>();
      for (int column : needed) {
        int from = step.from(column);
        if (from >= 0) {
          before.add(from);
        }
      }
      step.columns().forEach(c -> before.add(c.index()));
      needed = before;
    }
    return needed.stream().map(i -> schema.fields().get(i).name()).toList();
  }

  /// Conditions of the filters that come before anything else.
  private static List<Condition> conditions(List<PlannedStep> steps) {
    var conditions = new ArrayList<Condition>();
    for (var step : steps) {
      if (step.tool().descriptor().mode() != ChunkProcessingMode.STATELESS
          || step.tool().needs().conditions().isEmpty()) {
        break;
      }
      conditions.addAll(step.tool().needs().conditions());
    }
    return conditions;
  }

  /// The order in which every scan of the run reads the input. A step that takes rows as they stand
  /// would see it too, so it may not come before the one that asks for it.
  private static List<String> order(StreamingDataSource source, List<PlannedStep> steps) {
    List<String> order = List.of();
    var asTheyStand = Optional.<String>empty();
    for (int s = 0; s < steps.size(); s++) {
      var wanted = steps.get(s).tool().needs().order();
      if (wanted.isEmpty()) {
        continue;
      }
      var name = steps.get(s).name();
      if (!source.abilities().contains(Ability.STABLE_ORDER)) {
        throw PipelineException.refused(
            "plan.order",
            name
                + ": needs rows in a fixed order, which "
                + source.description()
                + " does not have; write them to a file first");
      }
      if (wanted.get().isEmpty()) {
        asTheyStand = asTheyStand.or(() -> Optional.of(name));
      } else {
        var columns = origins(steps, s, wanted.get());
        if (order.isEmpty() && asTheyStand.isPresent()) {
          throw PipelineException.refused(
              "plan.order",
              name
                  + ": needs rows in order of "
                  + columns
                  + ", and "
                  + asTheyStand.get()
                  + " before it takes them as they stand in the input; give that step the order"
                  + " too, put it behind this one, or run them one after the other");
        }
        if (!order.isEmpty() && !order.equals(columns)) {
          throw PipelineException.refused(
              "plan.order",
              name
                  + ": needs rows in order of "
                  + columns
                  + ", an earlier step in order of "
                  + order
                  + "; run them one after the other");
        }
        if (source.abilities().contains(Ability.UNBOUNDED)) {
          throw PipelineException.refused(
              "plan.order",
              name
                  + ": needs rows in order of "
                  + columns
                  + ", and "
                  + source.description()
                  + " never ends, so it cannot be sorted; run it over what has been recorded");
        }
        order = columns;
      }
    }
    return order;
  }

  private static List<String> origins(List<PlannedStep> steps, int at, List<String> wanted) {
    var names = new ArrayList<String>();
    for (var name : wanted) {
      int column = steps.get(at).tool().needs().input().indexOf(name);
      for (int s = at - 1; s >= 0 && column >= 0; s--) {
        column = steps.get(s).from(column);
      }
      if (column < 0) {
        throw PipelineException.refused(
            "plan.order",
            steps.get(at).name()
                + ": needs rows in order of '"
                + name
                + "', which an earlier step makes; write the rows out first (--out) and run it on them");
      }
      names.add(steps.getFirst().tool().needs().input().fields().get(column).name());
    }
    return names;
  }

  private static void refuse(
      StreamingDataSource source, List<PlannedStep> steps, Schedule schedule) {
    boolean unbounded = source.abilities().contains(Ability.UNBOUNDED);
    for (var step : steps) {
      boolean whole =
          step.tool().descriptor().mode() == ChunkProcessingMode.BATCH_ACCUMULATE
              || step.tool().descriptor().mode() == ChunkProcessingMode.CUSTOM;
      if (unbounded && step.fit().isEmpty() && (step.role() == ToolRole.ESTIMATOR || whole)) {
        throw PipelineException.refused(
            "plan.unbounded",
            step.name()
                + ": needs all rows, and "
                + source.description()
                + " never ends; fit it on history by --fit-on FILE");
      }
      var rereads =
          step.fit()
              .filter(
                  f -> f.needs().passes() > 1 && !f.source().abilities().contains(Ability.REREAD));
      if (rereads.isPresent()) {
        throw PipelineException.refused(
            "plan.reread",
            step.name()
                + ": reads what it is fitted on several times, and "
                + rereads.get().source().description()
                + " can be read only once; write it to a file first");
      }
    }
    if (schedule.scans() > 1 && !source.abilities().contains(Ability.REREAD)) {
      throw PipelineException.refused(
          "plan.reread",
          "this reads its input "
              + schedule.scans()
              + " times, and "
              + source.description()
              + " can be read only once; write it to a file first");
    }
  }

  /// What could not be taken up.
  private void refuseCheckpoints(StreamingDataSource source, List<PlannedStep> steps) {
    var needed = Set.of(Ability.REREAD, Ability.STABLE_ORDER);
    var sources = new ArrayList<>(List.of(source));
    steps.forEach(step -> step.fit().ifPresent(fit -> sources.add(fit.source())));
    for (var one : sources) {
      if (!one.abilities().containsAll(needed) || one.abilities().contains(Ability.UNBOUNDED)) {
        throw PipelineException.refused(
            "plan.checkpoint",
            one.description()
                + " does not give the same rows in the same order when it is read again, so a run over it cannot be taken up; write it to a file first, or leave --checkpoint out");
      }
    }
  }

  private static void refuseGathering(
      StreamingDataSource source, List<PlannedStep> steps, PlannedStep step, MemoryPlan memory) {
    var descriptor = step.tool().descriptor();
    if (descriptor.mode() != ChunkProcessingMode.BATCH_ACCUMULATE
        || descriptor.overflow() != ToolDescriptor.Overflow.REFUSE
        || source.rows().isEmpty()
        || step.fit().isPresent()
        || steps.subList(0, steps.indexOf(step)).stream()
            .anyMatch(s -> s.role() == ToolRole.TRANSFORM)) {
      return;
    }
    long most = memory.gatherable(step.tool().needs().bytesPerRow());
    if (source.rows().getAsLong() > most) {
      throw PipelineException.refused(
          "plan.gather",
          step.name()
              + ": keeps something of each of the "
              + source.rows().getAsLong()
              + " rows, and only "
              + most
              + " fit into memory; give more by --memory, or filter or sample the rows first");
    }
  }
}
