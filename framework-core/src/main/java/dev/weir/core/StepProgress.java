package dev.weir.core;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Completeness;
import dev.weir.api.ErrorBudget;
import dev.weir.api.Estimator;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.ToolRole;
import dev.weir.api.Transform;
import dev.weir.core.checkpoint.FrameInput;
import dev.weir.core.checkpoint.FrameOutput;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.results.ModelParts;
import dev.weir.core.results.ResultBytes;
import dev.weir.core.results.ResultCodec;
import dev.weir.core.run.Bytes;
import dev.weir.core.run.Coverage;
import dev.weir.core.run.Link;
import dev.weir.core.run.ScanLauncher.Folded;
import dev.weir.core.run.SkipSet;
import dev.weir.core.run.States;
import dev.weir.core.spill.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What is known of a step while its run goes on.
final class StepProgress {
  final PlannedStep step;
  final LongAdder nanos = new LongAdder();
  @Nullable Object seed;
  int pass;
  @Nullable PipelineResult result;
  @Nullable Transform<?> transformer;
  Completeness completeness = Completeness.COMPLETE;

  /// What the result speaks of, if its scan did not come to its end.
  @Nullable Coverage covered;

  long rowsUsed;
  long rowsAfter;

  /// Rows set aside of those that it was fitted on, in a sentence; empty if there are none.
  String notFitted = "";

  /// The same rows, while they may be asked for.
  @Nullable SetAside others;

  private final MemoryLedger.Account model;

  /// Rows of what a step is fitted on, and the memory for what is known of them.
  record SetAside(SkipSet rows, MemoryLedger.Account account) implements AutoCloseable {
    @Override
    public void close() {
      account.close();
    }
  }

  private final LongSupplier room;

  /// @param room what a transform may retain now
  StepProgress(PlannedStep step, MemoryLedger ledger, LongSupplier room) {
    this.step = step;
    this.room = room;
    this.model = ledger.account("the model of step '" + step.name() + "'");
  }

  boolean analyses() {
    return step.role() == ToolRole.ANALYSIS;
  }

  /// True if nothing is known of it yet.
  boolean unbegun() {
    return result == null && seed == null && pass == 0;
  }

  /// True if rows can flow through it now.
  boolean transforms() {
    return step.role() == ToolRole.TRANSFORM || transformer != null;
  }

  /// What a finished pass came to: the seed of the next one, or the result.
  void take(Folded folded, Link link) {
    rowsUsed = link.rows().sum();
    if (folded.seed().isPresent()) {
      seed = folded.seed().get();
      pass++;
    } else {
      folded.result().ifPresent(this::finish);
    }
  }

  /// The step has its result; an estimator's becomes a transform.
  void finish(PipelineResult answer) {
    result = answer;
    if (step.role() == ToolRole.ESTIMATOR) {
      transformer = step.transformer(answer, room.getAsLong());
      hold(answer, transformer);
    }
  }

  /// A model lives as long as the run.
  private void hold(PipelineResult answer, Transform<?> of) {
    var held = of.holdsModel() ? answer : withoutCountedTables(answer);
    model.reserve(ResultBytes.of(held) + of.retainedBytes());
  }

  private static PipelineResult withoutCountedTables(PipelineResult model) {
    var tables = new LinkedHashMap<>(model.tables());
    tables.values().removeIf(Workspace::counts);
    return new PipelineResult(
        tables, model.values(), model.charts(), model.exactness(), model.warnings());
  }

  /// The rows after the step.
  Schema output() {
    var model = result;
    return step.tool().needs().outputAfterFit() && model != null
        ? ((Estimator) step.tool().pipeline()).emits(model)
        : step.output();
  }

  /// What folds its rows: those that it is fitted on, or those that flow through it.
  AnalysisPipeline folding() {
    return step.fit().map(PlannedStep.Fit::pipeline).orElse(step.pipeline());
  }

  /// The rows set aside of those that it is fitted on.
  SkipSet others(PlannedStep.Fit fit, ErrorBudget budget, MemoryLedger ledger) {
    var known = others;
    if (known == null) {
      var account = ledger.account("what is known of rows set aside");
      known = new SetAside(new SkipSet(fit.source(), budget, account), account);
      others = known;
    }
    return known.rows();
  }

  /// The run is over.
  void close() {
    closeOthers();
    model.close();
    if (result != null) {
      for (var table : result.tables().values()) {
        if (table instanceof ModelParts parts) {
          parts.models().close();
        }
      }
    }
  }

  /// Nobody will ask for them any more.
  void closeOthers() {
    if (others != null) {
      others.close();
      others = null;
    }
  }

  /// Writes how far the step is.
  void save(FrameOutput stream) throws IOException {
    var out = Bytes.to(stream);
    out.text(step.name());
    out.text(step.fit().map(fit -> fit.source().fingerprint()).orElse(""));
    out.integer(pass);
    out.integer(rowsUsed);
    out.integer(rowsAfter);
    out.text(completeness.name());
    out.text(notFitted);
    out.integer(others == null ? 0 : 1);
    if (others != null) {
      others.rows().save(out);
    }
    var next = result == null ? seed : null;
    if (folding() instanceof StreamingAwarePipeline<?> fold) {
      States.save(fold, next, out);
    }
    save(result, stream);
  }

  /// Goes on from what [#save] wrote.
  ///
  /// @param in reads from the stream
  /// @param budget for rows that it is fitted on
  /// @param folder where that is, for messages
  void restore(
      FrameInput stream, StateCodec.In in, Workspace workspace, ErrorBudget budget, Path folder)
      throws IOException {
    var name = in.text();
    if (!name.equals(step.name())) {
      throw new IllegalStateException("step " + name + " is no step " + step.name());
    }
    var fingerprint = in.text();
    var now = step.fit().map(fit -> fit.source().fingerprint()).orElse("");
    if (!fingerprint.equals(now)) {
      throw RunIdentity.other(
          folder, "content of what step '" + name + "' is fitted on", fingerprint, now);
    }
    pass = Math.toIntExact(in.integer());
    rowsUsed = in.integer();
    rowsAfter = in.integer();
    completeness = Completeness.valueOf(in.text());
    notFitted = in.text();
    if (in.integer() != 0) {
      others(step.fit().orElseThrow(), budget, workspace.ledger()).restore(in);
    }
    if (folding() instanceof StreamingAwarePipeline<?> fold) {
      seed = States.restore(fold, in);
    }
    var answer = restored(stream, in, workspace, "the result of step '" + name + "'");
    if (answer != null) {
      finish(answer);
    }
  }

  /// Writes a result, or that there is none.
  static void save(@Nullable PipelineResult result, FrameOutput out) throws IOException {
    Bytes.to(out).integer(result == null ? 0 : 1);
    if (result != null) {
      ResultCodec.write(result, out.frames());
    }
  }

  /// The result that [#save] wrote, or null.
  static @Nullable PipelineResult restored(
      FrameInput stream, StateCodec.In in, Workspace workspace, String role) throws IOException {
    return in.integer() == 0 ? null : ResultCodec.read(stream.frames(), workspace, role);
  }
}
