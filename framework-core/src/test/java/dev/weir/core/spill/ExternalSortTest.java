package dev.weir.core.spill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.memory.MemoryLedger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables on the disk against the same tables in memory.
final class ExternalSortTest {
  private static final int ROWS = 40_000;
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("x", Type.DOUBLE),
          Schema.Field.of("k", Type.INT),
          Schema.Field.of("t", Type.TEXT),
          Schema.Field.of("n", Type.LONG));

  @TempDir private Path folder;

  private static void fill(Rows rows, Random random, long number) {
    switch (random.nextInt(8)) {
      case 0 -> {}
      case 1 -> rows.put(0, Double.NaN);
      case 2 -> rows.put(0, -0.0);
      case 3 -> rows.put(0, 0.0);
      case 4 -> rows.put(0, Double.NEGATIVE_INFINITY);
      default -> rows.put(0, (double) random.nextInt(50) - 25);
    }
    if (random.nextInt(9) > 0) {
      rows.put(1, random.nextInt(7) - 3L);
    }
    if (random.nextInt(9) > 0) {
      rows.put(2, "common prefix ".repeat(random.nextInt(2)) + random.nextInt(30));
    }
    rows.put(3, number);
  }

  private static Table inMemory() {
    var random = new Random(5);
    var rows = Rows.of(SCHEMA);
    for (int r = 0; r < ROWS; r++) {
      fill(rows.row(), random, r);
    }
    return rows.table();
  }

  private static List<String> lines(Table table) {
    var lines = new ArrayList<String>();
    table.forEachChunk(chunk -> {
      var schema = chunk.schema();
      for (int r = 0; r < chunk.rows(); r++) {
        assertEquals(lines.size(), chunk.position(r));
        lines.add(
            (chunk.validity(schema.column("x")).at(r)
                    ? chunk.doubles(schema.column("x"))[r] + ""
                    : "missing")
                + " "
                + (chunk.validity(schema.column("k")).at(r)
                    ? chunk.ints(schema.column("k"))[r] + ""
                    : "missing")
                + " "
                + (chunk.validity(schema.column("t")).at(r)
                    ? chunk.text(schema.column("t")).string(r)
                    : "missing")
                + " "
                + chunk.longs(schema.column("n"))[r]);
      }
    });
    return lines;
  }

  @Test
  void tablesOnTheDiskAreTheTablesInMemory() {
    var space = new SpillSpace(folder, 1L << 30);
    var ledger = new MemoryLedger(4 << 20, 200_000);
    try (var workspace = new Workspace(ledger, space)) {
      var builder = workspace.table(SCHEMA, "rows of the test");
      var random = new Random(5);
      for (int r = 0; r < ROWS; r++) {
        fill(builder.row(), random, r);
      }
      var table = builder.table();
      var memory = inMemory();
      assertTrue(space.held() > 500_000, "bytes " + space.held());
      assertEquals(lines(memory), lines(table));
      assertEquals(ROWS, table.rows().orElseThrow());
      for (var by :
          List.of(
              List.of("x"),
              List.of("-x"),
              List.of("k", "-t"),
              List.of("-k", "t", "x"),
              List.of("t"),
              List.of("-n"),
              List.<String>of())) {
        var columns = by.toArray(String[]::new);
        var sorted = table.sortedBy(columns);
        assertEquals(lines(memory.sortedBy(columns)), lines(sorted), by.toString());
        assertEquals(ROWS, sorted.rows().orElseThrow());
      }
      var twice = table.sortedBy("k").sortedBy("t");
      assertEquals(lines(memory.sortedBy("t", "k")), lines(twice));
    }
    assertEquals(0, space.held());
    assertEquals(0, ledger.status().reserved());
  }

  @Test
  void fewRowsStayInMemory() {
    var space = new SpillSpace(folder, 1L << 30);
    try (var workspace = new Workspace(new MemoryLedger(64 << 20), space)) {
      var builder = workspace.table(SCHEMA, "rows of the test");
      for (int r = 0; r < 10; r++) {
        fill(builder.row(), new Random(r), r);
      }
      assertEquals(10, lines(builder.table().sortedBy("x", "-n")).size());
      assertEquals(0, lines(workspace.table(SCHEMA, "none").table().sortedBy("x")).size());
    }
    assertEquals(0, space.written());
  }
}
