package dev.weir.core;

import dev.weir.core.cache.CacheKey;
import dev.weir.core.cache.CodeIdentity;
import dev.weir.core.cache.DiskStore;
import dev.weir.core.cache.Entry;
import dev.weir.core.cache.MemoryStore;
import dev.weir.core.cache.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Results of runs and fitted models, kept for later runs over the same content: in memory, for all
/// executors that share this object, and on the disk for other processes.
///
/// An entry is found by what was asked for (input, its options, steps, limits, seed, grid) and by
/// the code that answers (every module and jar), and holds only as long as each byte of the inputs
/// is the same: their fingerprints are computed anew and compared. Kept are complete results of
/// runs over files that write no rows, and the models of their estimators if no row was set aside.
/// Entries are results, not rows; they are private to their user. What cannot be read, is damaged
/// or of another version counts as not there; a run never fails for its cache. Thread-safe.
public final class ResultCache {
  private final CacheSettings settings;
  private final String code;
  private final Optional<MemoryStore> memory;
  private final List<Store> stores = new ArrayList<>();
  private final InstantSource clock;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder kept = new LongAdder();
  private final LongAdder tooLarge = new LongAdder();
  private final LongAdder damaged = new LongAdder();
  private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());

  /// What a cache has done since it was made.
  ///
  /// @param hits results and models that were found
  /// @param misses those that were not, changed content included
  /// @param kept entries written
  /// @param tooLarge results that were not kept for their size
  /// @param damaged entries that were not as they were written, or of another version
  public record Statistics(long hits, long misses, long kept, long tooLarge, long damaged) {}

  /// How much is kept.
  ///
  /// @param entries how many entries
  /// @param bytes their bytes
  public record Size(long entries, long bytes) {}

  /// A cache within these bounds.
  public ResultCache(CacheSettings settings) {
    this(settings, CodeIdentity.text(), System::nanoTime, InstantSource.system());
  }

  /// @param code names the code that answers
  /// @param nanos the time in memory
  /// @param clock the time on the disk
  ResultCache(CacheSettings settings, String code, LongSupplier nanos, InstantSource clock) {
    this.settings = settings;
    this.code = code;
    this.clock = clock;
    this.memory =
        settings.memoryBytes() > 0
            ? Optional.of(new MemoryStore(settings.memoryBytes(), settings.timeToLive(), nanos))
            : Optional.empty();
    memory.ifPresent(stores::add);
    settings
        .folder()
        .ifPresent(folder ->
            stores.add(new DiskStore(folder, settings.diskBytes(), settings.timeToLive(), clock)));
  }

  /// A key that begins with the code.
  CacheKey key(String kind) {
    return new CacheKey().add(kind).add(code);
  }

  /// The entry of this key, if it can be read; whether it holds is for the caller to find out, who
  /// says [#hit] or [#miss].
  Optional<Entry> find(String key) {
    for (int s = 0; s < stores.size(); s++) {
      try {
        var bytes = stores.get(s).read(key);
        var entry =
            bytes.isPresent() ? read(stores.get(s), key, bytes.get()) : Optional.<Entry>empty();
        if (entry.isPresent()) {
          for (var before : stores.subList(0, s)) {
            before.write(key, bytes.get());
          }
          return entry;
        }
      } catch (IOException e) {
        failed(e);
      }
    }
    return Optional.empty();
  }

  private Optional<Entry> read(Store store, String key, byte[] bytes) throws IOException {
    try {
      return Optional.of(Entry.read(bytes));
    } catch (dev.weir.core.spill.DamagedFrameException e) {
      damaged.increment();
      store.remove(key);
      return Optional.empty();
    }
  }

  /// An entry was of use.
  void hit() {
    hits.increment();
  }

  /// There was none, or it was of other content.
  void miss() {
    misses.increment();
  }

  /// An entry turned out to be damaged.
  void damaged(String key) {
    damaged.increment();
    for (var store : stores) {
      try {
        store.remove(key);
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  /// Keeps what is written, unless it is too large.
  ///
  /// @param fingerprints of the inputs, in order
  void keep(String key, List<String> fingerprints, Entry.Body body) {
    try {
      var bytes = Entry.write(fingerprints, clock.instant(), body, settings.entryBytes());
      if (bytes.isEmpty()) {
        tooLarge.increment();
        return;
      }
      for (var store : stores) {
        store.write(key, bytes.get());
      }
      kept.increment();
    } catch (IOException e) {
      failed(e);
    }
  }

  private void failed(IOException e) {
    trouble.set(
        Optional.of(
            "the cache "
                + settings.folder().map(f -> "in " + f + " ").orElse("")
                + "cannot be used: "
                + e));
  }

  /// What last went wrong with the folder, in a sentence; results do not suffer from it.
  public Optional<String> trouble() {
    return trouble.get();
  }

  /// What it has done.
  public Statistics statistics() {
    return new Statistics(hits.sum(), misses.sum(), kept.sum(), tooLarge.sum(), damaged.sum());
  }

  /// Drops what is kept in memory; what is on the disk stays, and comes back as it is asked for.
  public void release() {
    memory.ifPresent(MemoryStore::clear);
  }

  /// How much is in the folder, or in memory if there is none.
  ///
  /// @throws dev.weir.api.PipelineException RESOURCE if the folder cannot be read
  public Size size() {
    return attempt(() -> {
      var size = stores.isEmpty() ? new Store.Size(0, 0) : stores.getLast().size();
      return new Size(size.entries(), size.bytes());
    });
  }

  /// Forgets everything, on the disk too.
  ///
  /// @throws dev.weir.api.PipelineException RESOURCE if the folder cannot be written
  public void clear() {
    attempt(() -> {
      for (var store : stores) {
        store.clear();
      }
      return stores;
    });
  }

  private interface Attempt<T> {
    T run() throws IOException;
  }

  private <T> T attempt(Attempt<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      failed(e);
      throw new dev.weir.api.PipelineException(
          dev.weir.api.PipelineException.Category.RESOURCE,
          "cache.folder",
          trouble.get().orElse("the cache cannot be used"),
          e);
    }
  }
}
