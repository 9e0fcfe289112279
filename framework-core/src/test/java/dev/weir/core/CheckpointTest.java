package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Completeness;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import dev.weir.core.checkpoint.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that ends at any write to its folder of checkpoints is taken up and gives, to the bit,
/// what a run gives that was never stopped.
final class CheckpointTest {
  static final int ROWS = 6_000;
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("x", Type.DOUBLE),
          Schema.Field.of("k", Type.INT),
          Schema.Field.of("name", Type.TEXT));
  private static final int POINTS = 12;
  private static final Table TABLE = table(1, ROWS, 40);

  @TempDir private Path folder;
  private final RowFiles rowFiles = new RowFiles();
  private final Catalogue catalogue = Catalogue.of(List.of(new SampleTools()), List.of(rowFiles));

  static Table table(long seed) {
    return table(seed, ROWS, 40);
  }

  private static Table table(long seed, int rows, int distinct) {
    var random = new Random(seed);
    var x = new double[rows];
    var k = new int[rows];
    var names = new String[rows];
    for (int r = 0; r < rows; r++) {
      x[r] = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
      k[r] = random.nextInt(7);
      names[r] = k[r] == 3 ? null : "n" + random.nextInt(distinct);
    }
    return Table.of(
        SCHEMA, List.of(Chunk.of(SCHEMA, rows, 0, Values.of(x), Values.of(k), Values.of(names))));
  }

  private Pipeline pipeline() {
    return Pipeline.from(Input.of(TABLE));
  }

  private StreamingConfig config() {
    return StreamingConfig.defaults()
        .withSpillDirectory(folder)
        .withThreads(2)
        .withBlockRows(1_000)
        .withChunkBytes(2048)
        .withCheckpoints(checkpoints(), Duration.ZERO);
  }

  private Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  private StreamingPipelineExecutor executor(StreamingConfig config, Storage storage) {
    return new StreamingPipelineExecutor(catalogue, config, storage, System::nanoTime);
  }

  private RunResult run(StreamingConfig config, Storage storage, Pipeline pipeline) {
    return executor(config, storage).run(pipeline, RunListener.NONE, new Cancellation());
  }

  private RunResult resume(StreamingConfig config, Storage storage, Pipeline pipeline) {
    return executor(config, storage).resume(pipeline, RunListener.NONE, new Cancellation());
  }

  /// Ends the run at each of its writes, takes it up, ends it again a few writes later, and takes
  /// it up to the end.
  private void survivesEveryWrite(StreamingConfig config, Pipeline pipeline) throws IOException {
    survives(config, pipeline, POINTS);
  }

  private long survives(StreamingConfig config, Pipeline pipeline, int points) throws IOException {
    rowFiles.clear();
    List<String> expected;
    long scanned;
    long spilled;
    var counting = Faults.killing(Long.MAX_VALUE);
    try (var whole = run(config, counting, pipeline)) {
      expected = lines(whole);
      scanned = whole.metrics().rowsRead();
      spilled = whole.metrics().spilledBytes();
    }
    assertEquals(List.of("lock"), names(), "a complete run leaves nothing");
    long operations = counting.operations();
    assertTrue(operations > 10, () -> "only " + operations);
    long step = Math.max(1, operations / points);
    for (long at = 1; at <= operations; at += step) {
      rowFiles.clear();
      empty();
      var killed = Faults.killing(at);
      assertThrows(PipelineException.class, () -> run(config, killed, pipeline).close());
      if (!begun()) {
        continue;
      }
      try (var early = resume(config, Faults.killing(7), pipeline)) {
        assertEquals(expected, lines(early), "killed at " + at);
        continue;
      } catch (PipelineException e) {
        assertTrue(e.getCause() instanceof Faults.Killed, () -> "not killed: " + e);
      }
      try (var resumed = resume(config, Storage.SYSTEM, pipeline)) {
        assertEquals(expected, lines(resumed), "killed at " + at);
        assertTrue(resumed.metrics().rowsRead() <= scanned);
        assertEquals(Completeness.COMPLETE, resumed.completeness());
      }
      assertEquals(List.of("lock"), names());
    }
    return spilled;
  }

  private boolean begun() throws IOException {
    return names().stream().anyMatch(name -> name.matches("checkpoint-[0-9]+.weir"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(checkpoints())) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private void empty() throws IOException {
    try (Stream<Path> files = Files.list(checkpoints())) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private List<String> lines(RunResult run) {
    var lines = new ArrayList<String>(ResultLines.of(run));
    lines.addAll(rowFiles.lines());
    return lines;
  }

  @Test
  void foldsOfOnePass() throws IOException {
    survivesEveryWrite(config(), pipeline().step("t.sum").step("t.keys").with("column", "name"));
  }

  @Test
  void foldsThatNeedOrderAndTransformsThatCarry() throws IOException {
    survivesEveryWrite(
        config(), pipeline().step("t.hash").step("t.lag").step("t.sum").with("column", "x"));
  }

  @Test
  void severalPassesAndModels() throws IOException {
    survivesEveryWrite(
        config(),
        pipeline()
            .step("t.keep")
            .with("where", "k < 6")
            .step("t.centre")
            .step("t.sum")
            .with("column", "centred")
            .step("t.hash")
            .with("column", "centred"));
  }

  @Test
  void modelsOfGroupsFittedOnOtherRows() throws IOException {
    survivesEveryWrite(
        config(),
        pipeline()
            .step("t.centre")
            .by("k")
            .fitOn(Input.of(table(2)))
            .step("t.sum")
            .with("column", "centred"));
  }

  @Test
  void gatheredRows() throws IOException {
    survivesEveryWrite(config(), pipeline().step("t.median").step("t.sampled-median"));
  }

  @Test
  void groups() throws IOException {
    survivesEveryWrite(
        config(),
        pipeline()
            .step("t.sum")
            .by("name")
            .step("t.hash")
            .by("k")
            .step("t.keys")
            .with("column", "name")
            .by("k")
            .step("t.lag")
            .by("k")
            .step("t.sum")
            .as("after"));
  }

  @Test
  void groupsOnTheDisk() throws IOException {
    var config = config().withMemoryBytes(64 << 20).withBlockRows(3_000).withChunkBytes(64 << 10);
    var rows = Pipeline.from(Input.of(table(4, 9_000, 2_500)));
    long spilled = survives(config, rows.step("t.large").by("name").step("t.hash").by("name"), 3);
    assertTrue(spilled > 1 << 20, () -> "to the disk " + spilled);
  }

  @Test
  void modelsOfGroupsOnTheDisk() throws IOException {
    var config = config().withMemoryBytes(64 << 20).withBlockRows(6_000).withChunkBytes(64 << 10);
    var rows = Pipeline.from(Input.of(table(4, 20_000, 15_000)));
    long spilled =
        survives(
            config, rows.step("t.centre").by("name").step("t.sum").with("column", "centred"), 3);
    assertTrue(spilled > 1 << 20, () -> "to the disk " + spilled);
  }

  @Test
  void transformsOfGroupsOnTheDisk() throws IOException {
    var config = config().withMemoryBytes(64 << 20).withBlockRows(6_000).withChunkBytes(64 << 10);
    var rows = Pipeline.from(Input.of(table(4, 20_000, 15_000)));
    long spilled =
        survives(config, rows.step("t.lag").by("name").step("t.hash").with("column", "lag"), 3);
    assertTrue(spilled > 1 << 20, () -> "to the disk " + spilled);
  }

  @Test
  void rowsWrittenOut() throws IOException {
    survivesEveryWrite(
        config(),
        pipeline().step("t.keep").with("where", "x > 0").step("t.lag").writeTo(Path.of("rows.t")));
  }

  @Test
  void rowsSetAside() throws IOException {
    survivesEveryWrite(
        config().withErrorBudget(ROWS),
        pipeline().step("t.positive").step("t.centre").step("t.sum"));
  }

  @Test
  void aTornOrDamagedNewestFallsBackToTheOneBefore() throws IOException {
    var pipeline = pipeline().step("t.sum").step("t.keys").with("column", "name").by("k");
    List<String> expected;
    try (var whole = run(config(), Storage.SYSTEM, pipeline)) {
      expected = ResultLines.of(whole);
    }
    assertThrows(
        PipelineException.class, () -> run(config(), Faults.killing(20), pipeline).close());
    var files = names().stream().filter(n -> n.matches("checkpoint-[0-9]+.weir")).toList();
    assertEquals(2, files.size());
    var newest = checkpoints().resolve(files.getLast());
    var before = checkpoints().resolve(files.getFirst());
    var newestBytes = Files.readAllBytes(newest);
    var beforeBytes = Files.readAllBytes(before);
    for (int at = 0; at < newestBytes.length; at += 64) {
      restore(before, beforeBytes);
      var damaged = newestBytes.clone();
      damaged[at] ^= (byte) (1 + at % 255);
      restore(newest, at % 128 == 0 ? damaged : Arrays.copyOf(newestBytes, at));
      try (var resumed = resume(config(), Storage.SYSTEM, pipeline)) {
        var lines = new ArrayList<>(ResultLines.of(resumed));
        assertTrue(
            lines.removeIf(line -> line.contains("cannot be used")), "no warning at byte " + at);
        assertEquals(expected, lines, "byte " + at);
      }
    }
    restore(before, Arrays.copyOf(beforeBytes, 100));
    restore(newest, Arrays.copyOf(newestBytes, 200));
    var none =
        assertThrows(
            PipelineException.class, () -> resume(config(), Storage.SYSTEM, pipeline).close());
    assertEquals("checkpoint.damaged", none.code());
  }

  private static void restore(Path file, byte[] content) throws IOException {
    Files.write(file, content);
  }

  @Test
  void anotherRunIsRefusedAndTheDifferenceNamed() {
    var pipeline = pipeline().step("t.sum");
    assertThrows(
        PipelineException.class, () -> run(config(), Faults.killing(20), pipeline).close());
    refused("step 1", config(), pipeline().step("t.sum").with("column", "k"));
    refused("step 2", config(), pipeline().step("t.sum").step("t.hash"));
    refused("rows of a block", config().withBlockRows(2_000), pipeline);
    refused("seed", config().withSeed(9), pipeline);
    refused("content of the input", config(), Pipeline.from(Input.of(table(5))).step("t.sum"));
    var busy =
        assertThrows(
            PipelineException.class, () -> run(config(), Storage.SYSTEM, pipeline).close());
    assertEquals("checkpoint.unfinished", busy.code());
    resume(config().withThreads(1), Storage.SYSTEM, pipeline).close();
    var none =
        assertThrows(
            PipelineException.class, () -> resume(config(), Storage.SYSTEM, pipeline).close());
    assertEquals("checkpoint.none", none.code());
  }

  private void refused(String difference, StreamingConfig config, Pipeline pipeline) {
    var error =
        assertThrows(
            PipelineException.class, () -> resume(config, Storage.SYSTEM, pipeline).close());
    assertEquals(PipelineException.Category.REFUSED, error.category());
    assertTrue(error.getMessage().contains(": " + difference), error::getMessage);
  }

  @Test
  void checkpointsAreMadeWhenTheIntervalIsOver() {
    assertEquals(7, written(Duration.ZERO));
    assertEquals(1, written(Duration.ofSeconds(3)));
    assertEquals(0, written(Duration.ofSeconds(8)));
  }

  /// Each look at the clock takes a second: one a block, one after the scan, and one before and
  /// after a checkpoint; so one takes a second, and the next is due nine seconds after.
  private int written(Duration every) {
    var now = new AtomicLong();
    var executor =
        new StreamingPipelineExecutor(
            catalogue,
            config().withCheckpoints(checkpoints(), every),
            Storage.SYSTEM,
            () -> now.getAndAdd(1_000_000_000L));
    try (var run = executor.run(pipeline().step("t.sum"), RunListener.NONE, new Cancellation())) {
      return run.metrics().checkpoints();
    }
  }

  @Test
  void aFullDiskDoesNotEndTheRunAndIsTold() {
    var full = Faults.failing(12, () -> new IOException("No space left on device"));
    try (var run = run(config(), full, pipeline().step("t.sum"))) {
      assertTrue(run.last().result().warnings().getFirst().contains("the disk is full"));
      assertEquals(Completeness.COMPLETE, run.completeness());
    }
  }

  @Test
  void aCancelledRunSaysWhereToGoOn() {
    var cancellation = new Cancellation();
    var stopping = Faults.telling(60, cancellation::cancel);
    try (var run =
        executor(config(), stopping)
            .run(pipeline().step("t.sum"), RunListener.NONE, cancellation)) {
      assertEquals(Completeness.PARTIAL, run.completeness());
      assertTrue(run.resumeToken().orElseThrow().endsWith("checkpoints"));
      assertEquals(run.resumeToken(), run.last().resumeToken());
    }
    try (var run = resume(config(), Storage.SYSTEM, pipeline().step("t.sum"))) {
      assertEquals(Completeness.COMPLETE, run.completeness());
      assertTrue(run.resumeToken().isEmpty());
      assertTrue(run.metrics().rowsRead() < ROWS);
    }
  }

  /// They are saved before they begin and after they end.
  @Test
  void toolsThatReadTheirInputThemselves() throws IOException {
    survivesEveryWrite(
        config(),
        pipeline()
            .step("t.keep")
            .with("where", "k < 6")
            .step("t.centre")
            .step("t.two-reads")
            .with("column", "centred")
            .step("t.sum"));
  }
}
