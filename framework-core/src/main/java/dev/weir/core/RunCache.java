package dev.weir.core;

import dev.weir.api.StreamingConfig;
import dev.weir.api.ToolRole;
import dev.weir.core.memory.Pressure;
import dev.weir.core.spill.Workspace;
import java.util.Optional;
import java.util.function.LongSupplier;

/// What the cache, if there is one, does for a run. Used by one thread.
final class RunCache {
  private final Optional<ResultCache> cache;
  private final Catalogue catalogue;
  private final StreamingConfig config;
  private final Optional<CachedRun> whole;

  RunCache(
      Optional<ResultCache> cache, Catalogue catalogue, Pipeline pipeline, StreamingConfig config) {
    this.cache = cache;
    this.catalogue = catalogue;
    this.config = config;
    this.whole = cache.flatMap(c -> CachedRun.of(c, catalogue, pipeline, config));
  }

  /// The run's result, if it was kept; tells the listener of it.
  Optional<RunResult> find(RunListener listener, LongSupplier nanos) {
    var result = whole.flatMap(run -> run.find(nanos));
    if (result.isPresent()) {
      listener.reading(whole.orElseThrow().files());
      result.get().steps().stream()
          .filter(step -> isAnalysis(step.tool()))
          .forEach(listener::finished);
    }
    return result;
  }

  private boolean isAnalysis(String tool) {
    return catalogue.has(tool) && catalogue.tool(tool).role() == ToolRole.ANALYSIS;
  }

  /// What is kept in memory goes when the run needs memory.
  void releaseUnder(Pressure pressure) {
    cache.ifPresent(c -> pressure.cache(c::release));
  }

  /// The main input's fingerprint, if it is known by now.
  Optional<String> fingerprint() {
    return whole.flatMap(CachedRun::fingerprint);
  }

  /// The run's models.
  Optional<FitCache> fits(PlannedRun plan, Workspace workspace) {
    return cache.map(c -> new FitCache(c, catalogue, plan, config, workspace));
  }

  /// Keeps the result.
  void keep(RunResult result, PipelineRun run) {
    if (run.isAsPlanned()) {
      whole.ifPresent(w -> w.keep(result, run));
    }
  }
}
