package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Completeness;
import dev.weir.api.Exactness;
import dev.weir.api.PipelineException;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingPipelineResult;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs sample tools of every mode and role over tables in memory, with blocks so small that there
/// are many of them.
final class ExecutorTest {
  private static final int ROWS = 10_000;
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("x", Type.DOUBLE),
          Schema.Field.of("k", Type.INT),
          Schema.Field.of("name", Type.TEXT));

  @TempDir private Path spill;
  private final Catalogue catalogue = Catalogue.of(List.of(new SampleTools()), List.of());
  private final double[] x = new double[ROWS];
  private final int[] k = new int[ROWS];
  private final Table table = table();

  private Table table() {
    var random = new Random(1);
    var names = new String[ROWS];
    for (int r = 0; r < ROWS; r++) {
      x[r] = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
      k[r] = random.nextInt(5);
      names[r] = "n" + k[r];
    }
    return Table.of(
        SCHEMA, List.of(Chunk.of(SCHEMA, ROWS, 0, Values.of(x), Values.of(k), Values.of(names))));
  }

  private StreamingConfig config() {
    return StreamingConfig.defaults()
        .withSpillDirectory(spill)
        .withThreads(2)
        .withBlockRows(700)
        .withChunkBytes(2048);
  }

  private RunResult run(StreamingConfig config, Pipeline pipeline) {
    return new StreamingPipelineExecutor(catalogue, config).run(pipeline);
  }

  private Pipeline over(Table rows) {
    return Pipeline.from(Input.of(rows));
  }

  private static <T> T value(RunResult run, String step, String name, Class<T> type) {
    return run.step(step).result().value(name, type);
  }

  @Test
  void everyModeSeesEveryRowOnceAndInOrder() {
    var run =
        run(
            config(),
            over(table)
                .step("t.sum")
                .step("t.hash")
                .step("t.median")
                .step("t.two-reads")
                .step("t.keys")
                .with("column", "k"));
    long hash = 7;
    double sum = 0;
    for (double cell : x) {
      hash = hash * 31 + Double.doubleToLongBits(cell);
      sum += cell;
    }
    assertEquals(hash, value(run, "t.hash", "hash", Long.class));
    assertEquals(ROWS, value(run, "t.sum", "count", Long.class));
    assertEquals(sum, value(run, "t.sum", "sum", Double.class), 1e-6);
    assertEquals(
        java.util.Arrays.stream(x).sorted().toArray()[ROWS / 2],
        value(run, "t.median", "median", Double.class));
    assertEquals(sum, value(run, "t.two-reads", "sums", double[].class)[1], 1e-6);
    assertEquals(5, value(run, "t.keys", "distinct", Long.class));
    assertEquals(Completeness.COMPLETE, run.completeness());
    assertEquals(ROWS, run.rowsRead());
    assertEquals(ROWS, run.rowsUsed());
    assertEquals(
        List.of("t.sum", "t.hash", "t.median", "t.two-reads", "t.keys"),
        run.steps().stream().map(StreamingPipelineResult::step).toList());
  }

  @Test
  void bitsAreTheSameForAnyThreadsAndDifferOnlyWithTheGrid() {
    var pipeline =
        over(table)
            .step("t.keep")
            .with("where", "x > -1")
            .step("t.centre")
            .step("t.sum")
            .with("column", "centred");
    long bits =
        Double.doubleToLongBits(
            value(run(config().withThreads(1), pipeline), "t.sum", "sum", Double.class));
    for (int threads : new int[] {1, 2, 3, 8}) {
      var run = run(config().withThreads(threads), pipeline);
      assertEquals(
          bits,
          Double.doubleToLongBits(value(run, "t.sum", "sum", Double.class)),
          threads + " threads");
    }
    var other = run(config().withBlockRows(1 << 20).withChunkBytes(1 << 20), pipeline);
    assertNotEquals(bits, Double.doubleToLongBits(value(other, "t.sum", "sum", Double.class)));
    assertEquals(Double.longBitsToDouble(bits), value(other, "t.sum", "sum", Double.class), 1e-3);
  }

  @Test
  void sequentialTransformCarriesOverBlocksAndFoldsAfterItRunInParallel() {
    var run =
        run(
            config(),
            over(table)
                .step("t.lag")
                .step("t.sum")
                .with("column", "lag")
                .step("t.hash")
                .with("column", "lag"));
    long hash = 7 * 31 + Double.doubleToLongBits(Double.NaN);
    for (int r = 0; r < ROWS - 1; r++) {
      hash = hash * 31 + Double.doubleToLongBits(x[r]);
    }
    assertEquals(hash, value(run, "t.hash", "hash", Long.class));
    assertEquals(ROWS, value(run, "t.sum", "count", Long.class));
  }

  @Test
  void estimatorFitsOverAllRowsBeforeItTransformsAny() {
    var run =
        run(
            config(),
            over(table).step("t.sum").step("t.centre").step("t.sum").with("column", "centred"));
    double mean = java.util.Arrays.stream(x).average().orElseThrow();
    double upper = java.util.Arrays.stream(x).filter(v -> v > mean).average().orElseThrow();
    double relative = Math.abs(upper) * 1e-9;
    assertEquals(upper, value(run, "t.centre", "upper", Double.class), relative);
    assertEquals(
        java.util.Arrays.stream(x).map(v -> v - upper).sum(),
        value(run, "t.sum-2", "sum", Double.class),
        1e-3);
    var plan =
        new StreamingPipelineExecutor(catalogue, config())
            .plan(
                over(table).step("t.sum").step("t.centre").step("t.sum").with("column", "centred"));
    assertEquals(3, plan.scans());
    assertEquals(List.of(1, 1, 3), plan.steps().stream().map(Plan.StepPlan::scan).toList());
    assertEquals(List.of("x"), plan.columnsRead());
  }

  @Test
  void estimatorMayBeFittedOnAnotherInput() {
    var other =
        Rows.of(Schema.of(Schema.Field.of("unused", Type.TEXT), Schema.Field.of("x", Type.DOUBLE)));
    for (double v : new double[] {0, 1, 2, 9}) {
      other.row().put(0, "u").put(1, v);
    }
    var run =
        run(
            config(),
            over(table)
                .step("t.centre")
                .fitOn(Input.of(other.table()))
                .step("t.sum")
                .with("column", "centred"));
    assertEquals(9, value(run, "t.centre", "upper", Double.class));
    assertEquals(
        java.util.Arrays.stream(x).map(v -> v - 9).sum(),
        value(run, "t.sum", "sum", Double.class),
        1e-3);
  }

  @Test
  void lookUpIsAnEstimatorFittedOnItsFurtherInput() {
    var names =
        Rows.of(Schema.of(Schema.Field.of("number", Type.INT), Schema.Field.of("name", Type.TEXT)));
    names.row().put(0, 0).put(1, "zero").row().put(0, 1).put(1, "one");
    var run =
        run(
            config(),
            over(table)
                .step("t.lookup")
                .with("column", "k")
                .fitOn(Input.of(names.table()))
                .step("t.keys")
                .with("column", "name"));
    assertEquals(3, value(run, "t.keys", "distinct", Long.class));
    var missing =
        assertThrows(
            PipelineException.class,
            () -> run(config(), over(table).step("t.lookup").with("column", "k")));
    assertTrue(missing.getMessage().contains("--names FILE"), missing.getMessage());
  }

  @Test
  void groupsAreAPropertyOfTheStep() {
    var run =
        run(
            config(),
            over(table)
                .step("t.sum")
                .by("k")
                .step("t.hash")
                .by("k")
                .step("t.lag")
                .by("k")
                .step("t.hash")
                .with("column", "lag")
                .by("name")
                .step("t.median")
                .by("k")
                .step("t.centre")
                .by("k")
                .step("t.sum")
                .with("column", "centred")
                .by("k"));
    assertEquals(Set.of("values"), run.step("t.centre").result().tables().keySet());
    var sums = byKey(run.step("t.sum").result().table("values"), "sum");
    var hashes = byKey(run.step("t.hash").result().table("values"), "hash");
    var lagged = byKey(run.step("t.hash-2").result().table("values"), "hash");
    var centred = byKey(run.step("t.sum-2").result().table("values"), "sum");
    for (int group = 0; group < 5; group++) {
      int g = group;
      var own =
          java.util.stream.IntStream.range(0, ROWS)
              .filter(r -> k[r] == g)
              .mapToDouble(r -> x[r])
              .toArray();
      long hash = 7;
      long lag = 7 * 31 + Double.doubleToLongBits(Double.NaN);
      for (int r = 0; r < own.length; r++) {
        hash = hash * 31 + Double.doubleToLongBits(own[r]);
        lag = r == own.length - 1 ? lag : lag * 31 + Double.doubleToLongBits(own[r]);
      }
      double mean = java.util.Arrays.stream(own).average().orElseThrow();
      double upper = java.util.Arrays.stream(own).filter(v -> v > mean).average().orElseThrow();
      assertEquals(java.util.Arrays.stream(own).sum(), (Double) sums.get((long) g), 1e-6);
      assertEquals(hash, hashes.get((long) g));
      assertEquals(lag, lagged.get("n" + g));
      assertEquals(
          java.util.Arrays.stream(own).map(v -> v - upper).sum(),
          (Double) centred.get((long) g),
          1e-3);
    }
  }

  private static java.util.Map<Object, Object> byKey(Table values, String name) {
    var byKey = new HashMap<Object, Object>();
    var key = values.schema().columns().findFirst().orElseThrow();
    var column = values.schema().column(name);
    values.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        Object own =
            key.type() == Type.TEXT ? chunk.text(key).string(r) : (Object) chunk.longs(key)[r];
        byKey.put(
            own,
            column.type() == Type.DOUBLE
                ? (Object) chunk.doubles(column)[r]
                : (Object) chunk.longs(column)[r]);
      }
    });
    return byKey;
  }

  @Test
  void toolThatReadsByItselfSaysHowManyRowsItSaw() {
    var run = run(config(), over(table).step("t.keep").with("where", "k = 3").step("t.two-reads"));
    long matching = java.util.Arrays.stream(k).filter(v -> v == 3).count();
    assertEquals(ROWS, run.rowsRead());
    assertEquals(matching, run.step("t.two-reads").rowsUsed());
  }

  @Test
  void columnsOfTheGroupsAreNotAmongAllColumns() {
    var bound = catalogue.bind("t.all", java.util.Map.of(), List.of("k"), SCHEMA, SCHEMA, 0, true);
    assertEquals(
        List.of("x", "name"), bound.needs().columns().stream().map(c -> c.name()).toList());
    var only = Schema.of(Schema.Field.of("k", Type.INT));
    var none =
        assertThrows(
            PipelineException.class,
            () -> catalogue.bind("t.all", java.util.Map.of(), List.of("k"), only, only, 0, true));
    assertTrue(none.getMessage().contains("beside those of --by"), none.getMessage());
  }

  @Test
  void rejectedRowsStayOutOfLaterStepsAndPasses() {
    long negative = java.util.Arrays.stream(x).filter(v -> v < 0).count();
    var pipeline =
        over(table)
            .step("t.positive")
            .step("t.sum")
            .step("t.centre")
            .step("t.sum")
            .with("column", "centred");
    var run = run(config().withErrorBudget(negative), pipeline);
    assertEquals(negative, run.rowsSkipped());
    assertEquals(ROWS - negative, run.rowsUsed());
    assertEquals(ROWS - negative, value(run, "t.sum", "count", Long.class));
    assertEquals(ROWS - negative, value(run, "t.sum-2", "count", Long.class));
    assertEquals("value is below 0", run.skipped().getFirst().reason());
    var over =
        assertThrows(
            PipelineException.class, () -> run(config().withErrorBudget(negative - 1), pipeline));
    assertEquals("rows.budget", over.code());
    var none = assertThrows(PipelineException.class, () -> run(config(), pipeline));
    assertEquals(PipelineException.Category.DATA, none.category());
    assertTrue(none.getMessage().contains("--error-budget"), none.getMessage());
  }

  @Test
  void batchThatDoesNotFitIsRefusedOrSampledAsTheToolSays() {
    var many = StreamingConfig.MIB;
    var big = new LongTable(4_000_000);
    var small = config().withMemoryBytes(64 * many).withBlockRows(1 << 20).withChunkBytes(1 << 20);
    var refused =
        assertThrows(
            PipelineException.class,
            () -> run(small, Pipeline.from(Input.of("big", _ -> big)).step("t.median")));
    assertEquals("plan.gather", refused.code());
    var run = run(small, Pipeline.from(Input.of("big", _ -> big)).step("t.sampled-median"));
    var sampled = (Exactness.Sampled) run.last().result().exactness().get("rows");
    assertEquals(4_000_000, sampled.of());
    assertTrue(sampled.used() > 300_000 && sampled.used() < 4_000_000, sampled.toString());
    assertEquals(2_000_000, value(run, "t.sampled-median", "median", Double.class), 20_000);
    assertEquals(
        value(run, "t.sampled-median", "median", Double.class),
        value(
            run(
                small.withThreads(1),
                Pipeline.from(Input.of("big", _ -> big)).step("t.sampled-median")),
            "t.sampled-median",
            "median",
            Double.class));
  }

  @Test
  void modelsOfGroupsThatDoNotFitEndTheRunBeforeTheHeapDoes() {
    var many = new LongTable(4_000_000);
    var small = config().withMemoryBytes(64 << 20).withBlockRows(1 << 20).withChunkBytes(6 << 20);
    var full =
        assertThrows(
            PipelineException.class,
            () -> run(small, Pipeline.from(Input.of("many", _ -> many)).step("t.centre").by("x")));
    assertEquals("memory.groups", full.code());
    assertEquals(PipelineException.Category.RESOURCE, full.category());
  }

  @Test
  void deadlineGivesAPartialResultOfTheRowsRead() {
    var endless = new LongTable(Long.MAX_VALUE);
    var run =
        run(
            config().withDeadline(java.time.Duration.ofMillis(200)).withBlockRows(1 << 16),
            Pipeline.from(Input.of("endless", _ -> endless)).step("t.sum"));
    assertEquals(Completeness.PARTIAL, run.completeness());
    assertEquals("run.deadline", run.stoppedBy().orElseThrow().code());
    assertEquals(run.rowsRead(), value(run, "t.sum", "count", Long.class));
    assertTrue(run.rowsRead() > 0);
  }

  @Test
  void interruptEndsTheRunWithAPartialResult() throws Exception {
    var started = new CountDownLatch(1);
    var outcome = new ArrayList<RunResult>();
    var endless = new LongTable(Long.MAX_VALUE);
    var listener =
        new RunListener() {
          @Override
          public void progress(Progress progress) {
            started.countDown();
          }
        };
    var runner =
        new Thread(() -> {
          outcome.add(
              new StreamingPipelineExecutor(catalogue, config())
                  .run(
                      Pipeline.from(Input.of("endless", _ -> endless)).step("t.sum"),
                      listener,
                      new Cancellation()));
          assertTrue(Thread.currentThread().isInterrupted());
        });
    runner.start();
    started.await();
    runner.interrupt();
    runner.join();
    assertEquals("run.cancelled", outcome.getFirst().stoppedBy().orElseThrow().code());
    try (var left = Files.list(spill)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void snapshotsDescribeTheFirstRows() {
    var early = new ArrayList<StreamingPipelineResult>();
    var listener =
        new RunListener() {
          @Override
          public void snapshot(StreamingPipelineResult snapshot) {
            early.add(snapshot);
          }
        };
    new StreamingPipelineExecutor(
            catalogue, config().withSnapshotEvery(java.time.Duration.ofNanos(1)))
        .run(over(table).step("t.sum"), listener, new Cancellation());
    assertTrue(early.size() > 3, early.size() + " snapshots");
    for (var snapshot : early) {
      assertEquals(Completeness.EARLY, snapshot.completeness());
      assertEquals(snapshot.rowsUsed(), snapshot.result().value("count", Long.class));
    }
  }

  @Test
  void failingToolIsNamedWithThePlaceOfTheEarliestFailure() {
    var cells = new double[5000];
    cells[4200] = 13;
    cells[900] = 13;
    var schema = Schema.of(Schema.Field.of("x", Type.DOUBLE));
    var rows = Table.of(schema, List.of(Chunk.of(schema, cells.length, 0, Values.of(cells))));
    for (int attempt = 0; attempt < 20; attempt++) {
      var error =
          assertThrows(
              PipelineException.class,
              () -> run(config().withThreads(4), over(rows).step("t.broken")));
      assertEquals(PipelineException.Category.INTERNAL, error.category());
      assertTrue(error.getMessage().startsWith("t.broken: failed on row 701 "), error.getMessage());
    }
  }

  @Test
  void transformAtTheEndShowsItsFirstRowsAndTheirNumber() {
    var run = run(config(), over(table).step("t.keep").with("where", "k = 3"));
    long matching = java.util.Arrays.stream(k).filter(v -> v == 3).count();
    assertEquals(matching, run.last().result().value("rows", Long.class));
    assertEquals(20, run.last().result().table("rows").rows().orElseThrow());
    assertEquals(List.of("x", "k", "name"), run.last().result().table("rows").schema().names());
  }

  @Test
  void wrongRequestsAreRefusedBeforeReading() {
    var unknownTool =
        assertThrows(PipelineException.class, () -> run(config(), over(table).step("t.summ")));
    assertTrue(unknownTool.getMessage().contains("'t.sum'"), unknownTool.getMessage());
    var unknownColumn =
        assertThrows(
            PipelineException.class,
            () -> run(config(), over(table).step("t.sum").with("column", "nam")));
    assertTrue(unknownColumn.getMessage().contains("'name'"), unknownColumn.getMessage());
    var type =
        assertThrows(
            PipelineException.class,
            () -> run(config(), over(table).step("t.sum").with("column", "name")));
    assertTrue(type.getMessage().contains("x, k"), type.getMessage());
    var groups =
        assertThrows(
            PipelineException.class,
            () -> run(config(), over(table).step("t.keep").with("where", "k = 1").by("k")));
    assertEquals(PipelineException.Category.REFUSED, groups.category());
    var memory =
        assertThrows(
            PipelineException.class,
            () -> run(config().withMemoryBytes(33 << 20), over(table).step("t.sum")));
    assertTrue(memory.getMessage().contains("--memory 64m"), memory.getMessage());
    var once =
        assertThrows(
            PipelineException.class,
            () ->
                run(
                    config(),
                    Pipeline.from(Input.of("once", _ -> new LongTable(10, Set.of())))
                        .step("t.centre")));
    assertEquals("plan.reread", once.code());
  }

  @Test
  void emptyInputGivesAnswersToo() {
    var none = Table.of(SCHEMA, List.of());
    var run =
        run(
            config(),
            over(none)
                .step("t.sum")
                .step("t.lag")
                .step("t.keys")
                .with("column", "k")
                .step("t.median")
                .step("t.sum")
                .by("k"));
    assertEquals(0, value(run, "t.sum", "count", Long.class));
    assertEquals(0, value(run, "t.keys", "distinct", Long.class));
    assertEquals(0, run.rowsRead());
  }

  @Test
  void lineageNamesContentAndGrid() {
    var first = run(config(), over(table).step("t.sum"));
    assertTrue(first.lineage().get("fingerprint").startsWith("sha256:"));
    assertEquals("700", first.lineage().get("blockRows"));
    assertEquals(
        first.lineage().get("fingerprint"),
        run(config().withBlockRows(99), over(table).step("t.sum")).lineage().get("fingerprint"));
    assertTrue(first.metrics().peakBytes() > 0);
    assertArrayEquals(
        new Object[] {"values"},
        run(config(), over(table).step("t.sum").by("k"))
            .last()
            .composition()
            .acceptedBy()
            .keySet()
            .stream()
            .filter("values"::equals)
            .toArray());
  }

  @Test
  void fingerprintDependsOnContentAlone() {
    var whole = Chunk.of(SCHEMA, ROWS, 0, Values.of(x), Values.of(k), Values.of(names(0)));
    var halves = Table.of(SCHEMA, List.of(whole.slice(0, 3333), whole.slice(3333, ROWS)));
    assertEquals(TableFingerprint.of(table), TableFingerprint.of(halves));
    var other = Chunk.of(SCHEMA, ROWS, 0, Values.of(x), Values.of(k), Values.of(names(1)));
    assertNotEquals(
        TableFingerprint.of(table), TableFingerprint.of(Table.of(SCHEMA, List.of(other))));
  }

  private String[] names(int different) {
    var names = new String[ROWS];
    for (int r = 0; r < ROWS; r++) {
      names[r] = "n" + (r == ROWS - 1 ? k[r] + different : k[r]);
    }
    return names;
  }

  /// Whole numbers from 0, made as they are read.
  private record LongTable(long count, Set<Ability> abilities) implements StreamingDataSource {
    private static final Schema NUMBERS = Schema.of(Schema.Field.of("x", Type.DOUBLE));

    LongTable(long count) {
      this(count, Set.of(Ability.REREAD, Ability.STABLE_ORDER));
    }

    @Override
    public Schema schema() {
      return NUMBERS;
    }

    @Override
    public OptionalLong rows() {
      return count == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(count);
    }

    @Override
    public String fingerprint() {
      return "numbers:" + count;
    }

    @Override
    public String description() {
      return "numbers";
    }

    @Override
    public ChunkReader open(Scan scan) {
      return new ChunkReader() {
        private long next;

        @Override
        public Optional<Chunk> next() {
          long border = (next / scan.blockRows() + 1) * scan.blockRows();
          int rows = (int) Math.min(Math.min(count, border) - next, scan.chunkRows());
          if (rows == 0) {
            return Optional.empty();
          }
          var cells = new double[rows];
          for (int r = 0; r < rows; r++) {
            cells[r] = next + r;
          }
          var chunk = Chunk.of(NUMBERS, rows, next, Values.of(cells));
          next += rows;
          return Optional.of(chunk);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() {}
  }
}
