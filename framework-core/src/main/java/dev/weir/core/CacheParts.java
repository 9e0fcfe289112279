package dev.weir.core;

import dev.weir.api.StreamingConfig;
import dev.weir.core.cache.CacheKey;
import java.util.Set;

/// What runs put into keys of the cache.
final class CacheParts {
  /// Limits that never show in a complete result. All others do, or might one day.
  private static final Set<String> UNSEEN = Set.of("deadline", "snapshotEvery", "spillDirectory");

  private CacheParts() {}

  /// Adds the limits.
  static CacheKey add(CacheKey key, StreamingConfig config) {
    for (var component : StreamingConfig.class.getRecordComponents()) {
      if (!UNSEEN.contains(component.getName())) {
        try {
          key.add(component.getName()).add(String.valueOf(component.getAccessor().invoke(config)));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return key;
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
