package dev.weir.domain.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Completeness;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.Cancellation;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.RunListener;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import dev.weir.tck.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs with areas that do not fit into the memory: the model is on the disk.
final class SpilledAreasTest {
  private static final int BLOCK = 10_000;
  private static final Table AREAS = areas(12_000);
  private static final Table POINTS = points(3 * BLOCK);

  @TempDir private Path folder;

  /// Rings of 32 corners, of which the memory of the small runs holds some thousand.
  private static Table areas(int count) {
    var random = new SplittableRandom(8);
    var names = new String[count];
    var shapes = new String[count];
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble(100);
      double y = random.nextDouble(100);
      var ring = new StringBuilder("POLYGON ((");
      for (int v = 0; v <= 32; v++) {
        double turn = v % 32 * Math.PI / 16;
        ring.append(v == 0 ? "" : ", ").append(x + Math.cos(turn)).append(' ');
        ring.append(y + Math.sin(turn));
      }
      names[i] = "a" + i;
      shapes[i] = ring + "))";
    }
    return Tables.columns().texts("area", names).texts("geometry", shapes).table();
  }

  private static Table points(int count) {
    var random = new SplittableRandom(9);
    var x = new Double[count];
    var y = new Double[count];
    var ids = new Long[count];
    Arrays.setAll(x, _ -> random.nextDouble(100));
    Arrays.setAll(y, _ -> random.nextDouble(100));
    Arrays.setAll(ids, i -> (long) i);
    return Tables.columns().reals("x", x).reals("y", y).longs("id", Type.LONG, ids).table();
  }

  private StreamingConfig config(int mebibytes) {
    return StreamingConfig.defaults()
        .withMemoryBytes((long) mebibytes << 20)
        .withThreads(2)
        .withChunkBytes(256 << 10)
        .withBlockRows(BLOCK)
        .withSpillDirectory(folder);
  }

  private static StreamingPipelineExecutor executor(StreamingConfig config) {
    return new StreamingPipelineExecutor(Catalogue.of(List.of(new GeoPlugin()), List.of()), config);
  }

  private static Pipeline join(String predicate) {
    return join(POINTS, predicate);
  }

  private static Pipeline join(Table rows, String predicate) {
    return Pipeline.from(Input.of(rows))
        .step("geo.spatial-join")
        .with("x", "x")
        .with("y", "y")
        .with("predicate", predicate)
        .with("matches", "first")
        .with("how", "left")
        .fitOn(Input.of(AREAS));
  }

  /// The rows, of which the second reading stops the run near its end: the first names the content.
  private record Stopping(Table whole, Cancellation cancellation, AtomicInteger readings)
      implements Table {
    @Override
    public Schema schema() {
      return whole.schema();
    }

    @Override
    public OptionalLong rows() {
      return whole.rows();
    }

    @Override
    public ChunkReader open() {
      boolean stops = readings.incrementAndGet() == 2;
      var chunks = Tables.cut(Tables.whole(whole), 1000).iterator();
      return new ChunkReader() {
        private int given;

        @Override
        public Optional<Chunk> next() {
          if (stops && ++given == 25) {
            cancellation.cancel();
          }
          return chunks.hasNext() ? Optional.of(chunks.next()) : Optional.empty();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public Table sortedBy(String... columns) {
      return whole.sortedBy(columns);
    }
  }

  private static List<String> lines(RunResult run) {
    var result = run.last().result();
    var shown = result.table("rows");
    return List.of(
        result.values().toString(), Tables.rows(shown).toString(), run.rowsAfter().toString());
  }

  private void nothingIsLeft() throws IOException {
    try (var files = Files.list(folder)) {
      assertEquals(
          List.of(), files.filter(f -> f.getFileName().toString().startsWith("weir")).toList());
    }
  }

  @Test
  void aModelOnTheDiskGivesTheSameRows() throws IOException {
    for (var predicate : List.of("intersects", "nearest")) {
      try (var large = executor(config(800)).run(join(predicate));
          var small = executor(config(128)).run(join(predicate))) {
        assertEquals(lines(large), lines(small));
        assertTrue(large.metrics().peakBytes() > 64 << 20, large.metrics()::toString);
        assertTrue(small.metrics().spilledBytes() > 2 * 12_000 * 500, small.metrics()::toString);
        assertTrue(small.metrics().peakBytes() <= 64 << 20, small.metrics()::toString);
      }
      nothingIsLeft();
    }
  }

  @Test
  void aStoppedRunGoesOnWithItsModel() throws IOException {
    var checkpoints = folder.resolve("checkpoints");
    var saved = config(128).withCheckpoints(checkpoints, Duration.ZERO);
    var cancellation = new Cancellation();
    var stopping = new Stopping(POINTS, cancellation, new AtomicInteger());
    try (var stopped =
        executor(saved).run(join(stopping, "intersects"), RunListener.NONE, cancellation)) {
      assertEquals(Completeness.PARTIAL, stopped.completeness());
      assertTrue(stopped.resumeToken().isPresent());
    }
    try (var whole = executor(config(800)).run(join("intersects"));
        var resumed =
            executor(saved).resume(join("intersects"), RunListener.NONE, new Cancellation())) {
      assertEquals(lines(whole), lines(resumed));
      assertTrue(resumed.metrics().rowsRead() <= 2 * BLOCK, resumed.metrics()::toString);
    }
    nothingIsLeft();
  }
}
