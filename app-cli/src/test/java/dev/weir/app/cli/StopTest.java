package dev.weir.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.StreamingConfig;
import dev.weir.core.Cancellation;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.RunListener;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run is stopped while DuckDB works on a query that would take years before it gives its first
/// row: a cancellation, an interrupt and a deadline reach it.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StopTest {
  @TempDir Path folder;
  private final Cancellation cancellation = new Cancellation();
  private Pipeline pipeline;

  @BeforeEach
  void years() throws IOException {
    var file = folder.resolve("numbers.csv");
    Files.writeString(file, "x\n" + "0.5\n1.5\n".repeat(50_000));
    Files.createDirectory(folder.resolve("temporary"));
    var query = "SELECT sum(a.x * b.x * c.x) AS s FROM t a, t b, t c";
    pipeline =
        Pipeline.from(Input.of(file.toString()).query(query))
            .step("stats.describe")
            .step("cleaning.filter")
            .with("where", "s > 0")
            .writeTo(folder.resolve("out.csv"));
  }

  private StreamingConfig config() {
    return StreamingConfig.defaults()
        .withMemoryBytes(256 << 20)
        .withThreads(2)
        .withSpillDirectory(folder.resolve("temporary"));
  }

  private RunResult run(StreamingConfig config) {
    return new StreamingPipelineExecutor(Catalogue.discover(), config)
        .run(pipeline, RunListener.NONE, cancellation);
  }

  /// Waits until a thread of a run reads from DuckDB.
  private static void awaitQuery() {
    while (Thread.getAllStackTraces().entrySet().stream()
        .noneMatch(e ->
            e.getKey().getName().equals("weir-run")
                && Arrays.stream(e.getValue())
                    .anyMatch(frame -> frame.getClassName().endsWith("duckdb.ScanReader")))) {
      Thread.onSpinWait();
    }
  }

  private void stopped(RunResult run, String code) throws IOException {
    assertEquals(code, run.stoppedBy().map(PipelineException::code).orElseThrow());
    assertEquals(0, run.rowsRead());
    assertTrue(Files.notExists(folder.resolve("out.csv")));
    try (var left = Files.list(folder.resolve("temporary"))) {
      assertEquals(0, left.filter(f -> f.getFileName().toString().startsWith("weir")).count());
    }
  }

  @Test
  void aCancellationReachesTheQuery() throws Exception {
    var outcome = CompletableFuture.supplyAsync(() -> run(config()));
    awaitQuery();
    cancellation.cancel();
    stopped(outcome.get(), "run.cancelled");
  }

  @Test
  void anInterruptReachesTheQuery() throws Exception {
    var outcome = new CompletableFuture<RunResult>();
    var runner = new Thread(() -> outcome.complete(run(config())));
    runner.start();
    awaitQuery();
    runner.interrupt();
    stopped(outcome.get(), "run.cancelled");
  }

  @Test
  void aDeadlineReachesTheQuery() throws Exception {
    stopped(run(config().withDeadline(Duration.ofMillis(300))), "run.deadline");
  }
}
