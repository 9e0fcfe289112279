package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingPipelineResult;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import dev.weir.core.spill.FrameWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A result that was kept is the one that would be computed, or is not given.
final class ResultCacheTest {
  private static final int ROWS = 3000;
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder;
  private final AtomicLong seconds = new AtomicLong();
  private final DoublesFiles files = new DoublesFiles();
  private final Catalogue catalogue = Catalogue.of(List.of(new SampleTools()), List.of(files));
  private final double[] cells = IntStream.range(0, ROWS).mapToDouble(r -> r * 0.1).toArray();
  private Path file;
  private Pipeline pipeline;

  @BeforeEach
  void write() {
    file = folder.resolve("a.doubles");
    DoublesFiles.write(file, cells);
    pipeline = Pipeline.from(file.toString()).step("t.sum").step("t.sum").by("k").step("t.hash");
  }

  private CacheSettings onDisk() {
    return CacheSettings.defaults()
        .withMemoryBytes(0)
        .withFolder(folder.resolve("cache/weir"))
        .withTimeToLive(DAY);
  }

  private CacheSettings inMemory() {
    return CacheSettings.defaults().withTimeToLive(DAY);
  }

  private ResultCache cache(CacheSettings settings, String code) {
    return new ResultCache(
        settings,
        code,
        () -> seconds.get() * 1_000_000_000L,
        // Before the clock of the system, by which files are made: none of them looks abandoned.
        () -> Instant.ofEpochSecond(1_700_000_000 + seconds.get()));
  }

  private ResultCache cache(CacheSettings settings) {
    return cache(settings, "1.0");
  }

  private StreamingConfig config() {
    return StreamingConfig.defaults()
        .withSpillDirectory(folder)
        .withThreads(2)
        .withBlockRows(700)
        .withChunkBytes(2048);
  }

  private RunResult run(ResultCache cache, StreamingConfig config, Pipeline pipeline) {
    return new StreamingPipelineExecutor(catalogue, config).withCache(cache).run(pipeline);
  }

  private RunResult run(ResultCache cache) {
    return run(cache, config(), pipeline);
  }

  private static boolean kept(RunResult run) {
    return run.metrics().cache().made().isPresent();
  }

