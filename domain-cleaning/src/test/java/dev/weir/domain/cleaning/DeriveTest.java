package dev.weir.domain.cleaning;

import static dev.weir.tck.Tables.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeriveTest {
  private static final Runs RUNS = Runs.of(new CleaningPlugin());
  private static final Schema SCHEMA =
      Schema.of(Schema.Field.of("a", Type.INT), Schema.Field.of("b", Type.TEXT));
  private static final Table DATA = Tables.of(SCHEMA, row(1, "x"), row(2, null), row(null, "z"));

  private static Table derived(Table data, String column, String expression) {
    return RUNS.rows(
        data, p -> p.step("cleaning.derive").with("column", column).with("expression", expression));
  }

  @Test
  void addsAColumnAtTheEnd() {
    var table = derived(DATA, "c", "a * 2");
    assertEquals(List.of("a", "b", "c"), table.schema().names());
    assertEquals(Type.LONG, table.schema().column("c").type());
    assertArrayEquals(row(2L, 4L, null), Tables.column(table, "c").toArray());
    assertArrayEquals(row("x", null, "z"), Tables.column(table, "b").toArray());
  }

  @Test
  void replacesAColumnInItsPlaceAndMayReadIt() {
    var table = derived(DATA, "a", "a / 2");
    assertEquals(List.of("a", "b"), table.schema().names());
    assertEquals(Type.DOUBLE, table.schema().column("a").type());
    assertArrayEquals(row(0.5, 1.0, null), Tables.column(table, "a").toArray());
  }

  @Test
  void aReplacedColumnIsNotTakenForTheOldOne() {
    var kept =
        RUNS.rows(
            DATA,
            p ->
                p.step("cleaning.derive")
                    .with("column", "b")
                    .with("expression", "'y'")
                    .step("cleaning.filter")
                    .with("where", "b = 'y'"));
    assertArrayEquals(row(1L, 2L, null), Tables.column(kept, "a").toArray());
  }

  @Test
  void constantsAndMissing() {
    assertArrayEquals(row("k", "k", "k"), Tables.column(derived(DATA, "c", "'k'"), "c").toArray());
    assertArrayEquals(
        row(null, null, null), Tables.column(derived(DATA, "c", "number(null)"), "c").toArray());
    assertArrayEquals(
        row("x", "none", "z"),
        Tables.column(derived(DATA, "c", "coalesce(b, 'none')"), "c").toArray());
  }

  @Test
  void noRows() {
    assertEquals(List.of("a", "b", "c"), derived(Tables.of(SCHEMA), "c", "a + 1").schema().names());
  }

  @Test
  void overflowNamesTheRow() {
    var data = Tables.of(Schema.of(Schema.Field.of("n", Type.LONG)), row(1), row(Long.MAX_VALUE));
    var error = assertThrows(PipelineException.class, () -> derived(data, "c", "n * 2"));
    assertEquals(PipelineException.Category.DATA, error.category());
    assertTrue(
        error
            .getMessage()
            .contains(
                "row 2: n * 2 is 9223372036854775807 * 2, beyond the whole numbers (64 bits); use number(n) * 2"),
        error.getMessage());
  }

  @Test
  void errorsBeforeAnyRow() {
    assertEquals(
        "cleaning.derive: at character 3: '+' needs numbers, b is TEXT; use number(b), or || to join texts",
        assertThrows(PipelineException.class, () -> derived(DATA, "c", "b + 1")).getMessage());
    assertTrue(
        assertThrows(PipelineException.class, () -> derived(DATA, " ", "1"))
            .getMessage()
            .contains("blank"));
  }
}
