package dev.weir.core;

import dev.weir.api.Completeness;
import dev.weir.api.CompositionMetadata;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingPipelineResult;
import dev.weir.api.ToolRole;
import dev.weir.core.run.ScanLauncher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Writes what the run says beside the tools' own words, and tells the listener.
final class RunReport {
  private static final long PROGRESS_NANOS = 100_000_000;

  private final Catalogue catalogue;
  private final StreamingConfig config;
  private final RunListener listener;
  private final LongSupplier nanos;
  private final long start;
  private final AtomicLong nextProgress;
  private int plannedScans = 1;
  private java.util.function.Supplier<Long> reserved = () -> 0L;
  private ScanLauncher.Early early;

  /// @param nanos the time, for progress, early results and seconds
  RunReport(Catalogue catalogue, StreamingConfig config, RunListener listener, LongSupplier nanos) {
    this.catalogue = catalogue;
    this.config = config;
    this.listener = listener;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.nextProgress = new AtomicLong(start);
    this.early = never();
  }

  void begin(PipelineRun run) {
    plannedScans = run.plan().schedule().scans();
    reserved = () -> run.ledger().status().reserved();
    var tools = new LinkedHashMap<String, String>();
    run.plan().pipeline().steps().forEach(s -> tools.put(s.name(), s.tool()));
    early = new EarlyResults(config.snapshotEvery(), nanos, listener, tools, grid(run.plan()));
  }

  private double seconds() {
    return (nanos.getAsLong() - start) / 1e9;
  }

  /// @param counted rows of the source as an earlier scan found them, if one was whole
  void progress(int scan, long rows, StreamingDataSource source, OptionalLong counted) {
    long now = nanos.getAsLong();
    long due = nextProgress.get();
    if (now >= due && nextProgress.compareAndSet(due, now + PROGRESS_NANOS)) {
      var known = source.rows().isPresent() ? source.rows() : counted;
      var total = known.isPresent() ? known : source.estimatedRows();
      synchronized (listener) {
        listener.progress(
            new RunListener.Progress(
                scan,
                Math.max(scan, plannedScans),
                rows,
                total,
                known.isEmpty(),
                reserved.get(),
                seconds()));
      }
    }
  }

  /// Early results of a scan over the input, if they are wanted at all.
  ScanLauncher.Early early() {
    return early;
  }

  /// None, for rows that a step is only fitted on.
  ScanLauncher.Early never() {
    return new EarlyResults(Optional.empty(), nanos, listener, Map.of(), Map.of());
  }

  void finished(PipelineRun run, StepProgress progress, PipelineResult result) {
    synchronized (listener) {
      listener.finished(step(run, progress, result));
    }
  }

  StreamingPipelineResult step(PipelineRun run, StepProgress progress, PipelineResult result) {
    var step = progress.step;
    var tables = new LinkedHashMap<String, Schema>();
    result.tables().forEach((name, table) -> tables.put(name, table.schema()));
    if (step.role() != ToolRole.ANALYSIS) {
      tables.put("rows", progress.output());
    }
    var metrics = new TreeMap<String, Double>();
    metrics.put("seconds", progress.nanos.sum() / 1e9);
    run.launcher()
        .metrics()
        .forEach((name, figure) -> {
          if (name.startsWith(step.name() + ".")) {
            metrics.put(name.substring(step.name().length() + 1), figure);
          }
        });
    var lineage = new LinkedHashMap<>(grid(run));
    lineage.put("tool", step.step().tool());
    lineage.put("plugin", catalogue.origin(step.step().tool()));
    lineage.put("options", step.tool().options().toString());
    var covered = progress.covered == null ? run.course().covered() : progress.covered;
    return new StreamingPipelineResult(
        step.name(),
        step.step().tool(),
        result,
        progress.completeness,
        covered.rows(),
        progress.rowsUsed,
        run.skip().size(covered.before()),
        run.skip().first(covered.before()),
        composition(tables),
        lineage,
        metrics,
        progress.completeness == Completeness.COMPLETE ? Optional.empty() : token(run));
  }

  private static Optional<String> token(PipelineRun run) {
    return run.checkpoints().map(c -> c.directory().toString());
  }

