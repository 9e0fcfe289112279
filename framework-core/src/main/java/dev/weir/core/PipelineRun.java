package dev.weir.core;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.ChunkProcessingContext.Stage;
import dev.weir.api.Column;
import dev.weir.api.Completeness;
import dev.weir.api.CustomPipeline;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.RowWriter;
import dev.weir.api.Schema;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.api.ToolRole;
import dev.weir.api.Transform;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.run.Gathered;
import dev.weir.core.run.Link;
import dev.weir.core.run.Preview;
import dev.weir.core.run.RunControl;
import dev.weir.core.run.ScanLauncher;
import dev.weir.core.run.ScanLauncher.Reading;
import dev.weir.core.run.SkipSet;
import dev.weir.core.run.WriteRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Carries out a plan: scans the input as often as the steps need, each scan up to the first
/// estimator that is not yet fitted, all steps before it that are not done sharing it. Used by one
/// thread.
final class PipelineRun implements AutoCloseable {
  /// What is known of a step while the run goes on.
  private static final class Progress {
    final PlannedStep step;
    final LongAdder nanos = new LongAdder();
    @Nullable Object seed;
    int pass;
    @Nullable PipelineResult result;
    @Nullable Transform<?> transformer;
    Completeness completeness = Completeness.COMPLETE;
    long rowsUsed;

    Progress(PlannedStep step) {
      this.step = step;
    }
  }

  private static final String ROWS = "rows";

  private final Planner planner;
  private final PlannedRun plan;
  private final StreamingConfig config;
  private final RunControl control;
  private final RunReport report;
  private final MemoryLedger ledger;
  private final ScanLauncher launcher;
  private final SkipSet skip;
  private final CompletableFuture<String> fingerprint;
  private final List<Progress> steps = new ArrayList<>();
  private @Nullable RowWriter writer;
  private boolean rowsDone;
  private boolean committed;
  private @Nullable PipelineResult preview;
  private long rowsRead;
  private long rowsScanned;
  private int scans;

  PipelineRun(
      Planner planner,
      PlannedRun plan,
      StreamingConfig config,
      RunControl control,
      RunReport report) {
    this.planner = planner;
    this.plan = plan;
    this.config = config;
    this.control = control;
    this.report = report;
    this.ledger = new MemoryLedger(plan.memory().ledger());
    this.launcher = new ScanLauncher(config.threads(), ledger, control);
    this.skip = new SkipSet(plan.source(), config.errorBudget());
    var future = new CompletableFuture<String>();
    Thread.ofPlatform()
        .name("weir-fingerprint")
        .daemon()
        .start(() -> complete(future, plan.source()));
    this.fingerprint = future;
    plan.steps().forEach(step -> steps.add(new Progress(step)));
    rowsDone = !plan.showsRows();
  }

  private static void complete(CompletableFuture<String> future, StreamingDataSource source) {
    try {
      future.complete(source.fingerprint());
    } catch (RuntimeException e) {
      future.completeExceptionally(e);
    }
  }

  /// Runs to the end, or to where the run was told to stop.
  RunResult execute() {
    try {
      for (var progress : steps) {
        fitElsewhere(progress);
      }
      while (control.stopped() == null && advance()) {
        bindRest();
      }
    } catch (PipelineException e) {
      // A tool that asks whether to go on ends by the very reason for which the run stops.
      if (e != control.stopped()) {
        throw e;
      }
    }
    if (writer != null && control.stopped() == null) {
      writer.commit();
      committed = true;
    }
    return result();
  }

