package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.ChunkReader;
import dev.weir.api.Column;
import dev.weir.api.DomainPlugin;
import dev.weir.api.ErrorBudget;
import dev.weir.api.ErrorPolicy;
import dev.weir.api.ErrorPolicy.OnError;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Type;
import dev.weir.api.Values;
import dev.weir.core.checkpoint.Storage;
import dev.weir.core.spill.Spacious;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Chunks become half as large from the next block on; blocks stay. The run says so, saves it, and
/// reads again in the same chunks.
final class SmallerChunksTest {
  private static final int ROWS = 6_000;
  private static final int BLOCK = 1_000;
  private static final int SQUEEZED_AT = 2_345;
  private static final Schema SCHEMA = Schema.of(Schema.Field.of("x", Type.DOUBLE));

  @TempDir private Path folder;
  private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
  private int squeezes = 1;
  private Set<Long> poison = Set.of();
  private boolean rejects;

  /// Block 3 waits for the end of block 5, if it is to.
  private CountDownLatch last = new CountDownLatch(0);

  private static boolean has(Chunk chunk, long position) {
    return chunk.position(0) <= position && position <= chunk.position(chunk.rows() - 1);
  }

  /// Needs order, so it runs on the thread that reads: says once, at one row, that memory is spent.
  private static final class Squeeze implements StreamingAwarePipeline<long[]> {
    private final AtomicInteger left;

    Squeeze(Binding in, AtomicInteger left) {
      this.left = left;
      in.ordered();
    }

    @Override
    public long[] newState(ChunkProcessingContext context) {
      return new long[1];
    }

    @Override
    public void processChunk(Chunk chunk, long[] state, ChunkProcessingContext context) {
      state[0]++;
      while (has(chunk, SQUEEZED_AT) && left.getAndDecrement() > 0) {
        var pressure = ((Spacious) context).workspace().ledger().pressure();
        pressure.releaseCaches();
        pressure.smallerChunks();
      }
    }

    @Override
    public PipelineResult aggregateChunkResults(long[] state, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("chunks", state[0]);
    }

