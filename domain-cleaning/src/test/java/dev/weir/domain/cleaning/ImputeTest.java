package dev.weir.domain.cleaning;

import static dev.weir.tck.Tables.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImputeTest {
  private static final Runs RUNS = Runs.of(new CleaningPlugin());
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("i", Type.INT),
          Schema.Field.of("n", Type.LONG),
          Schema.Field.of("x", Type.DOUBLE),
          Schema.Field.of("s", Type.TEXT),
          Schema.Field.of("f", Type.BOOLEAN),
          Schema.Field.of("d", Type.DATE),
          Schema.Field.of("t", Type.TIMESTAMP));

  private static final Table DATA =
      Tables.of(
          SCHEMA,
          row(1, 10L, 0.5, "b", true, 18292L, 1L),
          row(2, null, null, "a", false, null, 1L),
          row(null, 30L, 2.5, null, null, 18293L, null),
          row(4, 40L, -1.0, "a", true, 18292L, -2_000_001L),
          row(4, 20L, 7.0, "b", false, 18293L, -2_000_001L));

  private static Pipeline impute(Pipeline pipeline, String strategy, String... columns) {
    return pipeline
        .step("cleaning.impute")
        .with("strategy", strategy)
        .with("columns", List.of(columns));
  }

  private static Object[] filled(String strategy, String column) {
    return Tables.column(RUNS.rows(DATA, p -> impute(p, strategy, column)), column).toArray();
  }

  private static PipelineResult model(Table data, String strategy, String... columns) {
    return RUNS.result(data, "cleaning.impute", p -> impute(p, strategy, columns));
  }

  @Test
  void meanAndMedianMakeDoubles() {
    assertArrayEquals(row(1.0, 2.0, 2.75, 4.0, 4.0), filled("mean", "i"));
    assertArrayEquals(row(10.0, 25.0, 30.0, 40.0, 20.0), filled("mean", "n"));
    assertArrayEquals(row(0.5, 2.25, 2.5, -1.0, 7.0), filled("mean", "x"));
    assertArrayEquals(row(1.0, 2.0, 3.0, 4.0, 4.0), filled("median", "i"));
    assertArrayEquals(row(0.5, 1.5, 2.5, -1.0, 7.0), filled("median", "x"));
  }

  @Test
  void mostFrequentKeepsTheTypeAndTakesTheSmallestOfEquals() {
    assertArrayEquals(row(1L, 2L, 4L, 4L, 4L), filled("most-frequent", "i"));
    assertArrayEquals(row(10L, 10L, 30L, 40L, 20L), filled("most-frequent", "n"));
    assertArrayEquals(row(0.5, -1.0, 2.5, -1.0, 7.0), filled("most-frequent", "x"));
    assertArrayEquals(row("b", "a", "a", "a", "b"), filled("most-frequent", "s"));
    assertArrayEquals(row(true, false, false, true, false), filled("most-frequent", "f"));
    assertArrayEquals(row(18292L, 18292L, 18293L, 18292L, 18293L), filled("most-frequent", "d"));
    assertArrayEquals(
        row(1L, 1L, -2_000_001L, -2_000_001L, -2_000_001L), filled("most-frequent", "t"));
  }

  @Test
  void allColumnsThatFitAreTakenIfNoneIsNamed() {
    var medians = RUNS.rows(DATA, p -> p.step("cleaning.impute"));
    assertEquals(
        List.of(
            Type.DOUBLE,
            Type.DOUBLE,
            Type.DOUBLE,
            Type.TEXT,
            Type.BOOLEAN,
            Type.DATE,
            Type.TIMESTAMP),
        types(medians));
    assertArrayEquals(row("b", "a", null, "a", "b"), Tables.column(medians, "s").toArray());
    var modes = RUNS.rows(DATA, p -> impute(p, "most-frequent"));
    assertEquals(types(DATA), types(modes));
    assertArrayEquals(row("b", "a", "a", "a", "b"), Tables.column(modes, "s").toArray());
  }

  private static List<Type> types(Table table) {
    return table.schema().fields().stream().map(Schema.Field::type).toList();
  }

  @Test
  void theModelSaysWhatAndHowOften() {
    var fill = model(DATA, "most-frequent", "t", "s").table("fill");
    assertEquals(
        List.of("column", "strategy", "value", "number", "missing", "count"),
        fill.schema().names());
    assertArrayEquals(row("t", "s"), Tables.column(fill, "column").toArray());
    assertArrayEquals(
        row("1969-12-31T23:59:57.999999", "a"), Tables.column(fill, "value").toArray());
    assertArrayEquals(row(null, null), Tables.column(fill, "number").toArray());
    assertArrayEquals(row(1L, 1L), Tables.column(fill, "missing").toArray());
    assertArrayEquals(row(4L, 4L), Tables.column(fill, "count").toArray());
    assertArrayEquals(
        row(2.75), Tables.column(model(DATA, "mean", "i").table("fill"), "number").toArray());
  }

  @Test
  void indicatorsSayWhatWasMissing() {
    var table = RUNS.rows(DATA, p -> impute(p, "median", "x", "i").with("indicator", true));
    assertEquals(List.of("x_missing", "i_missing"), table.schema().names().subList(7, 9));
    assertArrayEquals(
        row(false, true, false, false, false), Tables.column(table, "x_missing").toArray());
    assertArrayEquals(
        row(false, false, true, false, false), Tables.column(table, "i_missing").toArray());
    var error =
        assertThrows(
            PipelineException.class,
            () -> RUNS.rows(table, p -> impute(p, "median", "x").with("indicator", true)));
    assertEquals(PipelineException.Category.REFUSED, error.category());
    assertTrue(
        error
            .getMessage()
            .endsWith(
                "there is a column 'x_missing' already, which --indicator would make; rename that column first, or leave --indicator out"),
        error.getMessage());
  }

  private static Table reals(Object... cells) {
    var rows = new Object[cells.length][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = row(cells[r]);
    }
    return Tables.of(Schema.of(Schema.Field.of("x", Type.DOUBLE)), rows);
  }

  @Test
  void nanIsAValueUnlessToldOtherwise() {
    var data = reals(1.0, Double.NaN, null, 4.0, Double.NaN, Double.NaN);
    for (var strategy : List.of("mean", "median", "most-frequent")) {
      var value = strategy.equals("most-frequent") ? 1.0 : 2.5;
      assertArrayEquals(
          row(1.0, Double.NaN, value, 4.0, Double.NaN, Double.NaN),
          Tables.column(RUNS.rows(data, p -> impute(p, strategy, "x")), "x").toArray());
      assertArrayEquals(
          row(1.0, value, value, 4.0, value, value),
          Tables.column(
                  RUNS.rows(data, p -> impute(p, strategy, "x").with("nan-as-missing", true)), "x")
              .toArray());
      assertEquals(
          List.of(
              "column 'x' has 3 NaN cells, which stay as they are; --nan-as-missing fills them"),
          model(data, strategy, "x").warnings());
    }
    var flagged =
        RUNS.rows(
            data, p -> impute(p, "mean", "x").with("nan-as-missing", true).with("indicator", true));
    assertArrayEquals(
        row(false, true, true, false, true, true), Tables.column(flagged, "x_missing").toArray());
    var marked = RUNS.rows(data, p -> impute(p, "mean", "x").with("indicator", true));
    assertArrayEquals(
        row(false, false, true, false, false, false), Tables.column(marked, "x_missing").toArray());
  }

  @Test
  void nothingToFillWithStaysMissing() {
    for (var data : List.of(reals(null, null), reals())) {
      for (var strategy : List.of("mean", "median", "most-frequent")) {
        var result = model(data, strategy, "x");
        assertEquals(
            List.of("column 'x' has no value to fill with: its missing cells stay missing"),
            result.warnings());
        assertArrayEquals(
            row((Object) null), Tables.column(result.table("fill"), "value").toArray());
        assertArrayEquals(
            Tables.column(data, "x").toArray(),
            Tables.column(RUNS.rows(data, p -> impute(p, strategy, "x")), "x").toArray());
      }
    }
  }

  @Test
  void infinitiesMakeNoMean() {
    var data = reals(Double.POSITIVE_INFINITY, 1.0, null);
    assertEquals(
        List.of("the mean of column 'x' is not finite: its missing cells stay missing"),
        model(data, "mean", "x").warnings());
    assertArrayEquals(
        row(Double.POSITIVE_INFINITY, 1.0, null),
        Tables.column(RUNS.rows(data, p -> impute(p, "mean", "x")), "x").toArray());
    var most = reals(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1.0, null);
    assertArrayEquals(
        row(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1.0, Double.POSITIVE_INFINITY),
        Tables.column(RUNS.rows(most, p -> impute(p, "most-frequent", "x")), "x").toArray());
  }

  @Test
  void oneRowAndConstants() {
    for (var strategy : List.of("mean", "median", "most-frequent")) {
      assertArrayEquals(
          row(3.0),
          Tables.column(RUNS.rows(reals(3.0), p -> impute(p, strategy, "x")), "x").toArray());
      assertArrayEquals(
          row(3.0, 3.0, 3.0),
          Tables.column(RUNS.rows(reals(3.0, null, 3.0), p -> impute(p, strategy, "x")), "x")
              .toArray());
    }
  }

  @Test
  void wholeNumbersBeyondDoubleAreSummedExactlyAndNeverChangedInSilence() {
    var schema = Schema.of(Schema.Field.of("n", Type.LONG));
    var exact =
        Tables.of(
            schema,
            row(Long.MIN_VALUE),
            row(Long.MIN_VALUE),
            row(1L << 62),
            row(1L << 62),
            row((Object) null));
    assertArrayEquals(
        row(-0x1p63, -0x1p63, 0x1p62, 0x1p62, -0x1p61),
        Tables.column(RUNS.rows(exact, p -> impute(p, "mean", "n")), "n").toArray());
    var inexact = Tables.of(schema, row(1L), row(9007199254740993L), row((Object) null));
    var error =
        assertThrows(
            PipelineException.class, () -> RUNS.rows(inexact, p -> impute(p, "median", "n")));
    assertEquals(PipelineException.Category.DATA, error.category());
    assertTrue(
        error.getMessage().contains("row 2: column 'n' holds 9007199254740993, which the DOUBLE"),
        error.getMessage());
    assertArrayEquals(
        row(1L, 9007199254740993L, 1L),
        Tables.column(RUNS.rows(inexact, p -> impute(p, "most-frequent", "n")), "n").toArray());
  }

  @Test
  void fitsOnOtherRows() {
    var training = reals(10.0, 20.0, 90.0);
    var rows = RUNS.rows(reals(1.0, null), p -> impute(p, "median", "x").fitOn(Input.of(training)));
    assertArrayEquals(row(1.0, 20.0), Tables.column(rows, "x").toArray());
  }

  @Test
  void aModelOfOtherColumnsIsRefused() {
    var training =
        Tables.of(
            Schema.of(Schema.Field.of("y", Type.DOUBLE), Schema.Field.of("x", Type.DOUBLE)),
            row(1.0, 2.0));
    var other = Tables.of(Schema.of(Schema.Field.of("z", Type.DOUBLE)), row(1.0));
    var error =
        assertThrows(
            PipelineException.class,
            () -> RUNS.rows(other, p -> p.step("cleaning.impute").fitOn(Input.of(training))));
    assertTrue(
        error
            .getMessage()
            .contains(
                "the model has no value for column 'z', only for [y, x]; name the columns to fill by --columns"),
        error.getMessage());
  }

  @Test
  void fitsOncePerGroup() {
    var schema = Schema.of(Schema.Field.of("g", Type.TEXT), Schema.Field.of("x", Type.DOUBLE));
    var data =
        Tables.of(
            schema,
            row("a", 1.0),
            row("b", 10.0),
            row("a", null),
            row("b", null),
            row("a", 3.0),
            row("b", 30.0),
            row("b", 50.0));
    var rows = RUNS.rows(data, p -> impute(p, "median", "x").by("g"));
    assertArrayEquals(
        row(1.0, 10.0, 2.0, 30.0, 3.0, 30.0, 50.0), Tables.column(rows, "x").toArray());
  }

  @Test
  void wrongColumnsAndOptions() {
    assertTrue(
        assertThrows(PipelineException.class, () -> model(DATA, "mean", "s"))
            .getMessage()
            .endsWith(
                "column 's' is TEXT, needed is INT or LONG or DOUBLE; such columns are: i, n, x"));
    assertTrue(
        assertThrows(PipelineException.class, () -> model(DATA, "mean", "xx"))
            .getMessage()
            .contains("no column 'xx'; did you mean 'x'?"));
    assertTrue(
        assertThrows(PipelineException.class, () -> model(DATA, "medain", "x"))
            .getMessage()
            .contains("allowed is mean | median | most-frequent; did you mean 'median'"));
  }
}
