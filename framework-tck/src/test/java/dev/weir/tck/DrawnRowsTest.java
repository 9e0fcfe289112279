package dev.weir.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.api.Schema;
import dev.weir.api.Type;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DrawnRowsTest {
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("x", Type.DOUBLE),
          Schema.Field.of("city", Type.TEXT),
          new Schema.Field("n", Type.LONG, false, ""));
  private static final List<Draw.Row> DRAWN =
      List.of(
          row(1),
          row(2, cell(0, 0), cell(1, 1), cell(2, 0)),
          row(3, cell(3, 3), cell(1, 2), cell(2, 4)));

  private static Draw.Row row(int row, Draw.Cell... cells) {
    return new Draw.Row(row, 0, 0, List.of(cells));
  }

  private static Draw.Cell cell(int column, int kind) {
    return new Draw.Cell(column, kind);
  }

  /// Numbers count round; a column that may not have missing cells gets none.
  @Test
  void rowsAreTakenAndChanged() {
    var own = Tables.of(SCHEMA, Tables.row(1.5, "a \"b\"", 7L), Tables.row(Double.NaN, null, 8L));
    var rows = DrawnRows.of(Tables.whole(own), DRAWN);
    assertEquals(
        Arrays.asList(Double.NaN, null, Double.POSITIVE_INFINITY), Tables.column(rows, "x"));
    assertEquals(Arrays.asList(null, null, ""), Tables.column(rows, "city"));
    assertEquals(Arrays.asList(8L, 7L, -1L), Tables.column(rows, "n"));
    assertFalse(Tables.whole(rows).identity(0) == Tables.whole(rows).identity(2));
  }

  @Test
  void rowsAreShownAsAnAuthorWritesThem() {
    var rows =
        Tables.of(
            SCHEMA,
            Tables.row(1.5, "a \"b\\\n", 7L),
            Tables.row(Double.NEGATIVE_INFINITY, null, 8L));
    assertEquals(
        """
        2 of x DOUBLE, city TEXT, n LONG
            Tables.row(1.5, "a \\"b\\\\\\n", 7L),
            Tables.row(Double.NEGATIVE_INFINITY, null, 8L)\
        """,
        DrawnRows.shown(rows));
  }

  @Test
  void aCaseWithoutRowsHasNoneToDraw() {
    assertEquals(0, Tables.whole(DrawnRows.of(Tables.whole(Tables.of(SCHEMA)), DRAWN)).rows());
  }
}
