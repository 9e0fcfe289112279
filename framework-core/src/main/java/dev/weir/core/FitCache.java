package dev.weir.core;

import dev.weir.api.PipelineResult;
import dev.weir.api.StreamingConfig;
import dev.weir.api.ToolRole;
import dev.weir.core.cache.CacheKey;
import dev.weir.core.cache.Entry;
import dev.weir.core.results.Fields;
import dev.weir.core.results.ResultCodec;
import dev.weir.core.spill.DamagedFrameException;
import dev.weir.core.spill.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Models of a run's estimators in the cache. A model depends on the rows that it is fitted on, the
/// steps before it, and on what decides the borders of chunks (the columns read, the order, the
/// grid), which steps after it have a part in. Used by one thread.
final class FitCache {
  private final ResultCache cache;
  private final Catalogue catalogue;
  private final PlannedRun plan;
  private final StreamingConfig config;
  private final Workspace workspace;
  private final Set<String> asked = new HashSet<>();
  private final Set<String> found = new HashSet<>();

  FitCache(
      ResultCache cache,
      Catalogue catalogue,
      PlannedRun plan,
      StreamingConfig config,
      Workspace workspace) {
    this.cache = cache;
    this.catalogue = catalogue;
    this.plan = plan;
    this.config = config;
    this.workspace = workspace;
  }

  /// A fitted step.
  ///
  /// @param model what it has learnt
  /// @param rows of how many rows
  record Fitted(PipelineResult model, long rows) {}

  /// True for estimators.
  boolean mayKeep(StepProgress progress) {
    return progress.step.role() == ToolRole.ESTIMATOR;
  }

  /// The key of a step's model; empty if its rows cannot be told by name.
  private Optional<CacheKey> key(PlannedStep step) {
    var key = CacheParts.add(cache.key("fit"), config);
    var memory = plan.memory();
    key.add(
        List.of(
            memory.chunkRows() + "", memory.chunkBytes() + "", step.tool().needs().input() + ""));
    var fit = step.step().fitOn();
    if (fit.isPresent()) {
      CacheParts.add(key, catalogue, step.step());
    } else {
      plan.pipeline().input().addTo(key);
      key.add(plan.columns()).add(plan.order()).add(plan.conditions() + "");
      for (var before : plan.pipeline().steps()) {
        CacheParts.add(key, catalogue, before);
        if (before.equals(step.step())) {
          break;
        }
        if (before.fitOn().isPresent()) {
          // The model depends on the content of that input too.
          return Optional.empty();
        }
      }
    }
    boolean named = fit.orElse(plan.pipeline().input()).isNamed();
    return named && key.isComplete() ? Optional.of(key) : Optional.empty();
  }

  /// The model of a step that was fitted on the same content before; looked up once.
  ///
  /// @param fingerprint of the rows that it is fitted on; asked for only if there is an entry
  Optional<Fitted> find(PlannedStep step, Supplier<String> fingerprint) {
    var key = key(step).map(CacheKey::digest);
    if (key.isEmpty() || !asked.add(key.get())) {
      return Optional.empty();
    }
    var fitted =
        cache
            .find(key.get())
            .filter(entry -> entry.fingerprints().equals(List.of(fingerprint.get())))
            .flatMap(entry -> read(step, key.get(), entry));
    if (fitted.isPresent()) {
      found.add(key.get());
      cache.hit();
    } else {
      cache.miss();
    }
    return fitted;
  }

  private Optional<Fitted> read(PlannedStep step, String key, Entry entry) {
    try {
      var head = new Fields.Reader(entry.body().next());
      long rows = head.integer();
      head.end();
      var role = "the model of step '" + step.name() + "'";
      return Optional.of(new Fitted(ResultCodec.read(entry.body(), workspace, role), rows));
    } catch (DamagedFrameException e) {
      cache.damaged(key);
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How many models were found.
  int found() {
    return found.size();
  }

  /// Keeps the model of a step.
  void keep(PlannedStep step, Fitted fitted, Supplier<String> fingerprint) {
    var key = key(step).map(CacheKey::digest);
    if (key.isPresent() && !found.contains(key.get())) {
      cache.keep(
          key.get(),
          List.of(fingerprint.get()),
          out -> {
            new Fields().integer(fitted.rows()).end(out);
            ResultCodec.write(fitted.model(), out);
          });
    }
  }
}
