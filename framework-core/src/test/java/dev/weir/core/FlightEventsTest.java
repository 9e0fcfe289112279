package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A flight recording says where a run spent its time.
final class FlightEventsTest {
  private static final int ROWS = 120_000;
  private static final List<String> EVENTS =
      List.of("Run", "Scan", "Read", "Step", "Merge", "Spill", "Pressure", "Checkpoint");

  @TempDir private Path folder;
  private List<RecordedEvent> events = List.of();
  private int scans;
  private int checkpoints;
  private Map<String, Long> pressure = Map.of();

  @BeforeEach
  void record() throws IOException {
    var schema = Schema.of(Schema.Field.of("x", Type.DOUBLE), Schema.Field.of("k", Type.LONG));
    var x = IntStream.range(0, ROWS).mapToDouble(r -> r).toArray();
    var k = IntStream.range(0, ROWS).mapToLong(r -> r).toArray();
    var table = Table.of(schema, List.of(Chunk.of(schema, ROWS, 0, Values.of(x), Values.of(k))));
    var config =
        StreamingConfig.defaults()
            .withMemoryBytes(64 * StreamingConfig.MIB)
            .withSpillDirectory(folder)
            .withThreads(2)
            .withBlockRows(40_000)
            .withChunkBytes(64 << 10)
            .withCheckpoints(folder.resolve("checkpoints"), Duration.ZERO);
    var file = folder.resolve("events.jfr");
    try (var recording = new Recording()) {
      for (var name : EVENTS) {
        recording.enable("weir." + name).withoutThreshold();
      }
      recording.start();
      var pipeline =
          Pipeline.from(Input.of(table)).step("t.centre").step("t.sum").step("t.sum").by("k");
      try (var run =
          new StreamingPipelineExecutor(Catalogue.of(List.of(new SampleTools()), List.of()), config)
              .run(pipeline)) {
        scans = run.metrics().scans();
        checkpoints = run.metrics().checkpoints();
        pressure = run.metrics().pressure();
        recording.stop();
      }
      recording.dump(file);
    }
    events = RecordingFile.readAllEvents(file);
  }

  private List<RecordedEvent> of(String name, Predicate<RecordedEvent> which) {
    return events.stream()
        .filter(e -> e.getEventType().getName().equals("weir." + name) && which.test(e))
        .toList();
  }

  private static long sum(List<RecordedEvent> events, String field) {
    return events.stream().mapToLong(e -> e.getLong(field)).sum();
  }

  @Test
  void checkpointsAndWhatIsDoneAsMemoryBecomesScarceAreThere() {
    var saved = of("Checkpoint", e -> e.getBoolean("written"));
    assertEquals(checkpoints, saved.size());
    assertTrue(saved.stream().allMatch(e -> e.getLong("bytes") > 100 && positive(e)));
    assertEquals(scans, of("Checkpoint", e -> !e.getBoolean("withinScan")).size());
    assertTrue(pressure.getOrDefault("statesSpilled", 0L) > 0, pressure::toString);
    pressure.forEach((decision, times) -> {
      var taken = of("Pressure", e -> e.getString("decision").equals(decision));
      assertEquals((long) times, taken.size());
      assertTrue(taken.stream().anyMatch(e -> e.getLong("times") == times));
    });
  }

  private static boolean positive(RecordedEvent event) {
    return !event.getDuration().isNegative() && !event.getDuration().isZero();
  }

  @Test
  void runScansChunksStepsAndMergesAreThere() {
    var run = of("Run", _ -> true).getFirst();
    assertEquals("t.centre, t.sum, t.sum-2", run.getString("steps"));
    assertEquals(ROWS, run.getLong("rows"));
    int count = run.getInt("scans");
    assertEquals(scans, count);
    assertTrue(run.getBoolean("complete") && run.getLong("peakBytes") > 0);
    var scanned = of("Scan", _ -> true);
    assertEquals(
        List.of("t.centre", "t.centre", "t.centre, t.sum, t.sum-2"),
        scanned.stream().map(e -> e.getString("steps")).toList());
    assertEquals((long) count * ROWS, sum(scanned, "rows"));
    assertEquals((long) count * ROWS, sum(of("Read", _ -> true), "rows"));
    assertTrue(sum(of("Read", _ -> true), "bytes") >= 16L * ROWS);
    var steps = of("Step", e -> e.getString("step").equals("t.sum"));
    assertEquals(ROWS, sum(steps, "rows"));
    assertTrue(steps.stream().allMatch(e -> e.getString("stage").equals("analysis")));
    assertEquals((long) count * ROWS, sum(of("Merge", _ -> true), "rows"));
    assertEquals(3 * count, of("Merge", _ -> true).size(), "blocks of 40,000 rows");
    var spills = of("Spill", e -> e.getString("content").equals("rows of groups"));
    assertTrue(sum(spills, "bytes") > 100_000);
  }
}
