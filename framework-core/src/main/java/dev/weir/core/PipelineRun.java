package dev.weir.core;

import dev.weir.api.Completeness;
import dev.weir.api.CustomPipeline;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.ToolRole;
import dev.weir.api.Transform;
import dev.weir.core.checkpoint.FrameInput;
import dev.weir.core.checkpoint.FrameOutput;
import dev.weir.core.keys.HashKeyTable;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.memory.Pressure;
import dev.weir.core.run.Bytes;
import dev.weir.core.run.Errors;
import dev.weir.core.run.Link;
import dev.weir.core.run.Preview;
import dev.weir.core.run.RunControl;
import dev.weir.core.run.Saving;
import dev.weir.core.run.ScanLauncher;
import dev.weir.core.run.SkipSet;
import dev.weir.core.run.SortedSource;
import dev.weir.core.run.WriteRows;
import dev.weir.core.spill.SpillSpace;
import dev.weir.core.spill.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Carries out a plan: scans the input as often as the steps need, each scan up to the first
/// estimator that is not yet fitted, all steps before it that are not done sharing it. Used by one
/// thread.
final class PipelineRun implements RunCheckpoints.State, AutoCloseable {
  static final String ROWS = "rows";

  private final Planner planner;
  private final PlannedRun plan;

  /// The main input, in the order that the steps need.
  private final StreamingDataSource input;

  private final StreamingConfig config;
  private final RunControl control;
  private final RunReport report;
  private final SpillSpace space;
  private final Workspace workspace;
  private final TableFiles files;
  private final ScanLauncher launcher;
  private final SkipSet skip;
  private final MemoryLedger.Account skipAccount;
  private final Errors errors;
  private final InputContent content;
  private final KeptModels models;
  private final List<StepProgress> steps = new ArrayList<>();
  private final LinkMaker links;
  private final @Nullable RunCheckpoints checkpoints;
  private final RowSink sink;
  private @Nullable Rejects rejects;
  private boolean rowsDone;
  private @Nullable PipelineResult preview;
  private final RunCourse course;
  private final Readings readings;

  /// @param checkpoints saves where the run stands; null: nowhere
  PipelineRun(
      Planner planner,
      PlannedRun plan,
      RunDirectory directory,
      StreamingConfig config,
      RunControl control,
      RunReport report,
      RunCache cache,
      boolean waited,
      @Nullable RunCheckpoints checkpoints) {
    this.checkpoints = checkpoints;
    this.planner = planner;
    this.plan = plan;
    this.config = config;
    this.control = control;
    this.report = report;
    this.space = new SpillSpace(directory.path(), plan.spillBytes());
    var ledger = new MemoryLedger(plan.memory().ledger(), plan.memory().growth());
    if (waited) {
      ledger.pressure().count(Pressure.Act.WAITED_FOR_CAP);
    }
    cache.releaseUnder(ledger.pressure());
    this.workspace = new Workspace(ledger, space);
    this.input =
        plan.order().isEmpty()
            ? plan.source()
            : new SortedSource(
                plan.source(),
                plan.order(),
                workspace,
                rows -> report.progress(0, rows, plan.source(), OptionalLong.empty()));
    this.files = new TableFiles(workspace, directory, this::clearCheckpoints);
    this.errors = new Errors(config.errorPolicy());
    this.course = new RunCourse(plan.source(), control, errors);
    this.readings = new Readings(plan, input, config.blockRows());
    this.launcher = new ScanLauncher(config.threads(), workspace, control, errors);
    this.skipAccount = ledger.account("what is known of rows set aside");
    this.skip = new SkipSet(input, config.errorPolicy().budget(), skipAccount);
    this.content = new InputContent(plan.source(), cache.fingerprint(), control);
    this.models = new KeptModels(cache.fits(plan, workspace), skip, this::content);
    this.links = new LinkMaker(plan, config, steps);
    this.sink = new RowSink(plan, checkpoints);
    plan.steps().forEach(step -> steps.add(progress(step)));
    rowsDone = !plan.showsRows();
  }

  private StepProgress progress(PlannedStep step) {
    return new StepProgress(step, workspace.ledger(), this::roomForModel);
  }

  /// An equal share, for each estimator that is not yet fitted, of what models may still hold.
  private long roomForModel() {
    long left = plan.memory().forModels() - workspace.ledger().status().reserved();
    long unfitted =
        steps.stream()
            .filter(s -> s.step.role() == ToolRole.ESTIMATOR && s.transformer == null)
            .count();
    return Math.max(0, left) / Math.max(1, unfitted);
  }

