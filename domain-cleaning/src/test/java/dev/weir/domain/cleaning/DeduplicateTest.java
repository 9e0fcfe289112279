package dev.weir.domain.cleaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.KeyTable;
import dev.weir.api.PipelineException;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.Workbench;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class DeduplicateTest {
  private static final Runs RUNS = Runs.of(new CleaningPlugin());
  private static final Schema SCHEMA =
      Schema.of(Schema.Field.of("k", Type.LONG), Schema.Field.of("s", Type.TEXT));

  private static Rows rows(Object... cells) {
    var rows = Rows.of(SCHEMA);
    for (int i = 0; i < cells.length; i += 2) {
      rows.row();
      if (cells[i] instanceof Integer k) {
        rows.put(0, (long) k);
      }
      if (cells[i + 1] instanceof String s) {
        rows.put(1, s);
      }
    }
    return rows;
  }

  private static UnaryOperator<Pipeline> deduplicate(Object... columns) {
    return Runs.step(
        "cleaning.deduplicate",
        columns.length == 0 ? Map.of() : Map.of("columns", List.of(columns)));
  }

  private static List<String> kept(Table table, Object... columns) {
    return Tables.rows(RUNS.rows(table, deduplicate(columns))).stream()
        .map(row -> "" + row.getOrDefault("k", "-") + row.getOrDefault("s", "-"))
        .toList();
  }

  @Test
  void theFirstOfEqualRowsStays() {
    var table =
        rows(1, "a", 2, "a", 1, "a", 1, "b", 1, null, null, "a", 1, null, null, "a", 2, "A")
            .table();
    assertEquals(List.of("1a", "2a", "1b", "1-", "-a", "2A"), kept(table));
    assertEquals(List.of("1a", "2a", "-a"), kept(table, "k"));
    var result = RUNS.result(table, deduplicate("s"));
    assertEquals(4L, result.value("distinct", Long.class));
    assertEquals(5L, result.value("duplicates", Long.class));
    assertTrue(result.tables().keySet().stream().noneMatch("first"::equals), "positions are shown");
  }

  @Test
  void asAHashSetOverManyBlocks() {
    var random = new SplittableRandom(3);
    var rows = Rows.of(SCHEMA);
    var seen = new HashSet<String>();
    long distinct = 0;
    for (int r = 0; r < 50_000; r++) {
      long k = random.nextInt(2000);
      var s = "t" + random.nextInt(20);
      rows.row().put(0, k).put(1, s);
      distinct += seen.add(k + s) ? 1 : 0;
    }
    var run =
        RUNS.with(c -> c.withBlockRows(4096).withChunkBytes(1 << 14))
            .run(
                rows.table(),
                p ->
                    p.step("cleaning.deduplicate")
                        .step("cleaning.filter")
                        .with("where", "k >= 0")
                        .step("cleaning.deduplicate"));
    assertEquals(distinct, run.step("cleaning.deduplicate").result().value("distinct", Long.class));
    assertEquals(0L, run.last().result().value("duplicates", Long.class));
    assertEquals(distinct, run.last().result().value("rows", Long.class));
  }

  @Test
  void rowsOfOneRowAreRefused() {
    var source = rows(1, "a", 2, "b").chunk();
    var made = Rows.of(SCHEMA);
    for (int copy = 0; copy < 2; copy++) {
      made.row(source, 0).put(0, 1L);
    }
    var exploded = made.chunk();
    var tool =
        (Deduplicate)
            Catalogue.of(List.of(new CleaningPlugin()), List.of())
                .bind("cleaning.deduplicate", Map.of(), SCHEMA, SCHEMA, 0)
                .pipeline();
    var keys = new Workbench(1 << 20).keyTable(SCHEMA, KeyTable.Cell.MIN);
    var error =
        assertThrows(
            PipelineException.class,
            () -> tool.processChunk(exploded, new Deduplicate.State(keys), null));
    assertTrue(error.getMessage().contains("--out FILE"), error.getMessage());
  }

  @Test
  void otherRowsTeachNothing() {
    var table = rows(1, "a").table();
    var error =
        assertThrows(
            PipelineException.class,
            () -> RUNS.run(table, p -> deduplicate().apply(p).fitOn(Input.of(table))));
    assertEquals(PipelineException.Category.REFUSED, error.category());
    assertTrue(error.getMessage().contains("leave --fit-on out"), error.getMessage());
  }
}