    @Override
    public StateCodec<long[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.integers(s), StateCodec.In::integers, _ -> 16);
    }
  }

  /// A sum whose last bits depend on the chunks' borders.
  private final class Sum implements MergeablePipeline<double[]> {
    private final Column column;

    Sum(Binding in) {
      column = in.column("x", Type.numeric());
    }

    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[2];
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      double sum = 0;
      for (int r = 0; r < chunk.rows(); r++) {
        if (poison.contains(chunk.position(r))) {
          if (!rejects) {
            awaitLast(chunk.position(r));
            s[0] = Double.NaN;
            throw new IllegalStateException("poison");
          }
          context.reject(chunk, r, "known");
        } else {
          sum += chunk.doubles(column)[r];
          s[1]++;
        }
      }
      s[0] += sum;
      if (chunk.position(0) > 5_000 && has(chunk, ROWS - 2) && s[1] > chunk.rows()) {
        last.countDown(); // the state of block 5 was made again, and goes on
      }
    }

    private void awaitLast(long position) {
      try {
        if (position == 3_500 && !last.await(20, TimeUnit.SECONDS)) {
          throw new AssertionError("block 5 is not taken while block 3 waits");
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
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
      return PipelineResult.EMPTY.withValue("sum", s[0]).withValue("count", (long) s[1]);
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 32);
    }
  }

  private final class Plugin implements DomainPlugin {
    private final AtomicInteger left = new AtomicInteger(squeezes);

    @Override
    public List<ToolDescriptor> tools() {
      return List.of(tool(Squeeze.class, "q.squeeze"), tool(Sum.class, "q.sum"));
    }

    private static ToolDescriptor tool(Class<? extends AnalysisPipeline> type, String name) {
      return SampleTools.describe(type, name).build();
    }

    @Override
    public AnalysisPipeline create(String tool, OptionValues options, Binding in, Binding fitted) {
      return tool.equals("q.sum") ? new Sum(in) : new Squeeze(in, left);
    }
  }

  /// Keeps the sizes of what it gives.
  private final class Source extends WrappedSource {
    Source() {
      super(new TableSource(table()));
    }

    @Override
    Optional<Chunk> next(Scan scan, ChunkReader reader) {
      var chunk = super.next(scan, reader);
      chunk.ifPresent(c -> sizes.add(c.rows()));
      return chunk;
    }
  }

  private static Table table() {
    var random = new Random(5);
    var x = random.doubles(ROWS, -1e6, 1e6).toArray();
    return Table.of(SCHEMA, List.of(Chunk.of(SCHEMA, ROWS, 0, Values.of(x))));
  }

  private StreamingConfig config() {
    return StreamingConfig.defaults()
        .withSpillDirectory(folder)
        .withThreads(2)
        .withBlockRows(BLOCK)
        .withChunkBytes(4096);
  }

  private static Pipeline pipeline(Source source) {
    return Pipeline.from(Input.of("rows", _ -> source)).step("q.squeeze").step("q.sum");
  }

  private StreamingPipelineExecutor executor(StreamingConfig config, Storage storage) {
    var catalogue = Catalogue.of(List.of(new Plugin()), List.of());
    return new StreamingPipelineExecutor(catalogue, config, storage, System::nanoTime);
  }

  private RunResult run(StreamingConfig config) {
    sizes.clear();
    return executor(config, Storage.SYSTEM).run(pipeline(new Source()));
  }

  private static double sum(RunResult run) {
    return run.step("q.sum").result().value("sum", Double.class);
  }

  @Test
  void fromTheNextBlockOnAndTold() {
    try (var run = run(config())) {
      assertEquals(1L, run.metrics().pressure().get("smallerChunks"));
      assertEquals(
          "row 3001: chunks of at most 256 rows and about 2048 bytes",
          run.lineage().get("smallerChunks"));
      assertEquals(
          run.lineage().get("smallerChunks"), run.step("q.sum").lineage().get("smallerChunks"));
      assertEquals(ROWS, run.rowsRead());
      assertEquals((long) ROWS, run.step("q.sum").result().value("count", Long.class));
      // The first chunk of the fourth block is read twice.
      var expected = new ArrayList<Integer>();
      for (int block = 0; block < ROWS / BLOCK; block++) {
        if (block < 3) {
          expected.addAll(List.of(512, 488));
        } else {
          expected.addAll(block == 3 ? List.of(512, 256) : List.of(256));
          expected.addAll(List.of(256, 256, 232));
        }
      }
      assertEquals(expected, sizes);
    }
  }

  @Test
  void otherwiseTheSameForAnyNumberOfThreadsAndAcrossGridsButForTheLastBits() {
    double squeezed;
    try (var run = run(config())) {
      squeezed = sum(run);
    }
    for (int threads : List.of(1, 4)) {
      try (var run = run(config().withThreads(threads))) {
        assertEquals(squeezed, sum(run));
      }
    }
    squeezes = 0;
    try (var run = run(config())) {
      assertNotEquals(squeezed, sum(run), "the test's sum tells grids apart");
      assertEquals(squeezed, sum(run), 1e-12 * ROWS * 1e6);
      assertTrue(run.lineage().get("smallerChunks") == null);
    }
  }

  @Test
  void whatIsKeptOfOtherRunsGoesFirstAndTheResultIsNotKept() {
    var cache = new ResultCache(CacheSettings.defaults());
    cache.keep("another", List.of("content"), _ -> {});
    assertEquals(1, cache.size().entries());
    var executor = executor(config(), Storage.SYSTEM).withCache(cache);
    try (var run = executor.run(pipeline(new Source()))) {
      assertEquals(1L, run.metrics().pressure().get("cachesReleased"));
      assertEquals(0, cache.size().entries());
    }
  }

  @Test
  void notBelowTheLeast() {
    squeezes = 5;
    try (var run = run(config())) {
      assertEquals(2L, run.metrics().pressure().get("smallerChunks"), "4096 to 1024 bytes");
      assertTrue(run.lineage().get("smallerChunks").contains("1024 bytes"));
    }
  }

  @Test
  void aRunThatIsTakenUpGoesOnWithThem() throws Exception {
    var saved = config().withCheckpoints(folder.resolve("checkpoints"), Duration.ZERO);
    List<String> expected;
    var counting = Faults.killing(Long.MAX_VALUE);
    try (var run = executor(saved, counting).run(pipeline(new Source()))) {
      expected = ResultLines.of(run);
    }
    for (long at = 12; at < counting.operations(); at += 7) {
      var storage = Faults.killing(at);
      try {
        executor(saved, storage).run(pipeline(new Source())).close();
      } catch (PipelineException e) {
        assertTrue(e.getCause() instanceof Faults.Killed, e::toString);
      }
      try (var run =
          executor(saved, Storage.SYSTEM)
              .resume(pipeline(new Source()), RunListener.NONE, new Cancellation())) {
        assertEquals(expected, ResultLines.of(run), "killed at " + at);
      }
    }
    assertTrue(Files.exists(folder.resolve("checkpoints")));
  }

  @Test
  void aStateIsMadeAgainFromTheSameChunks() {
    poison = Set.of(700L, 3_500L, 5_999L);
    var skipping =
        config().withErrorPolicy(new ErrorPolicy(OnError.SKIP, new ErrorBudget.Rows(3), 0));
    try (var run = run(skipping)) {
      assertEquals(3, run.rowsSkipped());
      rejects = true;
      try (var knowing = run(skipping)) {
        assertEquals(sum(knowing), sum(run));
      }
    }
  }

  /// Reading again for block 5 passes over block 3, of which nobody knows yet that it fails.
  @Test
  void aStateIsMadeAgainWhileAnEarlierBlockIsStillToFail() {
    squeezes = 0;
    poison = Set.of(3_500L, 5_999L);
    last = new CountDownLatch(1);
    var skipping =
        config().withErrorPolicy(new ErrorPolicy(OnError.SKIP, new ErrorBudget.Rows(2), 0));
    try (var run = run(skipping)) {
      assertEquals(2, run.rowsSkipped());
      assertEquals(ROWS - 2L, run.step("q.sum").result().value("count", Long.class));
    }
  }
}