  private void bindRest() {
    if (steps.size() == plan.pipeline().steps().size() || steps.getLast().transformer == null) {
      return;
    }
    var last = steps.getLast();
    var estimator = (dev.weir.api.Estimator) last.step.tool().pipeline();
    var schema = estimator.emits(java.util.Objects.requireNonNull(last.result));
    for (var step : plan.pipeline().steps().subList(steps.size(), plan.pipeline().steps().size())) {
      var bound = planner.bind(step, schema, plan.limits());
      steps.add(new Progress(bound));
      fitElsewhere(steps.getLast());
      if (bound.tool().needs().outputAfterFit()) {
        return;
      }
      schema = bound.output();
    }
    rowsDone = steps.getLast().step.role() == ToolRole.ANALYSIS && plan.writer().isEmpty();
  }

  /// Fits an estimator on rows that do not flow through it.
  private void fitElsewhere(Progress progress) {
    if (progress.step.fit().isEmpty() || control.stopped() != null) {
      return;
    }
    var fit = progress.step.fit().get();
    var columns = fit.columns().stream().map(Column::name).toList();
    var reading = reading(fit.source(), columns, List.of(), List.of());
    var others = new SkipSet(fit.source(), config.errorBudget());
    if (fit.pipeline() instanceof CustomPipeline custom) {
      fitted(
          progress,
          launcher.custom(
              custom, reading, List.of(), others, progress.step.name(), fit.source().schema()));
      return;
    }
    while (progress.result == null && control.stopped() == null) {
      var link = fold(progress, fit.pipeline(), fit.needs(), fit.columns(), Stage.PREPROCESSING);
      var outcome =
          launcher.scan(
              reading,
              List.of(link),
              others,
              rows -> report.progress(scans, rows, fit.source().rows()),
              report.early(false));
      rowsScanned += outcome.rows();
      if (outcome.complete()) {
        take(progress, outcome.folded().getFirst(), link);
      }
    }
  }

  private void fitted(Progress progress, PipelineResult model) {
    progress.result = model;
    progress.transformer = progress.step.transformer(model);
  }

  private void take(Progress progress, ScanLauncher.Folded folded, Link link) {
    progress.rowsUsed = link.rows().sum();
    if (folded.seed().isPresent()) {
      progress.seed = folded.seed().get();
      progress.pass++;
    } else if (folded.result().isPresent()) {
      if (progress.step.role() == ToolRole.ESTIMATOR) {
        fitted(progress, folded.result().get());
      } else {
        progress.result = folded.result().get();
      }
    }
  }

  /// One scan, with all that can share it; false if nothing is left to do.
  private boolean advance() {
    var links = new ArrayList<Link>();
    var folding = new ArrayList<Progress>();
    boolean end = true;
    for (int s = 0; s < steps.size() && end; s++) {
      var progress = steps.get(s);
      var step = progress.step;
      if (step.role() == ToolRole.TRANSFORM || progress.transformer != null) {
        links.add(transform(progress, stage(s)));
        folding.add(progress);
      } else if (progress.result == null) {
        if (step.pipeline() instanceof CustomPipeline custom) {
          runItself(progress, custom, transformsOf(links));
          return true;
        }
        links.add(fold(progress, step.pipeline(), step.tool().needs(), step.columns(), stage(s)));
        folding.add(progress);
        end = step.role() != ToolRole.ESTIMATOR;
      }
    }
    end &= steps.size() == plan.pipeline().steps().size();
    boolean rows = end && !rowsDone;
    if (links.stream().allMatch(l -> l.pipeline() instanceof Transform<?>) && !rows) {
      return false;
    }
    if (rows) {
      addRowLinks(links);
    }
    scan(links, folding, rows);
    return true;
  }

  private static List<Link> transformsOf(List<Link> links) {
    return links.stream().filter(l -> l.pipeline() instanceof Transform<?>).toList();
  }

  private void runItself(Progress progress, CustomPipeline custom, List<Link> before) {
    scans += progress.step.tool().needs().passes();
    var reading = mainReading();
    var input = progress.step.tool().needs().input();
    var result = launcher.custom(custom, reading, before, skip, progress.step.name(), input);
    if (progress.step.role() == ToolRole.ESTIMATOR) {
      fitted(progress, result);
    } else {
      progress.result = result;
      report.finished(
          this,
          progress.step,
          result,
          Completeness.COMPLETE,
          progress.rowsUsed,
          progress.nanos.sum());
    }
  }

