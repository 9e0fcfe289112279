package dev.weir.domain.cleaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.KeyTable;
import dev.weir.api.PipelineException;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import dev.weir.core.Workbench;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DeduplicateTest {
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

  private static RunResult run(Pipeline pipeline) {
    var config =
        StreamingConfig.defaults()
            .withThreads(2)
            .withMemoryBytes(128 << 20)
            .withBlockRows(4096)
            .withChunkBytes(1 << 14);
    var catalogue = Catalogue.of(List.of(new CleaningPlugin()), List.of());
    return new StreamingPipelineExecutor(catalogue, config).run(pipeline);
  }

  private static Pipeline over(Table table) {
    return Pipeline.from(Input.of(table)).step("cleaning.deduplicate");
  }

  private static List<String> kept(RunResult run) {
    var kept = new ArrayList<String>();
    run.last()
        .result()
        .table("rows")
        .forEachChunk(chunk -> {
          for (int r = 0; r < chunk.rows(); r++) {
            var k = chunk.schema().column("k");
            var s = chunk.schema().column("s");
            kept.add(
                (chunk.validity(k).at(r) ? "" + chunk.longs(k)[r] : "-")
                    + (chunk.validity(s).at(r) ? chunk.text(s).string(r) : "-"));
          }
        });
    return kept;
  }

  @Test
  void theFirstOfEqualRowsStays() {
    var table =
        rows(1, "a", 2, "a", 1, "a", 1, "b", 1, null, null, "a", 1, null, null, "a", 2, "A")
            .table();
    assertEquals(List.of("1a", "2a", "1b", "1-", "-a", "2A"), kept(run(over(table))));
    assertEquals(List.of("1a", "2a", "-a"), kept(run(over(table).with("columns", List.of("k")))));
    var result = run(over(table).with("columns", List.of("s"))).last().result();
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
        run(
            over(rows.table())
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
        assertThrows(PipelineException.class, () -> run(over(table).fitOn(Input.of(table))));
    assertEquals(PipelineException.Category.REFUSED, error.category());
    assertTrue(error.getMessage().contains("leave --fit-on out"), error.getMessage());
  }
}
