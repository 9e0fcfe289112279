package dev.weir.core;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.ChunkProcessingContext.Stage;
import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.StreamingConfig;
import dev.weir.core.run.Gathered;
import dev.weir.core.run.Link;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Makes the links of a scan from the steps of a run.
record LinkMaker(PlannedRun plan, StreamingConfig config, List<StepProgress> steps) {
  /// The stage of a step: analyses are ANALYSIS, what comes after the last of them POSTPROCESSING,
  /// all else PREPROCESSING.
  Stage stage(int step) {
    if (steps.get(step).analyses()) {
      return Stage.ANALYSIS;
    }
    boolean before = steps.subList(0, step).stream().anyMatch(StepProgress::analyses);
    boolean after = steps.subList(step, steps.size()).stream().anyMatch(StepProgress::analyses);
    return before && !after ? Stage.POSTPROCESSING : Stage.PREPROCESSING;
  }

  /// A step that rows flow through: a transform, or a fitted estimator's.
  Link transform(int number) {
    var progress = steps.get(number);
    var step = progress.step;
    var needs = step.tool().needs();
    var transformer = progress.transformer;
    boolean fitted = transformer != null;
    return new Link(
        step.name(),
        stage(number),
        transformer == null ? (StreamingAwarePipeline<?>) step.pipeline() : transformer,
        null,
        0,
        step.columns(),
        progress.output(),
        fitted && step.fit().isEmpty(),
        fitted ? 0 : needs.fixedBytes(),
        fitted ? 0 : needs.bytesPerRow(),
        new LongAdder(),
        new LongAdder(),
        progress.nanos);
  }

  /// A step's fold over the rows that flow by.
  Link fold(int number) {
    var step = steps.get(number).step;
    return fold(
        steps.get(number), step.pipeline(), step.tool().needs(), step.columns(), stage(number));
  }

  /// A step's fold over the rows that it is fitted on.
  Link fold(StepProgress progress, PlannedStep.Fit fit) {
    return fold(progress, fit.pipeline(), fit.needs(), fit.columns(), Stage.PREPROCESSING);
  }

  private Link fold(
      StepProgress progress,
      AnalysisPipeline pipeline,
      Needs needs,
      List<Column> columns,
      Stage stage) {
    return new Link(
        progress.step.name(),
        stage,
        pipeline instanceof StreamingAwarePipeline<?> streaming
            ? streaming
            : gathered(progress.step, pipeline, needs),
        progress.seed,
        progress.pass,
        columns,
        needs.input(),
        false,
        needs.fixedBytes(),
        needs.bytesPerRow(),
        new LongAdder(),
        new LongAdder(),
        progress.nanos);
  }

  private Gathered gathered(PlannedStep step, AnalysisPipeline pipeline, Needs needs) {
    long most = plan.memory().gatherable(needs.bytesPerRow());
    var overflow = step.tool().descriptor().overflow();
    return new Gathered(
        step.name(), pipeline, needs.input(), most, needs.bytesPerRow(), overflow, config.seed());
  }

  /// A fold of our own over the rows at the end.
  static Link rows(StreamingAwarePipeline<?> pipeline, Schema schema) {
    return new Link(
        PipelineRun.ROWS,
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
        new LongAdder(),
        new LongAdder());
  }
}