  private void clearCheckpoints() {
    if (checkpoints != null && control.stopped() == null) {
      checkpoints.clear();
    }
  }

  /// Begins the checkpoints; a run that is taken up goes on where the newest one stands.
  ///
  /// @throws PipelineException REFUSED if that is of another run
  void begin(RunIdentity identity, boolean resume) {
    if (checkpoints == null) {
      return;
    }
    var stream = checkpoints.begin(identity, this, workspace, resume);
    if (stream.isPresent()) {
      try {
        restore(stream.get(), checkpoints);
      } catch (PipelineException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        throw checkpoints.unreadable(e);
      }
    }
  }

  /// A run that is stopped before the content of its input is known cannot be saved: a checkpoint
  /// says of which content it is.
  @Override
  public boolean prepare() {
    if (content.fingerprint().isEmpty()) {
      return false;
    }
    sink.prepare();
    return true;
  }

  @Override
  public void save(FrameOutput stream) throws IOException {
    var out = Bytes.to(stream);
    course.save(out);
    out.integer(rowsDone ? 1 : 0);
    skip.save(out);
    errors.save(out);
    launcher.sizes().save(out);
    StepProgress.save(preview, stream);
    sink.save(out);
    out.integer(steps.size());
    for (var progress : steps) {
      progress.save(stream);
    }
  }

  private void restore(FrameInput stream, RunCheckpoints from) throws IOException {
    var in = Bytes.from(stream, workspace, HashKeyTable.in(workspace, "a restored key table"));
    course.restore(in);
    boolean rows = in.integer() != 0;
    skip.restore(in);
    errors.restore(in);
    launcher.sizes().restore(in);
    preview = StepProgress.restored(stream, in, workspace, "the first rows");
    sink.restore(in);
    long count = in.integer();
    for (int i = 0; i < count; i++) {
      if (i == steps.size()) {
        bindRest();
      }
      steps.get(i).restore(stream, in, workspace, config.errorPolicy().budget(), from.directory());
    }
    rowsDone = rows;
    if (in.integer() == 0) {
      from.nothingResumed();
    }
  }

  /// Runs to the end, or to where the run was told to stop.
  RunResult execute() {
    try {
      if (plan.rejects().isPresent()) {
        rejects = new Rejects(plan, launcher);
      }
      fitElsewhere();
      bindAndFitRest();
      while (course.goesOn() && advance()) {
        saveBetweenScans();
        bindAndFitRest();
      }
      if (rejects != null && course.goesOn()) {
        writeRejects(rejects);
      }
      if (course.goesOn()) {
        sink.finish(rowSchema(), control::check);
      }
    } catch (PipelineException e) {
      // A tool that asks whether to go on ends by the very reason for which the run stops.
      if (e != control.stopped()) {
        course.end(e);
      }
    }
    saveStopped();
    if (rejects != null && course.goesOn()) {
      rejects.commit();
    }
    if (course.goesOn() && isAsPlanned()) {
      steps.forEach(models::keep);
    }
    var result = new RunResults(this, steps, preview, report).whole();
    if (result.steps().isEmpty()) {
      course.throwFailure();
    }
    return result;
  }

  /// True if chunks were of the planned size all the time, so that the same run would give the same
  /// bits again.
  boolean isAsPlanned() {
    return launcher.sizes().changes().isEmpty();
  }

  private void saveBetweenScans() {
    if (checkpoints != null && course.goesOn()) {
      checkpoints.betweenScans();
    }
  }

  /// A scan that is told to stop saves itself; this saves a run that is between two of them.
  private void saveStopped() {
    if (checkpoints != null && course.isStoppedBetweenScans()) {
      checkpoints.stopped();
    }
  }

  private void bindAndFitRest() {
    bindRest();
    fitElsewhere();
  }

  private void fitElsewhere() {
    steps.forEach(this::fitElsewhere);
  }

  private void bindRest() {
    steps.forEach(this::recall);
    if (steps.size() == plan.pipeline().steps().size() || steps.getLast().transformer == null) {
      return;
    }
    var schema = steps.getLast().output();
    for (var step : plan.pipeline().steps().subList(steps.size(), plan.pipeline().steps().size())) {
      var bound = planner.bind(step, schema, plan.limits());
      steps.add(progress(bound));
      if (bound.tool().needs().outputAfterFit()) {
        bindRest();
        return;
      }
      schema = bound.output();
    }
    rowsDone = steps.getLast().analyses() && plan.writer().isEmpty();
  }