  private void scan(List<Link> links, List<Progress> folding, boolean rows) {
    scans++;
    int number = scans;
    var outcome =
        launcher.scan(
            mainReading(),
            links,
            skip,
            read -> report.progress(number, read, plan.source().rows()),
            report.early(config.snapshotEvery().isPresent()));
    rowsScanned += outcome.rows();
    rowsRead = outcome.complete() ? plan.source().rows().orElse(outcome.rows()) : outcome.rows();
    for (int i = 0; i < links.size(); i++) {
      var link = links.get(i);
      var folded = outcome.folded().get(i);
      if (i >= folding.size()) {
        folded
            .result()
            .filter(_ -> link.pipeline() instanceof Preview)
            .ifPresent(result -> preview = result);
        continue;
      }
      var progress = folding.get(i);
      progress.rowsUsed = link.rows().sum();
      if (link.pipeline() instanceof Transform<?>) {
        continue;
      }
      progress.completeness = outcome.complete() ? Completeness.COMPLETE : Completeness.PARTIAL;
      boolean usable =
          outcome.complete() || (progress.step.role() == ToolRole.ANALYSIS && progress.pass == 0);
      if (usable) {
        take(progress, folded, link);
        if (progress.result != null) {
          report.finished(
              this,
              progress.step,
              progress.result,
              progress.completeness,
              progress.rowsUsed,
              progress.nanos.sum());
        }
      }
    }
    rowsDone |= rows;
  }

  private Stage stage(int step) {
    for (int s = step; s < steps.size(); s++) {
      if (steps.get(s).step.role() == ToolRole.ANALYSIS) {
        return s == step ? Stage.ANALYSIS : Stage.PREPROCESSING;
      }
    }
    boolean after =
        steps.subList(0, step).stream().anyMatch(p -> p.step.role() == ToolRole.ANALYSIS);
    return after ? Stage.POSTPROCESSING : Stage.PREPROCESSING;
  }

  private Link transform(Progress progress, Stage stage) {
    var step = progress.step;
    var transformer = progress.transformer;
    var pipeline = transformer == null ? (StreamingAwarePipeline<?>) step.pipeline() : transformer;
    var needs = step.tool().needs();
    boolean fitted = transformer != null && step.fit().isEmpty();
    boolean template = needs.outputAfterFit() && progress.result != null;
    var output =
        template
            ? ((dev.weir.api.Estimator) step.tool().pipeline())
                .emits(java.util.Objects.requireNonNull(progress.result))
            : step.output();
    long fixed = transformer == null ? needs.fixedBytes() : 0;
    double perRow = transformer == null ? needs.bytesPerRow() : 0;
    return new Link(
        step.name(),
        stage,
        pipeline,
        null,
        0,
        step.columns(),
        output,
        fitted,
        fixed,
        perRow,
        new LongAdder(),
        progress.nanos);
  }

  private Link fold(
      Progress progress,
      AnalysisPipeline pipeline,
      Needs needs,
      List<Column> columns,
      Stage stage) {
    var step = progress.step;
    var descriptor = step.tool().descriptor();
    StreamingAwarePipeline<?> folding;
    long fixed = needs.fixedBytes();
    double perRow = needs.bytesPerRow();
    if (pipeline instanceof StreamingAwarePipeline<?> streaming) {
      folding = streaming;
    } else {
      perRow = Planner.gatherBytesPerRow(needs, columns);
      long most = plan.memory().gatherable(fixed, perRow);
      folding =
          new Gathered(
              step.name(), pipeline, needs.input(), most, descriptor.overflow(), config.seed());
    }
    return new Link(
        step.name(),
        stage,
        folding,
        progress.seed,
        progress.pass,
        columns,
        needs.input(),
        false,
        fixed,
        perRow,
        new LongAdder(),
        progress.nanos);
  }

