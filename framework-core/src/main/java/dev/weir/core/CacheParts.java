package dev.weir.core;

import dev.weir.api.StreamingConfig;
import dev.weir.core.cache.CacheKey;
import java.util.List;

/// What runs put into keys of the cache.
final class CacheParts {
  private CacheParts() {}

  /// Adds the limits, but for deadline, early results and the folder of temporary files, which
  /// never show in a complete result. All others do, or might one day.
  static CacheKey add(CacheKey key, StreamingConfig config) {
    var errors = config.errorPolicy();
    for (var limit :
        List.of(
            config.memoryBytes(),
            config.diskBytes(),
            config.threads(),
            config.chunkBytes(),
            config.blockRows(),
            config.seed(),
            errors.onError(),
            errors.retries())) {
      key.add(limit.toString());
    }
    return key.add(errors.budget().toString()).add(config.checkpoints().toString());
  }

  /// Adds a step: its tool, where that comes from, and how it is run.
  static CacheKey add(CacheKey key, Catalogue catalogue, Step step) {
    key.add(step.name()).add(step.tool()).add(catalogue.origin(step.tool()));
    key.add(step.options()).add(step.by());
    key.add(step.fitOn().isPresent() ? "fitted on" : "");
    step.fitOn().ifPresent(input -> input.addTo(key));
    return key;
  }
}
