package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Groups of any tool, in memory.
final class ExecutorGroupsTest extends ExecutorFixture {
  @Test
  void groupsAreAPropertyOfTheStep() {
    var run =
        run(
            config(),
            over(table)
                .step("t.sum")
                .by("k")
                .step("t.hash")
                .by("k")
                .step("t.lag")
                .by("k")
                .step("t.hash")
                .with("column", "lag")
                .by("name")
                .step("t.median")
                .by("k")
                .step("t.centre")
                .by("k")
                .step("t.sum")
                .with("column", "centred")
                .by("k"));
    assertEquals(Set.of("values"), run.step("t.centre").result().tables().keySet());
    var sums = byKey(run.step("t.sum").result().table("values"), "sum");
    var hashes = byKey(run.step("t.hash").result().table("values"), "hash");
    var lagged = byKey(run.step("t.hash-2").result().table("values"), "hash");
    var centred = byKey(run.step("t.sum-2").result().table("values"), "sum");
    for (int group = 0; group < 5; group++) {
      int g = group;
      var own =
          java.util.stream.IntStream.range(0, ROWS)
              .filter(r -> k[r] == g)
              .mapToDouble(r -> x[r])
              .toArray();
      long hash = 7;
      long lag = 7 * 31 + Double.doubleToLongBits(Double.NaN);
      for (int r = 0; r < own.length; r++) {
        hash = hash * 31 + Double.doubleToLongBits(own[r]);
        lag = r == own.length - 1 ? lag : lag * 31 + Double.doubleToLongBits(own[r]);
      }
      double mean = java.util.Arrays.stream(own).average().orElseThrow();
      double upper = java.util.Arrays.stream(own).filter(v -> v > mean).average().orElseThrow();
      assertEquals(java.util.Arrays.stream(own).sum(), (Double) sums.get((long) g), 1e-6);
      assertEquals(hash, hashes.get((long) g));
      assertEquals(lag, lagged.get("n" + g));
      assertEquals(
          java.util.Arrays.stream(own).map(v -> v - upper).sum(),
          (Double) centred.get((long) g),
          1e-3);
    }
  }

  private static java.util.Map<Object, Object> byKey(Table values, String name) {
    var byKey = new HashMap<Object, Object>();
    var key = values.schema().columns().findFirst().orElseThrow();
    var column = values.schema().column(name);
    values.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        Object own =
            key.type() == Type.TEXT ? chunk.text(key).string(r) : (Object) chunk.longs(key)[r];
        byKey.put(
            own,
            column.type() == Type.DOUBLE
                ? (Object) chunk.doubles(column)[r]
                : (Object) chunk.longs(column)[r]);
      }
    });
    return byKey;
  }

  /// A group is there if a row of it counts, whatever its tool set aside, in whichever chunk.
  @Test
  void aGroupOfWhichEveryRowWasSetAsideIsNotThere() {
    var rows =
        Rows.of(Schema.of(Schema.Field.of("x", Type.DOUBLE), Schema.Field.of("k", Type.INT)));
    double[][] cells = {{1, 0}, {-1, 1}, {-2, 2}, {5, 2}, {-3, 1}, {-4, 0}, {0, 3}};
    for (var cell : cells) {
      rows.row().put(0, cell[0]).put(1, (long) cell[1]);
    }
    for (int blockRows : new int[] {1, 2, 100}) {
      var run =
          run(
              config().withBlockRows(blockRows).withErrorBudget(10),
              over(rows.table()).step("t.positive").by("k"));
      assertEquals(
          java.util.Map.of(0L, 1.0, 2L, 5.0, 3L, 0.0),
          byKey(run.step("t.positive").result().table("values"), "sum"));
      assertEquals(4, run.rowsSkipped());
    }
  }

  @Test
  void columnsOfTheGroupsAreNotAmongAllColumns() {
    var bound = catalogue.bind("t.all", java.util.Map.of(), List.of("k"), SCHEMA, SCHEMA, 0, true);
    assertEquals(
        List.of("x", "name"), bound.needs().columns().stream().map(c -> c.name()).toList());
    var only = Schema.of(Schema.Field.of("k", Type.INT));
    var none =
        assertThrows(
            PipelineException.class,
            () -> catalogue.bind("t.all", java.util.Map.of(), List.of("k"), only, only, 0, true));
    assertTrue(none.getMessage().contains("beside those of --by"), none.getMessage());
  }
}
