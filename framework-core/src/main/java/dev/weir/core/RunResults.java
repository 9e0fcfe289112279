package dev.weir.core;

import dev.weir.api.Estimator;
import dev.weir.api.PipelineResult;
import dev.weir.api.StreamingPipelineResult;
import dev.weir.api.ToolRole;
import dev.weir.core.groups.Grouping;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes of what the steps have the results of the run.
///
/// @param run the run, at its end
/// @param steps its steps
/// @param preview the first rows at the end, if they are shown
/// @param report adds what the run knows
record RunResults(
    PipelineRun run, List<StepProgress> steps, @Nullable PipelineResult preview, RunReport report) {
  /// The result of the run.
  RunResult whole() {
    var results = new ArrayList<StreamingPipelineResult>();
    for (var progress : steps) {
      boolean last = progress == steps.getLast();
      if (hasResult(progress, last)) {
        results.add(report.step(run, progress, result(progress, last)));
      }
    }
    if (steps.isEmpty() && preview != null) {
      results.add(report.rows(run, preview));
    }
    return report.run(run, warned(results));
  }

  private boolean hasResult(StepProgress progress, boolean last) {
    return progress.step.role() == ToolRole.TRANSFORM
        ? !last || preview != null || run.plan().writer().isPresent()
        : progress.result != null;
  }

  private PipelineResult result(StepProgress progress, boolean last) {
    var own = progress.result;
    var result = own == null ? PipelineResult.EMPTY : shown(progress, own);
    if (!progress.notFitted.isEmpty()) {
      result = result.withWarning(progress.notFitted);
    }
    if (!last || preview == null) {
      return result;
    }
    return result
        .withTable(PipelineRun.ROWS, preview.table(PipelineRun.ROWS))
        .withValue(PipelineRun.ROWS, preview.value(PipelineRun.ROWS, Long.class));
  }

  private static PipelineResult shown(StepProgress progress, PipelineResult own) {
    return progress.step.tool().pipeline() instanceof Estimator estimator
            && !progress.step.grouped()
        ? estimator.shown(own)
        : Grouping.shown(own);
  }

  /// What was wrong with checkpoints is told with the last result.
  private List<StreamingPipelineResult> warned(List<StreamingPipelineResult> results) {
    var warnings = run.checkpoints().map(RunCheckpoints::warnings).orElse(List.of());
    for (var warning : results.isEmpty() ? List.<String>of() : warnings) {
      results.set(
          results.size() - 1,
          results.getLast().withResult(results.getLast().result().withWarning(warning)));
    }
    return results;
  }
}
