package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Groups and keys of which not all fit into memory give the bits that they give in memory.
final class SpilledGroupsTest {
  private static final int ROWS = 40_000;
  private static final int GROUPS = 4_000;
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("x", Type.DOUBLE),
          Schema.Field.of("g", Type.LONG),
          Schema.Field.of("name", Type.TEXT),
          Schema.Field.of("unused", Type.INT));

  @TempDir private Path spill;
  private final Catalogue catalogue = Catalogue.of(List.of(new SampleTools()), List.of());

  private static Table table() {
    var random = new Random(3);
    var x = new double[ROWS];
    var g = new long[ROWS];
    var names = new String[ROWS];
    for (int r = 0; r < ROWS; r++) {
      x[r] = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
      g[r] = random.nextInt(3) == 0 ? 7 : random.nextInt(GROUPS);
      names[r] = g[r] % 11 == 0 ? null : "name " + g[r] % 200;
    }
    return Table.of(
        SCHEMA,
        List.of(
            Chunk.of(
                SCHEMA,
                ROWS,
                0,
                Values.of(x),
                Values.of(g),
                Values.of(names),
                Values.of(new int[ROWS]))));
  }

  private StreamingConfig config(long mebibytes) {
    return StreamingConfig.defaults()
        .withMemoryBytes(mebibytes << 20)
        .withSpillDirectory(spill)
        .withThreads(2)
        .withBlockRows(20_000)
        .withChunkBytes(64 << 10);
  }

  private static Pipeline pipeline() {
    return Pipeline.from(Input.of(table()))
        .step("t.sum")
        .by("g")
        .step("t.hash")
        .by("g")
        .step("t.keys")
        .with("column", "name")
        .by("g")
        .step("t.large")
        .by("name")
        .step("t.keys")
        .with("column", "g")
        .by("name");
  }

  private RunResult run(StreamingConfig config) {
    return new StreamingPipelineExecutor(catalogue, config).run(pipeline());
  }

  private static List<String> lines(RunResult run) {
    var lines = new ArrayList<String>();
    for (var step : run.steps()) {
      step.result()
          .tables()
          .forEach((name, table) -> {
            lines.add(step.step() + " " + name + " " + table.schema());
            table.forEachChunk(chunk -> {
              for (int r = 0; r < chunk.rows(); r++) {
                var line = new StringBuilder().append(chunk.position(r));
                for (var column : chunk.schema().columns().toList()) {
                  line.append(' ').append(cell(chunk.values(column), r));
                }
                lines.add(line.toString());
              }
            });
          });
    }
    return lines;
  }

  private static String cell(Values values, int r) {
    if (!values.validity().at(r)) {
      return "missing";
    }
    return switch (values) {
      case Values.Ints ints -> "" + ints.cells()[r];
      case Values.Longs longs -> "" + longs.cells()[r];
      case Values.Doubles doubles -> "" + Double.doubleToRawLongBits(doubles.cells()[r]);
      case Values.Texts texts -> texts.text().string(r);
    };
  }

  private long entries() throws IOException {
    try (var list = Files.list(spill)) {
      return list.count();
    }
  }

  @Test
  void groupsOnTheDiskGiveTheBitsOfGroupsInMemory() throws IOException {
    List<String> expected;
    try (var run = run(config(512))) {
      assertEquals(0, run.metrics().spilledBytes());
      expected = lines(run);
    }
    assertTrue(expected.size() > 10_000, "lines " + expected.size());
    assertEquals(0, entries());
    for (int threads : new int[] {1, 4}) {
      try (var run = run(config(64).withThreads(threads))) {
        assertTrue(run.metrics().spilledBytes() > 1 << 20, run.metrics().toString());
        assertTrue(run.metrics().peakBytes() <= 32 << 20, run.metrics().toString());
        assertEquals(expected, lines(run));
      }
      assertEquals(0, entries());
    }
  }

  private RunResult run(StreamingConfig config, String tool) {
    var pipeline = Pipeline.from(Input.of(table())).step(tool).by("g");
    return new StreamingPipelineExecutor(catalogue, config).run(pipeline);
  }

  /// Groups that go to the disk in the first pass, and such that do only in a later one; groups end
  /// after different passes.
  @ParameterizedTest
  @ValueSource(strings = {"t.narrow", "t.widening"})
  void severalPassesOverGroupsOnTheDiskGiveTheSameBits(String tool) throws IOException {
    List<String> expected;
    try (var run = run(config(512), tool)) {
      assertEquals(0, run.metrics().spilledBytes());
      assertEquals(4, run.metrics().scans());
      expected = lines(run);
    }
    assertTrue(expected.size() > GROUPS - 50, "lines " + expected.size());
    for (int threads : new int[] {1, 4}) {
      try (var run = run(config(64).withThreads(threads), tool)) {
        assertTrue(run.metrics().spilledBytes() > 1 << 20, run.metrics().toString());
        assertTrue(run.metrics().pressure().get("statesSpilled") > 0, run.metrics().toString());
        assertEquals(4, run.metrics().scans());
        assertEquals(expected, lines(run));
      }
      assertEquals(0, entries());
    }
  }

  @Test
  void theDiskLimitEndsTheRunAndLeavesNothing() throws IOException {
    var error = assertThrows(PipelineException.class, () -> run(config(64).withDiskBytes(1 << 20)));
    assertEquals("spill.limit", error.code());
    assertEquals(PipelineException.Category.RESOURCE, error.category());
    assertTrue(error.getMessage().contains("--disk"), error.getMessage());
    assertEquals(0, entries());
  }
}