  private void addRowLinks(List<Link> links) {
    var last = steps.isEmpty() ? null : steps.getLast().step;
    var schema =
        links.stream()
            .filter(l -> l.pipeline() instanceof Transform<?>)
            .reduce((_, b) -> b)
            .map(Link::output)
            .orElse(plan.source().schema());
    if (last == null || last.role() != ToolRole.ANALYSIS) {
      links.add(rowLink(new Preview(schema), schema));
    }
    if (plan.writer().isPresent()) {
      var target = plan.pipeline().out().orElseThrow();
      var opened = plan.writer().get().write(target, schema, plan.limits());
      writer = opened;
      links.add(rowLink(new WriteRows(opened), schema));
    }
  }

  private static Link rowLink(StreamingAwarePipeline<?> pipeline, Schema schema) {
    return new Link(
        ROWS,
        Stage.POSTPROCESSING,
        pipeline,
        null,
        0,
        schema.columns().toList(),
        schema,
        false,
        0,
        0,
        new LongAdder(),
        new LongAdder());
  }

  private Reading mainReading() {
    return reading(plan.source(), plan.columns(), plan.conditions(), plan.order());
  }

  private Reading reading(
      StreamingDataSource source,
      List<String> columns,
      List<dev.weir.api.Condition> conditions,
      List<String> order) {
    var memory = plan.memory();
    var scan =
        new Scan(
            columns,
            conditions,
            order,
            0,
            memory.chunkRows(),
            memory.chunkBytes(),
            config.blockRows());
    return new Reading(source, scan, memory.chunkReserve(), memory.chunkCost(), memory.maxBlocks());
  }

  private RunResult result() {
    var results = new ArrayList<dev.weir.api.StreamingPipelineResult>();
    for (var progress : steps) {
      boolean last = progress == steps.getLast();
      var own = progress.result;
      boolean rowsOnly = progress.step.role() == ToolRole.TRANSFORM;
      var shown = last ? preview : null;
      if ((own == null && !rowsOnly)
          || (rowsOnly && last && shown == null && plan.writer().isEmpty())) {
        continue;
      }
      var result = own == null ? PipelineResult.EMPTY : own;
      if (shown != null) {
        result =
            result
                .withTable(ROWS, shown.table(ROWS))
                .withValue(ROWS, shown.value(ROWS, Long.class));
      }
      results.add(
          report.step(
              this,
              progress.step,
              result,
              progress.completeness,
              progress.rowsUsed,
              progress.nanos.sum()));
    }
    var shown = preview;
    if (steps.isEmpty() && shown != null) {
      results.add(report.rows(this, shown));
    }
    return report.run(this, results);
  }

  MemoryLedger ledger() {
    return ledger;
  }

  SkipSet skip() {
    return skip;
  }

  ScanLauncher launcher() {
    return launcher;
  }

  PlannedRun plan() {
    return plan;
  }

  long rowsRead() {
    return rowsRead;
  }

  long rowsScanned() {
    return rowsScanned;
  }

  Optional<PipelineException> stopped() {
    return Optional.ofNullable(control.stopped());
  }

  /// The source's content, named; waits for it.
  String fingerprint() {
    try {
      return fingerprint.join();
    } catch (java.util.concurrent.CompletionException e) {
      if (e.getCause() instanceof PipelineException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /// Seconds of each step's stage, summed over threads.
  void addStages(java.util.Map<String, Double> stages) {
    for (int s = 0; s < steps.size(); s++) {
      stages.merge(
          stage(s).name().toLowerCase(java.util.Locale.ROOT),
          steps.get(s).nanos.sum() / 1e9,
          Double::sum);
    }
  }

  boolean committed() {
    return committed;
  }

  @Override
  public void close() {
    try {
      if (writer != null) {
        writer.close();
      }
    } finally {
      launcher.close();
      fingerprint.cancel(true);
    }
  }
}
