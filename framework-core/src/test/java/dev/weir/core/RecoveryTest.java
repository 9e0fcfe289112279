package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.ChunkReader;
import dev.weir.api.Column;
import dev.weir.api.Completeness;
import dev.weir.api.DomainPlugin;
import dev.weir.api.ErrorBudget;
import dev.weir.api.ErrorPolicy;
import dev.weir.api.ErrorPolicy.OnError;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Recovery;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingPipelineError;
import dev.weir.api.StreamingPipelineError.Kind;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run does about each class of errors, one by one; all together are in [FaultPlansTest].
final class RecoveryTest {
  private static final int ROWS = 4096;
  private static final Schema SCHEMA = Schema.of(Schema.Field.of("x", Type.DOUBLE));

  @TempDir private Path spill;
  private final List<StreamingPipelineError> told = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger aggregated = new AtomicInteger();
  private Recovery answer = Recovery.RETRY;
  private int failsFrom = Integer.MAX_VALUE;
  private final Set<Long> poison = new java.util.TreeSet<>();

  /// Sums; fails on poison rows, and from some aggregation on.
  private final class Brittle implements MergeablePipeline<double[]> {
    private final Column column;

    Brittle(Column column) {
      this.column = column;
    }

    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[2];
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      calls.incrementAndGet();
      for (int r = 0; r < chunk.rows(); r++) {
        if (poison.contains(chunk.position(r))) {
          throw new ArithmeticException("cannot take " + chunk.doubles(column)[r]);
        }
        s[0] += chunk.doubles(column)[r];
        s[1]++;
      }
    }

