package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.weir.api.ErrorBudget;
import dev.weir.api.ErrorPolicy;
import dev.weir.api.StreamingConfig;
import dev.weir.core.cache.CacheKey;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class CachePartsTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final StreamingConfig PLAIN = StreamingConfig.defaults();

  /// One limit changed, by the component that holds it.
  private static Map<String, List<StreamingConfig>> changed() {
    var changed = new LinkedHashMap<String, List<StreamingConfig>>();
    changed.put("memoryBytes", List.of(PLAIN.withMemoryBytes(64 << 20)));
    changed.put("diskBytes", List.of(PLAIN.withDiskBytes(1)));
    changed.put("threads", List.of(PLAIN.withThreads(PLAIN.threads() + 1)));
    changed.put("chunkBytes", List.of(PLAIN.withChunkBytes(4096)));
    changed.put("blockRows", List.of(PLAIN.withBlockRows(7)));
    changed.put("seed", List.of(PLAIN.withSeed(1)));
    changed.put("deadline", List.of(PLAIN.withDeadline(DAY)));
    changed.put(
        "errorPolicy",
        List.of(
            PLAIN.withErrorPolicy(
                new ErrorPolicy(ErrorPolicy.OnError.PARTIAL, ErrorBudget.none(), 2)),
            PLAIN.withErrorPolicy(
                new ErrorPolicy(ErrorPolicy.OnError.FAIL, ErrorBudget.parse("1 row"), 2)),
            PLAIN.withErrorPolicy(
                new ErrorPolicy(ErrorPolicy.OnError.FAIL, ErrorBudget.none(), 3))));
    changed.put("spillDirectory", List.of(PLAIN.withSpillDirectory(Path.of("elsewhere"))));
    changed.put("snapshotEvery", List.of(PLAIN.withSnapshotEvery(DAY)));
    changed.put("checkpoints", List.of(PLAIN.withCheckpoints(Path.of("kept"), DAY)));
    return changed;
  }

  private static String key(StreamingConfig config) {
    return CacheParts.add(new CacheKey(), config).digest();
  }

  /// A limit that is added to the record fails here, until it is decided whether it shows.
  @Test
  void everyLimitThatMayShowIsPartOfTheKey() {
    var changed = changed();
    assertEquals(
        Arrays.stream(StreamingConfig.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toSet()),
        changed.keySet());
    for (var name : List.of("deadline", "spillDirectory", "snapshotEvery")) {
      for (var config : Optional.ofNullable(changed.remove(name)).orElseThrow()) {
        assertEquals(key(PLAIN), key(config), name);
      }
    }
    changed.forEach((name, configs) -> {
      for (var config : configs) {
        assertNotEquals(key(PLAIN), key(config), name);
      }
    });
  }
}
