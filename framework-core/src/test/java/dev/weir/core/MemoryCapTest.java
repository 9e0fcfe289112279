package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Completeness;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs of one process that share a cap of two runs' budgets.
final class MemoryCapTest {
  private static final long MIB = StreamingConfig.MIB;

  @TempDir private Path spill;
  private final Catalogue catalogue = Catalogue.of(List.of(new SampleTools()), List.of());
  private final MemoryCap cap = MemoryCap.of(130 * MIB);
  private final List<Gate> gates = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void nothingIsLeft() throws Exception {
    gates.forEach(gate -> gate.open.countDown());
    threads.close();
    assertEquals(0, cap.held());
    assertEquals(0, cap.waiting());
    try (var list = Files.list(spill)) {
      assertEquals(List.of(), list.toList());
    }
  }

  /// Rows that are there when they are let go.
  private static final class Gate implements Table {
    private static final Schema SCHEMA = Schema.of(Schema.Field.of("x", Type.DOUBLE));
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch reading = new CountDownLatch(1);

    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    public OptionalLong rows() {
      return OptionalLong.of(2);
    }

    @Override
    public ChunkReader open() {
      return new ChunkReader() {
        private boolean given;

        @Override
        public Optional<Chunk> next() {
          reading.countDown();
          try {
            open.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          boolean first = !given;
          given = true;
          return first
              ? Optional.of(Chunk.of(SCHEMA, 2, 0, Values.of(new double[] {1, 2})))
              : Optional.empty();
        }

        @Override
        public void cancel() {
          open.countDown();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public Table sortedBy(String... columns) {
      throw new UnsupportedOperationException();
    }
  }

  private StreamingConfig config(long mebibytes) {
    return StreamingConfig.defaults()
        .withMemoryBytes(mebibytes * MIB)
        .withThreads(1)
        .withSpillDirectory(spill);
  }

  private Future<RunResult> start(Gate gate, StreamingConfig config, Cancellation cancellation) {
    gates.add(gate);
    var executor = new StreamingPipelineExecutor(catalogue, config).withCap(cap);
    var pipeline = Pipeline.from(Input.of(gate)).step("t.sum");
    return threads.submit(() -> executor.run(pipeline, RunListener.NONE, cancellation));
  }

  private Future<RunResult> start(Gate gate) {
    return start(gate, config(64), new Cancellation());
  }

  private void await(int waiting) {
    while (cap.waiting() != waiting) {
      Thread.onSpinWait();
    }
  }

  private static void complete(RunResult result, boolean waited) {
    try (result) {
      assertEquals(Completeness.COMPLETE, result.completeness());
      assertEquals(2, result.rowsRead());
      assertEquals(waited ? Map.of("waitedForCap", 1L) : Map.of(), result.metrics().pressure());
    }
  }

  @Test
  void aRunWaitsBehindThoseBeforeItAndGoesOnWhenOneEnds() throws Exception {
    var runs = new ArrayList<Future<RunResult>>();
    for (int n = 0; n < 4; n++) {
      runs.add(start(new Gate()));
      if (n < 2) {
        gates.get(n).reading.await();
      } else {
        await(n - 1);
      }
    }
    assertEquals(128 * MIB, cap.held());
    gates.get(1).open.countDown();
    complete(runs.get(1).get(), false);
    gates.get(2).reading.await();
    assertEquals(1, cap.waiting(), "the fourth waits on");
    for (int n : new int[] {3, 2, 0}) {
      gates.get(n).open.countDown();
    }
    complete(runs.get(0).get(), false);
    complete(runs.get(2).get(), true);
    complete(runs.get(3).get(), true);
  }

  @Test
  void queriesTakePartAndHoldTheirShareUntilTheirRowsAreClosed() throws Exception {
    var queries = new StreamingQueryExecutor(catalogue, config(128)).withCap(cap);
    var gate = new Gate();
    gates.add(gate);
    Future<RunResult> waiting;
    try (var _ = queries.query(Input.of(gate))) {
      assertEquals(128 * MIB, cap.held());
      waiting = start(new Gate());
      await(1);
      gate.open.countDown();
    }
    gates.get(1).open.countDown();
    complete(waiting.get(), true);

    var running = start(new Gate());
    gates.get(2).reading.await();
    var cancellation = new Cancellation();
    var query = threads.submit(() -> queries.query(Input.of(gate), cancellation));
    await(1);
    cancellation.cancel();
    var error = assertThrows(ExecutionException.class, query::get);
    assertEquals("run.cancelled", ((PipelineException) error.getCause()).code());
    var late = config(128).withDeadline(java.time.Duration.ofMillis(50));
    var starved =
        assertThrows(
            PipelineException.class,
            () -> new StreamingQueryExecutor(catalogue, late).withCap(cap).query(Input.of(gate)));
    assertEquals("memory.cap", starved.code());
    gates.get(2).open.countDown();
    complete(running.get(), false);
  }

  @Test
  void aSmallRunDoesNotOvertakeALargeOne() throws Exception {
    var first = new Gate();
    var running = start(first);
    first.reading.await();
    var large = new Gate();
    var waitsLonger = start(large, config(128), new Cancellation());
    await(1);
    var small = new Gate();
    var waits = start(small);
    await(2);
    assertEquals(64 * MIB, cap.held(), "there is room for the small one, but it came later");
    small.open.countDown();
    first.open.countDown();
    large.open.countDown();
    complete(running.get(), false);
    complete(waitsLonger.get(), true);
    complete(waits.get(), true);
  }

  @Test
  void aRunThatIsCancelledWhileItWaitsOrReadsLetsTheOthersGoOn() throws Exception {
    var reading = new Cancellation();
    var waiting = new Cancellation();
    var first = new Gate();
    var runs = start(first, config(128), reading);
    first.reading.await();
    var cancelled = start(new Gate(), config(128), waiting);
    await(1);
    var last = new Gate();
    var starved = start(last);
    await(2);
    waiting.cancel();
    var reason = assertThrows(ExecutionException.class, cancelled::get).getCause();
    assertEquals("run.cancelled", ((PipelineException) reason).code());
    assertFalse(starved.isDone());
    reading.cancel();
    try (var partial = runs.get()) {
      assertEquals(Completeness.PARTIAL, partial.completeness());
    }
    last.open.countDown();
    complete(starved.get(), true);
  }

  @Test
  void aStarvedRunEndsAtItsDeadlineAndNamesTheCap() throws Exception {
    var first = new Gate();
    var runs = start(first, config(128), new Cancellation());
    first.reading.await();
    var starved =
        start(new Gate(), config(64).withDeadline(Duration.ofMillis(20)), new Cancellation());
    var reason =
        (PipelineException) assertThrows(ExecutionException.class, starved::get).getCause();
    assertEquals("memory.cap", reason.code());
    assertEquals(PipelineException.Category.RESOURCE, reason.category());
    assertTrue(
        reason
            .getMessage()
            .endsWith(
                "the run still waited for its 64.0 MiB of the cap of 130.0 MiB that the runs of this"
                    + " process share, of which 1 run holds 128.0 MiB; raise the cap, or give runs"
                    + " less by --memory"),
        reason.getMessage());
    first.open.countDown();
    complete(runs.get(), false);
  }

  @Test
  void whatCanNeverFitIsRefusedAtOnce() {
    var executor = new StreamingPipelineExecutor(catalogue, config(131)).withCap(cap);
    var pipeline = Pipeline.from(Input.of(new Gate()));
    var refused = assertThrows(PipelineException.class, () -> executor.run(pipeline));
    assertEquals("memory.cap", refused.code());
    assertEquals(PipelineException.Category.REFUSED, refused.category());
    var none = assertThrows(PipelineException.class, () -> MemoryCap.of(31 * MIB));
    assertEquals("config.cap", none.code());
    assertEquals(130 * MIB, cap.bytes());
  }
}
