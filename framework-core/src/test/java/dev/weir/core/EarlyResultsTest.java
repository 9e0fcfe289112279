package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Completeness;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingPipelineResult;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When early results are made, of what, and what they say.
final class EarlyResultsTest {
  private static final int ROWS = 5000;
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private Path spill;
  private final AtomicLong now = new AtomicLong();
  private final List<StreamingPipelineResult> early = new ArrayList<>();
  private final RunListener listener =
      new RunListener() {
        @Override
        public void snapshot(StreamingPipelineResult snapshot) {
          early.add(snapshot);
        }
      };

  private EarlyResults results(Optional<Duration> every) {
    return new EarlyResults(every, now::get, listener, Map.of(), Map.of());
  }

  private void pass(double seconds) {
    now.addAndGet((long) (seconds * 1e9));
  }

  @Test
  void theFirstIsDueAtOnceAndTheOthersByTheClock() {
    var results = results(Optional.of(SECOND));
    assertTrue(results.due(false));
    assertFalse(results.due(false), "nobody else makes one meanwhile");
    assertTrue(results.due(true), "steps in order have their own clock");
    results.made(false);
    pass(0.999);
    assertFalse(results.due(false));
    pass(0.001);
    assertTrue(results.due(false));
  }

  @Test
  void whatTakesLongIsMadeMoreRarely() {
    var results = results(Optional.of(SECOND));
    assertTrue(results.due(false));
    pass(0.5);
    results.made(false);
    pass(9.4);
    assertFalse(results.due(false));
    pass(0.1);
    assertTrue(results.due(false), "one twentieth of the time");
  }

  @Test
  void withoutAnIntervalNoneIsDue() {
    assertFalse(results(Optional.empty()).due(false));
  }

  private static Table table() {
    var schema = Schema.of(Schema.Field.of("x", Type.DOUBLE), Schema.Field.of("k", Type.INT));
    var x = IntStream.range(0, ROWS).mapToDouble(r -> r % 13 == 0 ? -1 : r).toArray();
    var k = IntStream.range(0, ROWS).map(r -> r % 3).toArray();
    return Table.of(schema, List.of(Chunk.of(schema, ROWS, 0, Values.of(x), Values.of(k))));
  }

  /// Runs with a clock on which two seconds pass before each chunk.
  private RunResult run(Pipeline pipeline, int threads) {
    return run(pipeline, threads, 0);
  }

  private RunResult run(Pipeline pipeline, int threads, long budget) {
    var config =
        StreamingConfig.defaults()
            .withSpillDirectory(spill)
            .withThreads(threads)
            .withBlockRows(700)
            .withChunkBytes(2048)
            .withErrorBudget(budget)
            .withSnapshotEvery(SECOND);
    var catalogue = Catalogue.of(List.of(new SampleTools()), List.of());
    return new StreamingPipelineExecutor(catalogue, config, now::get, Optional.empty())
        .run(pipeline, listener, new Cancellation());
  }

  private Input input() {
    return Input.of("ticking", _ -> new TickingSource(new TableSource(table()), () -> pass(2)));
  }

  private List<StreamingPipelineResult> of(String step) {
    return early.stream().filter(s -> s.step().equals(step)).toList();
  }

  @Test
  void eachSpeaksOfTheFirstRowsAndChangesNothing() {
    var pipeline = Pipeline.from(input()).step("t.sum").step("t.hash");
    var with = run(pipeline, 1);
    assertTrue(of("t.sum").size() > 3 && of("t.hash").size() > 3, early.size() + " early results");
    for (var snapshot : early) {
      assertEquals(Completeness.EARLY, snapshot.completeness());
      assertTrue(snapshot.rowsRead() > 0 && snapshot.rowsRead() <= ROWS);
    }
    for (var snapshot : of("t.sum")) {
      assertEquals(snapshot.rowsRead(), snapshot.result().value("count", Long.class));
    }
    assertTrue(of("t.sum").getFirst().rowsRead() < 700, "of the first block in progress");
    var without =
        new StreamingPipelineExecutor(
                Catalogue.of(List.of(new SampleTools()), List.of()),
                StreamingConfig.defaults().withBlockRows(700).withChunkBytes(2048))
            .run(pipeline);
    for (int s = 0; s < 2; s++) {
      assertEquals(without.steps().get(s).result(), with.steps().get(s).result());
    }
  }

  @Test
  void rowsSetAsideAreToldFromThoseUsed() {
    // Of 13 rows one is set aside.
    var pipeline = Pipeline.from(input()).step("t.positive").step("t.sum").step("t.hash");
    run(pipeline, 1, ROWS / 13 + 1);
    assertTrue(of("t.sum").size() > 3, early.size() + " early results");
    for (var snapshot : of("t.sum")) {
      long read = snapshot.rowsRead();
      assertEquals((read + 12) / 13, snapshot.rowsSkipped(), "of " + read);
      assertEquals(read - snapshot.rowsSkipped(), snapshot.rowsUsed());
      assertEquals(snapshot.rowsUsed(), snapshot.result().value("count", Long.class));
    }
  }

  @Test
  void groupsHaveThemAsTables() {
    run(Pipeline.from(input()).step("t.sum").by("k"), 1);
    assertFalse(early.isEmpty());
    for (var snapshot : early) {
      assertEquals(3, snapshot.result().table("values").rows().orElseThrow());
    }
  }

  @Test
  void laterPassesFitsAndWholeTableToolsHaveNone() {
    run(Pipeline.from(input()).step("t.centre").step("t.sum").step("t.median"), 2);
    assertEquals(List.of(), of("t.centre"));
    assertEquals(List.of(), of("t.median"));
    assertFalse(of("t.sum").isEmpty());
  }
}
