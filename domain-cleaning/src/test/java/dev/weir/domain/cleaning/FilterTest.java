package dev.weir.domain.cleaning;

import static dev.weir.tck.Tables.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import org.junit.jupiter.api.Test;

class FilterTest {
  private static final Runs RUNS = Runs.of(new CleaningPlugin());
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("price", Type.LONG),
          Schema.Field.of("x", Type.DOUBLE),
          Schema.Field.of("cut", Type.TEXT));

  private static final Table DATA =
      Tables.of(
          SCHEMA,
          row(1, 0.5, "Ideal"),
          row(null, Double.NaN, "Good"),
          row(3, null, null),
          row(3, 2.5, "Ideal"),
          row(5, -1.0, ""));

  private static Object[] prices(String where) {
    return Tables.column(
            RUNS.rows(DATA, p -> p.step("cleaning.filter").with("where", where)), "price")
        .toArray();
  }

  @Test
  void keepsTrueRowsInOrder() {
    assertArrayEquals(row(3L, 3L, 5L), prices("price > 1"));
    assertArrayEquals(row(1L, 3L), prices("cut = 'Ideal'"));
    assertArrayEquals(row(1L, null, 3L, 3L, 5L), prices("true"));
    assertArrayEquals(row(), prices("false"));
  }

  @Test
  void missingIsUnknownAndNotKept() {
    assertArrayEquals(row(1L, 5L), prices("price != 3"));
    assertArrayEquals(row(1L, null, 5L), prices("price != 3 or price is null"));
    assertArrayEquals(row(), prices("null"));
  }

  @Test
  void nanIsAValue() {
    assertArrayEquals(row(1L, 3L, 5L), prices("x > 0 or x <= 0"));
    assertArrayEquals(row((Object) null), prices("is_nan(x)"));
  }

  @Test
  void noRowsAndOneRow() {
    var empty = Tables.of(SCHEMA);
    assertEquals(
        0,
        RUNS.rows(empty, p -> p.step("cleaning.filter").with("where", "price > 1"))
            .rows()
            .orElseThrow());
    var one = Tables.of(SCHEMA, row(7, 1.0, "a"));
    assertEquals(
        1,
        RUNS.rows(one, p -> p.step("cleaning.filter").with("where", "price > 1"))
            .rows()
            .orElseThrow());
  }

  @Test
  void errorsNameThePlace() {
    assertEquals(
        "cleaning.filter: at character 1: no column 'prise'; did you mean 'price'?",
        assertThrows(PipelineException.class, () -> prices("prise > 1")).getMessage());
    assertEquals(
        "cleaning.filter: at character 1: the expression is LONG, needed is BOOLEAN; compare it, for example price + 1 > 0",
        assertThrows(PipelineException.class, () -> prices("price + 1")).getMessage());
  }
}
