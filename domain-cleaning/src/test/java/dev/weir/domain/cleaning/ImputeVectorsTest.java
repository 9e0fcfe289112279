package dev.weir.domain.cleaning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.tck.References;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R's airquality (153 rows): values as R gives them, rows as scikit-learn fills them. The files
/// say which versions and commands made them.
class ImputeVectorsTest {
  private static final Runs RUNS = Runs.of(new CleaningPlugin());
  private static final List<String> STRATEGIES = List.of("mean", "median", "most-frequent");
  private static final Table DATA = airquality();

  private static List<String> lines(String resource) {
    return References.lines(ImputeVectorsTest.class.getResourceAsStream(resource));
  }

  private static Table airquality() {
    var lines = lines("airquality.csv");
    var names = List.of(lines.getFirst().split(",", -1));
    var fields =
        names.stream()
            .map(name ->
                Schema.Field.of(
                    name,
                    name.equals("Wind")
                        ? Type.DOUBLE
                        : name.equals("Ozone") ? Type.LONG : Type.INT));
    var rows =
        lines.stream()
            .skip(1)
            .map(line -> Arrays.stream(line.split(",", -1)).map(ImputeVectorsTest::cell).toArray())
            .toArray(Object[][]::new);
    return Tables.of(new Schema(fields.toList()), rows);
  }

  private static @Nullable Object cell(String text) {
    return text.isEmpty()
        ? null
        : text.contains(".") ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text);
  }

  @Test
  void valuesAreThoseOfR() {
    for (var line : lines("airquality-impute.tsv")) {
      var cells = line.split("\t", -1);
      boolean grouped = cells[0].contains("/");
      var column = grouped ? cells[0].substring(0, cells[0].indexOf('/')) : cells[0];
      var data =
          grouped
              ? RUNS.rows(
                  DATA,
                  p ->
                      p.step("cleaning.filter")
                          .with(
                              "where", "Month = " + cells[0].substring(cells[0].indexOf('/') + 1)))
              : DATA;
      for (int s = 0; s < STRATEGIES.size(); s++) {
        var strategy = STRATEGIES.get(s);
        var fill =
            RUNS.result(
                    data,
                    "cleaning.impute",
                    p ->
                        p.step("cleaning.impute")
                            .with("columns", List.of(column))
                            .with("strategy", strategy))
                .table("fill");
        double expected = Double.parseDouble(cells[3 + s]);
        // R's mean goes through 80-bit numbers: one unit in the last place.
        assertEquals(
            expected,
            (double) Tables.column(fill, "number").get(0),
            Math.ulp(expected),
            line + " " + strategy);
        assertEquals(Long.valueOf(cells[1]), Tables.column(fill, "missing").get(0), line);
        assertEquals(Long.valueOf(cells[2]), Tables.column(fill, "count").get(0), line);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean", "median", "most-frequent"})
  void rowsAreThoseOfScikitLearn(String strategy) {
    var expected = lines("airquality-" + strategy + ".csv");
    var names = expected.getFirst().split(",", -1);
    var filled = RUNS.rows(DATA, p -> p.step("cleaning.impute").with("strategy", strategy));
    for (int c = 0; c < names.length; c++) {
      var column = Tables.column(filled, names[c]).toArray();
      assertEquals(expected.size() - 1, column.length);
      for (int r = 0; r < column.length; r++) {
        double theirs = Double.parseDouble(expected.get(r + 1).split(",", -1)[c]);
        assertEquals(
            theirs, ((Number) column[r]).doubleValue(), Math.ulp(theirs), names[c] + " row " + r);
      }
    }
  }
}