  private void recall(StepProgress progress) {
    if (control.stopped() == null) {
      models.recall(progress);
    }
  }

  /// The source's content, named; waits for it.
  ///
  /// @throws PipelineException why the run is to stop, if it is before that is known
  String content() {
    return content.fingerprint().orElseThrow(() -> course.stopped().orElseThrow());
  }

  /// Fits an estimator on rows that do not flow through it; errors name those rows.
  private void fitElsewhere(StepProgress progress) {
    recall(progress);
    if (progress.step.fit().isEmpty() || progress.result != null || control.stopped() != null) {
      return;
    }
    var fit = progress.step.fit().get();
    try {
      fitOn(progress, fit);
    } catch (PipelineException e) {
      var step = progress.step;
      throw e == control.stopped()
          ? e
          : PlannedStep.fitting(step.tool().descriptor(), step.step(), fit.name(), e);
    }
    saveBetweenScans();
  }

  private void fitOn(StepProgress progress, PlannedStep.Fit fit) {
    var others = progress.others(fit, config.errorPolicy().budget(), ledger());
    fitOnRows(progress, fit, others);
    if (others.size() > 0) {
      var first = others.first().getFirst();
      progress.notFitted =
          (others.size() == 1 ? "1 row of " : others.size() + " rows of ")
              + fit.name()
              + " set aside, the first of them "
              + fit.source().place(first.position())
              + ": "
              + first.reason();
    }
    if (rejects == null && progress.result != null) {
      progress.closeOthers();
    }
  }

  /// The rows set aside are written at the end, from what is known of them then: so a run that is
  /// taken up has nothing of the file to go on with.
  private void writeRejects(Rejects file) {
    for (var progress : steps) {
      var others = progress.others;
      if (others != null) {
        file.add(readings.of(progress.step.fit().orElseThrow()), others.rows());
      }
    }
    file.add(readings.main(), skip);
  }

  private void fitOnRows(StepProgress progress, PlannedStep.Fit fit, SkipSet others) {
    var reading = readings.of(fit);
    if (fit.pipeline() instanceof CustomPipeline custom) {
      var name = progress.step.name();
      progress.finish(
          launcher
              .custom(
                  custom,
                  reading,
                  List.of(),
                  others,
                  name,
                  fit.source().schema(),
                  fit.needs().fixedBytes())
              .result());
      return;
    }
    while (progress.result == null && control.stopped() == null) {
      course.beginFit();
      var link = links.fold(progress, fit);
      var outcome =
          launcher.scan(
              reading,
              List.of(link),
              others,
              rows -> report.progress(course.scans(), rows, fit.source(), OptionalLong.empty()),
              report.never(),
              saving());
      course.scanned(outcome);
      if (outcome.failure().isPresent()) {
        throw outcome.failure().get();
      }
      if (outcome.complete()) {
        progress.take(outcome.folded().getFirst(), link);
        course.endFit();
      }
      if (progress.result == null) {
        saveBetweenScans();
      }
    }
  }

  /// One scan, with all that can share it; false if nothing is left to do.
  private boolean advance() {
    var chain = new ArrayList<Link>();
    var inChain = new ArrayList<StepProgress>();
    boolean end = steps.size() == plan.pipeline().steps().size();
    for (int s = 0; s < steps.size(); s++) {
      var progress = steps.get(s);
      if (progress.transforms()) {
        chain.add(links.transform(s));
        inChain.add(progress);
      } else if (progress.result == null) {
        if (progress.step.pipeline() instanceof CustomPipeline custom) {
          runItself(progress, custom, chain.stream().filter(PipelineRun::transforms).toList());
          return true;
        }
        chain.add(links.fold(s));
        inChain.add(progress);
        if (!progress.analyses()) {
          end = false;
          break;
        }
      }
    }
    boolean rows = end && !rowsDone;
    if (chain.stream().allMatch(PipelineRun::transforms) && !rows) {
      return false;
    }
    if (rows) {
      addRowLinks(chain);
    }
    rowsDone |= scan(chain, inChain) && rows;
    return true;
  }

  private Saving saving() {
    return checkpoints == null ? Saving.NONE : checkpoints;
  }

  private static boolean transforms(Link link) {
    return link.pipeline() instanceof Transform<?>;
  }

  /// Nobody knows where such a tool stands: a run that ends meanwhile begins it anew.
  private void runItself(StepProgress progress, CustomPipeline custom, List<Link> before) {
    var needs = progress.step.tool().needs();
    var outcome =
        launcher.custom(
            custom,
            readings.main(),
            before,
            skip,
            progress.step.name(),
            needs.input(),
            needs.fixedBytes());
    course.readItself(needs.passes(), outcome.rowsRead());
    progress.rowsUsed = outcome.rowsUsed();
    progress.rowsAfter = outcome.rowsUsed();
    progress.finish(outcome.result());
    tell(progress);
  }

