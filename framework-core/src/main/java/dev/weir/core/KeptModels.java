package dev.weir.core;

import dev.weir.core.run.SkipSet;
import java.util.Optional;
import java.util.function.Supplier;

/// The run's estimators and the models that the cache has of them. A model of rows of which some
/// were set aside is never kept, so nothing is lost with the scan that is left out.
///
/// @param fits the cache, if there is one
/// @param skip rows set aside
/// @param content names the content of the run's input; may wait for it
record KeptModels(Optional<FitCache> fits, SkipSet skip, Supplier<String> content) {
  /// Takes the model of an estimator from the cache if it was fitted on the same content before.
  void recall(StepProgress progress) {
    if (fits.isPresent()
        && fits.get().mayKeep(progress)
        && progress.unbegun()
        && skip.size() == 0) {
      fits.get()
          .find(progress.step, () -> content(progress))
          .ifPresent(fitted -> {
            progress.rowsUsed = fitted.rows();
            progress.finish(fitted.model());
          });
    }
  }

  /// Keeps the model of an estimator.
  void keep(StepProgress progress) {
    var model = progress.result;
    if (fits.isPresent()
        && fits.get().mayKeep(progress)
        && model != null
        && skip.size() == 0
        && progress.notFitted.isEmpty()) {
      fits.get()
          .keep(
              progress.step,
              new FitCache.Fitted(model, progress.rowsUsed),
              () -> content(progress));
    }
  }

  /// Names the content of the rows that a step is fitted on.
  private String content(StepProgress progress) {
    return progress.step.fit().map(fit -> fit.source().fingerprint()).orElseGet(content);
  }

  /// What they had a part in.
  RunResult.CacheUse use() {
    return new RunResult.CacheUse(
        fits.isPresent(), Optional.empty(), fits.map(FitCache::found).orElse(0));
  }
}