  /// The rows of a pipeline without steps.
  StreamingPipelineResult rows(PipelineRun run, PipelineResult result) {
    return new StreamingPipelineResult(
        "rows",
        "rows",
        result,
        Completeness.COMPLETE,
        run.course().rowsRead(),
        run.course().rowsRead() - run.skip().size(),
        run.skip().size(),
        run.skip().first(),
        composition(Map.of("rows", run.plan().source().schema())),
        grid(run),
        Map.of(),
        Optional.empty());
  }

  private CompositionMetadata composition(Map<String, Schema> tables) {
    var accepted = new LinkedHashMap<String, List<String>>();
    tables.forEach((name, schema) -> accepted.put(name, catalogue.accepting(schema)));
    return new CompositionMetadata(tables, accepted);
  }

  private Map<String, String> grid(PipelineRun run) {
    var lineage = grid(run.plan());
    var changes = run.launcher().sizes().changes();
    if (!changes.isEmpty()) {
      lineage.put("smallerChunks", String.join("; ", changes));
    }
    return lineage;
  }

  private Map<String, String> grid(PlannedRun plan) {
    var lineage = new LinkedHashMap<String, String>();
    lineage.put("source", plan.source().description());
    lineage.put("seed", Long.toString(config.seed()));
    lineage.put("chunkRows", Integer.toString(plan.memory().chunkRows()));
    lineage.put("chunkBytes", Long.toString(plan.memory().chunkBytes()));
    lineage.put("blockRows", Long.toString(config.blockRows()));
    lineage.put("columns", String.join(",", plan.columns()));
    lineage.put("order", plan.order().isEmpty() ? "position" : String.join(",", plan.order()));
    return lineage;
  }

  RunResult run(PipelineRun run, List<StreamingPipelineResult> steps) {
    var lineage = new LinkedHashMap<>(grid(run));
    run.fingerprint().ifPresent(print -> lineage.put("fingerprint", print));
    var stopped = run.course().stopped();
    lineage.put("weir", version());
    lineage.put("java", Runtime.version().toString());
    int number = 1;
    for (var step : run.plan().pipeline().steps()) {
      lineage.put("step " + number++, described(step, catalogue));
    }
    var stages = new LinkedHashMap<String, Double>();
    stages.put("data_ingestion", run.launcher().readSeconds());
    run.addStages(stages);
    var counts = new TreeMap<String, Long>();
    run.launcher().metrics().forEach((name, sum) -> counts.put(name, sum.longValue()));
    double seconds = seconds();
    var metrics =
        new RunResult.Metrics(
            run.course().scans(),
            seconds,
            run.ledger().status().peak(),
            run.spilledBytes(),
            run.course().rowsScanned(),
            run.checkpoints().map(RunCheckpoints::written).orElse(0),
            run.checkpoints().map(RunCheckpoints::seconds).orElse(0.0),
            run.course().rowsScanned() / Math.max(seconds, 1e-9),
            stages,
            run.ledger().pressure().counts(),
            counts,
            run.cacheUse());
    long skipped = run.skip().size(run.course().covered().before());
    return new RunResult(
        stopped.isPresent() ? Completeness.PARTIAL : Completeness.COMPLETE,
        stopped,
        run.course().rowsRead(),
        run.course().rowsRead() - skipped,
        skipped,
        run.skip().first(run.course().covered().before()),
        run.recovered(),
        run.rowsAfter(),
        steps,
        lineage,
        metrics,
        stopped.isEmpty() ? Optional.empty() : token(run),
        run.files());
  }

  /// A step in words: name, tool, options, groups, rows that it is fitted on, origin and version.
  static String described(Step step, Catalogue catalogue) {
    return step.name()
        + ": "
        + step.tool()
        + " "
        + step.options()
        + (step.by().isEmpty() ? "" : " by " + step.by())
        + step.fitOn().map(i -> " fitted on " + i).orElse("")
        + " ("
        + catalogue.origin(step.tool())
        + ")";
  }

  private static String version() {
    var descriptor = RunReport.class.getModule().getDescriptor();
    return descriptor == null
        ? "unknown"
        : descriptor.version().map(Object::toString).orElse("unknown");
  }
}
