package dev.weir.core.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Entries in memory, weighed by their bytes; those that are worth least go first.
public final class MemoryStore implements Store {
  private final Cache<String, byte[]> entries;

  /// @param bytes most bytes of all entries
  /// @param timeToLive how long an entry is kept
  /// @param nanos the time
  public MemoryStore(long bytes, Duration timeToLive, LongSupplier nanos) {
    entries =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((String name, byte[] entry) -> 2 * name.length() + entry.length)
            .expireAfterWrite(timeToLive)
            .ticker(nanos::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Optional<byte[]> read(String name) {
    return Optional.ofNullable(entries.getIfPresent(name));
  }

  @Override
  public void write(String name, byte[] entry) {
    entries.put(name, entry);
  }

  @Override
  public void remove(String name) {
    entries.invalidate(name);
  }

  @Override
  public void clear() {
    entries.invalidateAll();
  }

  @Override
  public Size size() {
    entries.cleanUp();
    long bytes = entries.policy().eviction().orElseThrow().weightedSize().orElse(0);
    return new Size(entries.estimatedSize(), bytes);
  }
}
