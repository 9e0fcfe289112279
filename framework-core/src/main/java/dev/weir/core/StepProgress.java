package dev.weir.core;

import dev.weir.api.Completeness;
import dev.weir.api.Estimator;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.ToolRole;
import dev.weir.api.Transform;
import dev.weir.core.run.Coverage;
import dev.weir.core.run.Link;
import dev.weir.core.run.ScanLauncher.Folded;
import java.util.concurrent.atomic.LongAdder;
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

  StepProgress(PlannedStep step) {
    this.step = step;
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
      transformer = step.transformer(answer);
    }
  }

  /// The rows after the step.
  Schema output() {
    var model = result;
    return step.tool().needs().outputAfterFit() && model != null
        ? ((Estimator) step.tool().pipeline()).emits(model)
        : step.output();
  }
}