  /// Everything that a result says, but how long it took.
  private static byte[] bytes(RunResult run) {
    var steps =
        run.steps().stream()
            .map(s ->
                new StreamingPipelineResult(
                    s.step(),
                    s.tool(),
                    s.result(),
                    s.completeness(),
                    s.rowsRead(),
                    s.rowsUsed(),
                    s.rowsSkipped(),
                    s.skipped(),
                    s.composition(),
                    s.lineage(),
                    java.util.Map.of(),
                    s.resumeToken()))
            .toList();
    var bytes = new ByteArrayOutputStream();
    try {
      RunResultCodec.write(
          new RunResult(
              run.completeness(),
              run.stoppedBy(),
              run.rowsRead(),
              run.rowsUsed(),
              run.rowsSkipped(),
              run.skipped(),
              run.recovered(),
              run.rowsAfter(),
              steps,
              run.lineage(),
              run.metrics(),
              run.resumeToken(),
              run.files()),
          new FrameWriter(Channels.newChannel(bytes)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static ResultCache.Statistics statistics(long hits, long misses, long kept) {
    return new ResultCache.Statistics(hits, misses, kept, 0, 0);
  }

  @Test
  void aKeptResultIsTheComputedOne() {
    for (var settings : List.of(inMemory(), onDisk(), inMemory().withFolder(folder.resolve("b")))) {
      files.opened.set(0);
      var cache = cache(settings);
      var first = run(cache);
      assertFalse(kept(first));
      var heard = new ArrayList<String>();
      var listener =
          new RunListener() {
            @Override
            public void reading(List<Path> read) {
              heard.add(read.toString());
            }

            @Override
            public void finished(StreamingPipelineResult result) {
              heard.add(result.step());
            }
          };
      var second =
          new StreamingPipelineExecutor(catalogue, config())
              .withCache(cache)
              .run(pipeline, listener, new Cancellation());
      assertTrue(kept(second));
      assertArrayEquals(bytes(first), bytes(second));
      assertEquals(1, files.opened.get(), "the second is not even opened");
      assertEquals(0, second.metrics().scans());
      assertEquals(List.of("[" + file + "]", "t.sum", "t.sum-2", "t.hash"), heard);
      assertEquals(statistics(1, 1, 1), cache.statistics());
    }
  }

  @Test
  void aChangedByteIsNoticed() throws IOException {
    var cache = cache(onDisk());
    run(cache);
    var time = Files.getLastModifiedTime(file);
    var bytes = Files.readAllBytes(file);
    bytes[8 * 1234 + 5] ^= 1;
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, time);
    var changed = run(cache);
    assertFalse(kept(changed));
    assertArrayEquals(
        bytes(new StreamingPipelineExecutor(catalogue, config()).run(pipeline)), bytes(changed));
    assertTrue(kept(run(cache)), "the new content is kept in place of the old one");
  }

  @Test
  void whatWasAskedForOtherwiseIsComputed() {
    var cache = cache(onDisk());
    run(cache);
    var input = Input.of(file.toString());
    var others =
        List.of(
            Pipeline.from(input.option("sign", true)).step("t.sum"),
            Pipeline.from(input).step("t.sum"),
            Pipeline.from(input).step("t.sum").as("named"),
            Pipeline.from(input).step("t.sum").with("column", "k"),
            Pipeline.from(input).step("t.sum").with("column", "x"),
            Pipeline.from(input).step("t.sum").by("k"));
    for (var other : others) {
      assertFalse(kept(run(cache, config(), other)), other.toString());
      assertTrue(kept(run(cache, config(), other)), other.toString());
    }
    for (var config :
        List.of(
            config().withSeed(1),
            config().withBlockRows(701),
            config().withChunkBytes(4096),
            config().withMemoryBytes(64 << 20),
            config().withErrorBudget(1))) {
      assertFalse(kept(run(cache, config, pipeline)), config.toString());
    }
    assertTrue(kept(run(cache, config().withDeadline(DAY), pipeline)), "limits that do not show");
  }

  @Test
  void otherCodeComputesAnew() {
    run(cache(onDisk(), "1.0"));
    assertFalse(kept(run(cache(onDisk(), "1.1"))));
    assertTrue(kept(run(cache(onDisk(), "1.0"))));
  }

  @Test
  void nothingIsKeptBeyondItsTime() {
    for (var settings : List.of(inMemory(), onDisk())) {
      var cache = cache(settings);
      run(cache);
      seconds.addAndGet(DAY.toSeconds() - 1);
      assertTrue(kept(run(cache)));
      seconds.addAndGet(2);
      assertFalse(kept(run(cache)));
    }
  }

  private Path entry() throws IOException {
    try (var entries = Files.newDirectoryStream(folder.resolve("cache/weir"))) {
      var all = new ArrayList<Path>();
      entries.forEach(all::add);
      assertEquals(1, all.size());
      return all.getFirst();
    }
  }

  @Test
  void aDamagedEntryCountsAsNone() throws IOException {
    var right = bytes(run(cache(onDisk())));
    var whole = Files.readAllBytes(entry());
    var cache = cache(onDisk());
    int tried = 0;
    for (int at = 0; at < whole.length; at += 61) {
      var changed = whole.clone();
      changed[at] ^= 0x20;
      write(changed);
      var run = run(cache);
      assertFalse(kept(run), "byte " + at);
      assertArrayEquals(right, bytes(run));
      tried++;
    }
    write(java.util.Arrays.copyOf(whole, whole.length / 2));
    assertFalse(kept(run(cache)));
    write(new byte[0]);
    assertFalse(kept(run(cache)));
    assertEquals(tried + 2, cache.statistics().damaged());
    assertTrue(kept(run(cache)), "and is replaced");
  }

  private void write(byte[] bytes) throws IOException {
    var entry = entry();
    Files.write(entry, bytes);
    Files.setLastModifiedTime(entry, FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
  }

  @Test
  void severalAtOnceShareAFolder() throws Exception {
    var right = bytes(new StreamingPipelineExecutor(catalogue, config()).run(pipeline));
    try (var pool = Executors.newFixedThreadPool(4)) {
      var runs = new ArrayList<Callable<byte[]>>();
      for (int i = 0; i < 40; i++) {
        boolean clears = i % 10 == 9;
        runs.add(() -> {
          var own = cache(onDisk());
          if (clears) {
            own.clear();
          }
          var bytes = bytes(run(own));
          assertEquals(java.util.Optional.empty(), own.trouble());
          assertEquals(0, own.statistics().damaged());
          return bytes;
        });
      }
      for (var run : pool.invokeAll(runs)) {
        assertArrayEquals(right, run.get());
      }
    }
    assertTrue(kept(run(cache(onDisk()))));
  }

  @Test
  void filesAreForTheirUserAlone() throws IOException {
    run(cache(onDisk()));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(entry())));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("cache/weir"))));
  }

  @Test
  void largeResultsAreNotKeptAndTheOldestMakeRoom() throws IOException {
    var small = cache(onDisk().withEntryBytes(500));
    run(small);
    assertEquals(new ResultCache.Statistics(0, 1, 0, 1, 0), small.statistics());
    run(cache(onDisk()));
    long bytes = Files.size(entry());
    var room = cache(onDisk().withDiskBytes(2 * bytes + bytes / 2));
    for (int seed = 1; seed <= 3; seed++) {
      seconds.addAndGet(10);
      run(room, config().withSeed(seed), pipeline);
    }
    assertTrue(room.size().bytes() <= 2 * bytes + bytes / 2);
    assertFalse(kept(run(room, config().withSeed(0), pipeline)));
    assertTrue(kept(run(room, config().withSeed(3), pipeline)));
    room.clear();
    assertEquals(new ResultCache.Size(0, 0), room.size());
  }

  @Test
  void aFolderThatCannotBeUsedIsToldOfAndHarmsNothing() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file where the folder should be");
    var cache = cache(onDisk());
    assertEquals(ROWS, run(cache).rowsRead());
    assertTrue(cache.trouble().orElseThrow().contains("cannot be used"));
  }

  @Test
  void onlyContentThatCanBeToldByNameIsKept() {
    var cache = cache(onDisk());
    var schema = Schema.of(Schema.Field.of("x", Type.DOUBLE));
    var table = Table.of(schema, List.of(Chunk.of(schema, ROWS, 0, Values.of(cells))));
    run(cache, config(), Pipeline.from(Input.of(table)).step("t.sum"));
    assertEquals(0, cache.size().entries());
  }

  @Test
  void aPartialResultIsNotKept() {
    var cache = cache(onDisk());
    var cancelled = new Cancellation();
    cancelled.cancel();
    new StreamingPipelineExecutor(catalogue, config())
        .withCache(cache)
        .run(pipeline, RunListener.NONE, cancelled);
    assertEquals(0, cache.size().entries());
  }

  @Test
  void modelsAreKeptForOtherRuns() {
    var cache = cache(onDisk());
    var fitted = Pipeline.from(file.toString()).step("t.centre");
    var first = run(cache, config(), fitted.step("t.sum").with("column", "centred"));
    assertEquals(3, first.metrics().scans());
    var plain =
        new StreamingPipelineExecutor(catalogue, config())
            .run(fitted.step("t.hash").with("column", "centred"));
    var second = run(cache, config(), fitted.step("t.hash").with("column", "centred"));
    assertFalse(kept(second));
    assertEquals(1, second.metrics().cache().models());
    assertEquals(1, second.metrics().scans());
    assertArrayEquals(bytes(plain), bytes(second));
    DoublesFiles.write(file, IntStream.range(0, ROWS).mapToDouble(r -> r).toArray());
    var changed = run(cache, config(), fitted.step("t.sum").with("column", "centred"));
    assertEquals(0, changed.metrics().cache().models());
    assertEquals(3, changed.metrics().scans());
  }

  @Test
  void modelsOfOtherRowsAreKeptTooAndOfGroups() {
    var train = folder.resolve("train.doubles");
    DoublesFiles.write(train, IntStream.range(0, 500).mapToDouble(r -> r % 17).toArray());
    var cache = cache(onDisk());
    for (var by : List.of(List.<String>of(), List.of("k"))) {
      var fitted =
          Pipeline.from(file.toString())
              .step("t.centre")
              .fitOn(Input.of(train.toString()))
              .by(by.toArray(String[]::new));
      run(cache, config(), fitted.step("t.sum").with("column", "centred"));
      var again = fitted.step("t.hash").with("column", "centred");
      var plain = new StreamingPipelineExecutor(catalogue, config()).run(again);
      var second = run(cache, config(), again);
      assertEquals(1, second.metrics().cache().models(), by.toString());
      assertArrayEquals(bytes(plain), bytes(second), by.toString());
    }
  }
}
