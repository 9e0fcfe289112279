package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Completeness;
import dev.weir.api.Exactness;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What ends a run early, what refuses one, and what is left of it.
final class ExecutorStopsTest extends ExecutorFixture {
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
}