  /// Scans; false if the same scan is to be made once more.
  private boolean scan(List<Link> chain, List<StepProgress> inChain) {
    int number = course.beginScan();
    var outcome =
        launcher.scan(
            readings.main(),
            chain,
            skip,
            read -> report.progress(number, read, plan.source(), course.counted()),
            report.early(),
            saving());
    course.endScan(outcome, plan.conditions().isEmpty());
    if (outcome.again()) {
      return false;
    }
    for (int i = 0; i < chain.size(); i++) {
      var link = chain.get(i);
      var folded = outcome.folded().get(i);
      if (i < inChain.size()) {
        take(inChain.get(i), link, folded, outcome);
      } else if (link.pipeline() instanceof Preview) {
        preview = folded.result().orElseThrow();
      }
    }
    course.taken(outcome);
    return true;
  }

  /// A pass that was cut short still answers, if it was an analysis's first; a fit of some rows is
  /// no fit.
  private void take(
      StepProgress progress, Link link, ScanLauncher.Folded folded, ScanLauncher.Outcome outcome) {
    progress.rowsUsed = link.rows().sum();
    progress.rowsAfter = transforms(link) ? link.emitted().sum() : progress.rowsUsed;
    if (transforms(link)) {
      return;
    }
    boolean failed = outcome.failure().isPresent();
    progress.completeness = folded.whole() ? Completeness.COMPLETE : Completeness.PARTIAL;
    boolean part =
        progress.analyses() && progress.pass == 0 && (!failed || folded.coverage().rows() > 0);
    if (folded.whole() || part) {
      progress.covered = failed && !folded.whole() ? folded.coverage() : null;
      progress.take(folded, link);
      tell(progress);
    }
  }

  private void tell(StepProgress progress) {
    var result = progress.result;
    if (progress.analyses() && result != null) {
      report.finished(this, progress, result);
    }
  }

  private void addRowLinks(List<Link> chain) {
    var schema = rowSchema();
    if (steps.isEmpty() || !steps.getLast().analyses()) {
      chain.add(LinkMaker.rows(new Preview(schema), schema));
    }
    if (plan.writer().isPresent()) {
      chain.add(LinkMaker.rows(new WriteRows(sink.open(schema)), schema));
    }
  }

  /// The rows at the end.
  private Schema rowSchema() {
    return steps.stream()
        .filter(StepProgress::transforms)
        .reduce((_, last) -> last)
        .map(StepProgress::output)
        .orElse(plan.source().schema());
  }

  /// Rows after each step.
  List<RunResult.StepRows> rowsAfter() {
    return steps.stream()
        .map(s -> new RunResult.StepRows(s.step.name(), s.step.step().tool(), s.rowsAfter))
        .toList();
  }

  RunResult.CacheUse cacheUse() {
    return models.use();
  }

  MemoryLedger ledger() {
    return workspace.ledger();
  }

  /// Where the run stands, if it is saved.
  Optional<RunCheckpoints> checkpoints() {
    return Optional.ofNullable(checkpoints);
  }

  /// Memory and disk of what grows.
  Workspace workspace() {
    return workspace;
  }

  /// The temporary files of results.
  TableFiles files() {
    return files;
  }

  /// Bytes ever written to temporary files.
  long spilledBytes() {
    return space.written();
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

  RunCourse course() {
    return course;
  }

  /// What the run went on after, for people.
  List<String> recovered() {
    return errors.notes();
  }

  /// The source's content, named; waits for it, but not for a run that is stopped.
  Optional<String> fingerprint() {
    return course.stopped().isPresent() ? Optional.empty() : content.fingerprint();
  }

  /// Seconds of each step's stage, summed over threads.
  void addStages(java.util.Map<String, Double> stages) {
    for (int s = 0; s < steps.size(); s++) {
      stages.merge(
          links.stage(s).name().toLowerCase(java.util.Locale.ROOT),
          steps.get(s).nanos.sum() / 1e9,
          Double::sum);
    }
  }

  @Override
  public void close() {
    try {
      sink.close();
    } finally {
      launcher.close();
      if (!plan.order().isEmpty()) {
        input.close(); // what was sorted
      }
      steps.forEach(StepProgress::close);
      skipAccount.close();
      content.close();
    }
  }
}
