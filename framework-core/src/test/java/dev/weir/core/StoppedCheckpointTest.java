package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Completeness;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.core.checkpoint.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that is told to stop saves where it stands, in the middle of a block or between two scans:
/// taken up, it reads no row twice and gives, to the bit, what a run gives that was never stopped.
final class StoppedCheckpointTest {
  private static final Table TABLE = CheckpointTest.table(3);
  private static final int POINTS = 9;

  @TempDir private Path folder;
  private final RowFiles rowFiles = new RowFiles();
  private final Catalogue catalogue = Catalogue.of(List.of(new SampleTools()), List.of(rowFiles));
  private final AtomicInteger chunks = new AtomicInteger();
  private final AtomicLong now = new AtomicLong();
  private Cancellation cancellation = new Cancellation();
  private int stopsAt = Integer.MAX_VALUE;

  private StreamingConfig config() {
    return StreamingConfig.defaults()
        .withSpillDirectory(folder)
        .withThreads(2)
        .withBlockRows(1_000)
        .withChunkBytes(1024)
        .withCheckpoints(folder.resolve("checkpoints"), Duration.ofHours(1));
  }

  /// The rows, in whose reading the time for one checkpoint comes early, so that the content of the
  /// input is known from then on, and no other; and which stops the run before one of the chunks,
  /// which then does not come.
  private Input input() {
    return Input.of(
        "rows",
        _ ->
            new TickingSource(
                new TableSource(TABLE),
                () -> {
                  int chunk = chunks.incrementAndGet();
                  if (chunk == 2) {
                    now.addAndGet(Duration.ofHours(2).toNanos());
                  }
                  if (chunk == stopsAt) {
                    cancellation.cancel();
                    throw new IllegalStateException("the reading was cancelled");
                  }
                }));
  }

  private RunResult run(Pipeline pipeline, int stopAt, boolean resume) {
    chunks.set(0);
    stopsAt = stopAt;
    cancellation = new Cancellation();
    var executor = new StreamingPipelineExecutor(catalogue, config(), Storage.SYSTEM, now::get);
    return resume
        ? executor.resume(pipeline, RunListener.NONE, cancellation)
        : executor.run(pipeline, RunListener.NONE, cancellation);
  }

  private List<String> lines(RunResult run) {
    var lines = new ArrayList<>(ResultLines.of(run));
    lines.addAll(rowFiles.lines());
    return lines;
  }

  /// Stops the run at chunks of all its scans, takes it up, stops it again after some chunks more,
  /// and takes it up to the end.
  private void losesNothing(Pipeline pipeline) {
    List<String> expected;
    long all;
    int scans;
    try (var whole = run(pipeline, Integer.MAX_VALUE, false)) {
      expected = lines(whole);
      all = whole.metrics().rowsRead();
      scans = whole.metrics().scans();
    }
    int total = chunks.get();
    int afterFirstBlock = total / scans / 6 + 3;
    int step = (total - afterFirstBlock) / POINTS;
    assertTrue(step > 0, () -> "only " + total + " chunks");
    var points = new TreeSet<Integer>();
    for (int at = afterFirstBlock; at < total; at += step) {
      points.add(at);
    }
    // Before the first rows of each scan but the first.
    for (int scan = 1; scan < scans; scan++) {
      points.add(total / scans * scan + 1);
    }
    for (int at : points) {
      rowFiles.clear();
      long read = 0;
      try (var first = run(pipeline, at, false)) {
        assertEquals(Completeness.PARTIAL, first.completeness());
        assertTrue(first.resumeToken().isPresent());
        assertTrue(first.metrics().checkpoints() >= 2, "none at the end");
        read += first.metrics().rowsRead();
      }
      try (var second = run(pipeline, 7, true)) {
        read += second.metrics().rowsRead();
        if (second.completeness() == Completeness.COMPLETE) {
          assertEquals(expected, lines(second), "stopped before chunk " + at);
          continue;
        }
      }
      try (var last = run(pipeline, Integer.MAX_VALUE, true)) {
        assertEquals(Completeness.COMPLETE, last.completeness());
        assertEquals(expected, lines(last), "stopped before chunk " + at);
        assertTrue(last.resumeToken().isEmpty());
        read += last.metrics().rowsRead();
      }
      assertEquals(all, read, "rows read, stopped before chunk " + at);
    }
  }

  private Pipeline pipeline() {
    return Pipeline.from(input());
  }

  @Test
  void aToolThatReadsItsInputItselfBeginsAnew() {
    var pipeline =
        pipeline().step("t.centre").step("t.two-reads").with("column", "centred").step("t.sum");
    List<String> expected;
    long all;
    try (var whole = run(pipeline, Integer.MAX_VALUE, false)) {
      expected = lines(whole);
      all = whole.metrics().rowsRead();
    }
    int reading = chunks.get() / 5; // two of the fit, two of its own, that of the sum
    for (int at : new int[] {5 * reading / 2, 7 * reading / 2}) {
      try (var first = run(pipeline, at, false)) {
        assertEquals(Completeness.PARTIAL, first.completeness());
        assertTrue(first.resumeToken().isPresent());
      }
      try (var last = run(pipeline, Integer.MAX_VALUE, true)) {
        assertEquals(expected, lines(last), "stopped before chunk " + at);
        assertEquals(all - 2 * CheckpointTest.ROWS, last.metrics().rowsRead());
      }
    }
  }

  @Test
  void foldsKeysAndGroups() {
    losesNothing(
        pipeline()
            .step("t.sum")
            .step("t.keys")
            .with("column", "name")
            .step("t.sum")
            .as("grouped")
            .by("name")
            .step("t.hash")
            .by("k"));
  }

  @Test
  void foldsThatNeedOrderAndTransformsThatCarry() {
    losesNothing(pipeline().step("t.hash").step("t.lag").step("t.sum").with("column", "x"));
  }

  @Test
  void severalPassesAndModels() {
    losesNothing(
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
  void gatheredRows() {
    losesNothing(pipeline().step("t.median").step("t.sampled-median"));
  }

  @Test
  void rowsWrittenOut() {
    losesNothing(
        pipeline().step("t.keep").with("where", "x > 0").step("t.lag").writeTo(Path.of("rows.t")));
  }
}