    @Override
    public double[] merge(double[] a, double[] b) {
      a[0] += b[0];
      a[1] += b[1];
      return a;
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] s, ChunkProcessingContext context) {
      if (!context.early() && aggregated.incrementAndGet() >= failsFrom) {
        throw new IllegalStateException("no result");
      }
      return PipelineResult.EMPTY
          .withValue("count", (long) s[1])
          .withValue("recovered", (long) context.errors().size());
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 32);
    }

    @Override
    public Recovery handleStreamingError(
        StreamingPipelineError error, ChunkProcessingContext context) {
      told.add(error);
      return answer;
    }
  }

  private final class Plugin implements DomainPlugin {
    @Override
    public List<ToolDescriptor> tools() {
      return List.of(
          SampleTools.describe(Brittle.class, "b.sum")
              .option(OptionDescriptor.of("column", OptionType.COLUMN, "x", "Column to read"))
              .build());
    }

    @Override
    public AnalysisPipeline create(String tool, OptionValues options, Binding in, Binding fitted) {
      return new Brittle(in.column("x", Type.numeric()));
    }
  }

  /// A source that fails on some calls, and counts how often it is opened.
  private static final class Shaky extends WrappedSource {
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final java.util.function.IntPredicate fails;
    private final boolean known;

    Shaky(boolean known, java.util.function.IntPredicate fails) {
      super(new TableSource(numbers()));
      this.known = known;
      this.fails = fails;
    }

    @Override
    public OptionalLong rows() {
      return known ? super.rows() : OptionalLong.empty();
    }

    @Override
    public String fingerprint() {
      return "shaky";
    }

    @Override
    public ChunkReader open(Scan scan) {
      opened.incrementAndGet();
      return super.open(scan);
    }

    @Override
    Optional<Chunk> next(Scan scan, ChunkReader reader) {
      if (fails.test(reads.incrementAndGet())) {
        throw PipelineException.data("source.io", "the network is down");
      }
      return super.next(scan, reader);
    }
  }

  private static Table numbers() {
    var cells = IntStream.range(0, ROWS).mapToDouble(i -> i).toArray();
    return Table.of(SCHEMA, List.of(Chunk.of(SCHEMA, ROWS, 0, Values.of(cells))));
  }

  private StreamingConfig config(OnError what, ErrorBudget budget) {
    return StreamingConfig.defaults()
        .withSpillDirectory(spill)
        .withThreads(2)
        .withBlockRows(512)
        .withChunkBytes(1024)
        .withErrorPolicy(new ErrorPolicy(what, budget, 2));
  }

  private RunResult run(StreamingConfig config, StreamingDataSource source) {
    var catalogue = Catalogue.of(List.of(new Plugin()), List.of());
    return new StreamingPipelineExecutor(catalogue, config)
        .run(Pipeline.from(Input.of("rows", _ -> source)).step("b.sum"));
  }

  private RunResult run(StreamingConfig config) {
    return run(config, new Shaky(true, _ -> false));
  }

  private static long count(RunResult run) {
    return run.last().result().value("count", Long.class);
  }

  @Test
  void poisonRowsAreFoundInFewCalls() {
    var clean = run(config(OnError.SKIP, new ErrorBudget.Rows(10)));
    assertEquals(ROWS, count(clean));
    int usual = calls.getAndSet(0);
    poison.addAll(List.of(1000L, 1001L, 3000L));
    var run = run(config(OnError.SKIP, new ErrorBudget.Rows(10)));
    assertEquals(Completeness.COMPLETE, run.completeness());
    assertEquals(ROWS - 3, count(run));
    assertEquals(3, run.rowsSkipped());
    assertEquals(
        List.of(1000L, 1001L, 3000L), run.skipped().stream().map(s -> s.position()).toList());
    assertEquals("b.sum", run.skipped().getFirst().step());
    assertEquals(
        "the tool failed: java.lang.ArithmeticException: cannot take 1000.0",
        run.skipped().getFirst().reason());
    // Two blocks of 4 chunks of 128 rows: found by 2 k log2 n calls, then folded and looked at
    // again.
    assertTrue(calls.get() <= usual + 2 * 3 * 7 + 2 * 12, usual + " and " + calls);
    assertEquals(2, run.last().result().value("recovered", Long.class));
    assertEquals(2, run.recovered().size());
    assertTrue(run.recovered().getFirst().contains("set aside"), run.recovered()::toString);
  }

  @Test
  void aChunkOfNothingButPoison() {
    IntStream.range(512, 1024).forEach(r -> poison.add((long) r));
    var run = run(config(OnError.SKIP, new ErrorBudget.Rows(512)));
    assertEquals(ROWS - 512, count(run));
    assertEquals(512, run.rowsSkipped());
  }

  @Test
  void theBudgetEndsTheSearchAndNamesTheFirstRows() {
    IntStream.range(512, 1024).forEach(r -> poison.add((long) r));
    for (var budget : List.of(new ErrorBudget.Rows(3), new ErrorBudget.Share(0.001))) {
      var over =
          assertThrows(
              PipelineException.class, () -> run(config(OnError.SKIP, budget).withThreads(1)));
      assertEquals("rows.budget", over.code());
      assertTrue(over.getMessage().contains("row 513 (b.sum): the tool failed"), over.getMessage());
      assertTrue(over.getMessage().contains("error budget of " + budget), over.getMessage());
    }
  }

  @Test
  void aShareOfAnUnknownNumberIsCheckedAtTheEnd() {
    poison.addAll(List.of(5L, 6L, 7L, 8L, 9L));
    var source = new Shaky(false, _ -> false);
    assertEquals(
        5, run(config(OnError.SKIP, new ErrorBudget.Share(0.00125)), source).rowsSkipped());
    var over =
        assertThrows(
            PipelineException.class,
            () ->
                run(
                    config(OnError.SKIP, new ErrorBudget.Share(0.001)),
                    new Shaky(false, _ -> false)));
    assertEquals("rows.budget", over.code());
    assertTrue(over.getMessage().startsWith("5 of 4096 rows were set aside"), over.getMessage());
  }

  @Test
  void withoutAPolicyTheFailureEndsTheRun() {
    poison.add(700L);
    var error =
        assertThrows(
            PipelineException.class, () -> run(config(OnError.FAIL, new ErrorBudget.Rows(10))));
    assertEquals("tool.failed", error.code());
    assertEquals(Recovery.FAIL, told.getFirst().proposed());
    assertEquals(Kind.CHUNK_PROCESSING_FAILURE, told.getFirst().kind());
  }

  @Test
  void theToolMayOnlyBeStricter() {
    poison.add(700L);
    answer = Recovery.FAIL;
    var strict =
        assertThrows(
            PipelineException.class, () -> run(config(OnError.SKIP, new ErrorBudget.Rows(10))));
    assertEquals("tool.failed", strict.code());
    assertEquals(Recovery.SKIP_ROWS, told.getFirst().proposed());
    assertEquals(640, told.getFirst().firstPosition());
    assertEquals(128, told.getFirst().rows());
    answer = Recovery.RETURN_PARTIAL;
    var partial = run(config(OnError.SKIP, new ErrorBudget.Rows(10)));
    assertEquals(Completeness.PARTIAL, partial.completeness());
    assertEquals(512, count(partial));
    assertEquals(512, partial.rowsRead());
    answer = Recovery.RETRY;
    assertEquals(ROWS - 1, count(run(config(OnError.SKIP, new ErrorBudget.Rows(10)))));
  }

  @Test
  void partialGivesTheBlocksBeforeTheFailure() {
    poison.add(1800L);
    var run = run(config(OnError.PARTIAL, ErrorBudget.none()));
    assertEquals(Completeness.PARTIAL, run.completeness());
    assertEquals("tool.failed", run.stoppedBy().orElseThrow().code());
    assertEquals(3 * 512, run.rowsRead());
    assertEquals(3 * 512, count(run));
    assertEquals(3 * 512, run.last().rowsRead());
    poison.add(3L);
    var nothing =
        assertThrows(
            PipelineException.class, () -> run(config(OnError.PARTIAL, ErrorBudget.none())));
    assertEquals("tool.failed", nothing.code());
  }

  @Test
  void aResultThatCannotBeMadeIsReplacedByTheLastGoodOne() {
    failsFrom = 1;
    var error =
        assertThrows(PipelineException.class, () -> run(config(OnError.FAIL, ErrorBudget.none())));
    assertEquals("tool.failed", error.code());
    assertTrue(error.getMessage().contains("failed to make its result"), error.getMessage());
    var run = run(config(OnError.PARTIAL, ErrorBudget.none()).withBlockRows(640));
    assertEquals(Kind.AGGREGATION_ERROR, told.getLast().kind());
    assertEquals(Completeness.PARTIAL, run.completeness());
    assertEquals(Completeness.PARTIAL, run.last().completeness());
    assertEquals(4 * 640, count(run));
    assertEquals(4 * 640, run.last().rowsRead());
  }

  @Test
  void aReadingThatFailsIsOpenedAgainWhereItStood() {
    var source = new Shaky(true, n -> n == 7 || n == 8 || n == 20);
    var run = run(config(OnError.FAIL, ErrorBudget.none()), source);
    assertEquals(ROWS, count(run));
    assertEquals(4, source.opened.get());
    assertTrue(run.recovered().getFirst().contains("before row 769"), run.recovered()::toString);
    var dead = new Shaky(true, n -> n >= 7);
    var error =
        assertThrows(
            PipelineException.class, () -> run(config(OnError.FAIL, ErrorBudget.none()), dead));
    assertEquals("source.io", error.code());
    assertEquals(3, dead.opened.get());
    var partial = run(config(OnError.PARTIAL, ErrorBudget.none()), new Shaky(true, n -> n >= 7));
    assertEquals(512, count(partial));
  }

  @Test
  void aToolMaySayThatAPartOfTheRowsIsNoResult() {
    var endless = new CountDownLatch(1);
    var source =
        new Shaky(
            true,
            n -> {
              if (n == 9) {
                try {
                  endless.await();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }
              return false;
            });
    answer = Recovery.FAIL;
    var config =
        config(OnError.FAIL, ErrorBudget.none()).withDeadline(java.time.Duration.ofMillis(400));
    var error =
        assertThrows(
            PipelineException.class,
            () -> {
              var catalogue = Catalogue.of(List.of(new Plugin()), List.of());
              new StreamingPipelineExecutor(catalogue, config)
                  .run(
                      Pipeline.from(Input.of("rows", _ -> new Releasing(source, endless)))
                          .step("b.sum"));
            });
    assertEquals("run.deadline", error.code());
    assertEquals(Kind.TIMEOUT, told.getLast().kind());
    assertEquals(Recovery.RETURN_PARTIAL, told.getLast().proposed());
  }

  /// A reading that waits until it is cancelled.
  private static final class Releasing extends WrappedSource {
    private final CountDownLatch latch;

    Releasing(StreamingDataSource source, CountDownLatch latch) {
      super(source);
      this.latch = latch;
    }

    @Override
    void cancel(ChunkReader reader) {
      latch.countDown();
    }
  }
}
