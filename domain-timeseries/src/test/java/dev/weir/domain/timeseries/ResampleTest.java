package dev.weir.domain.timeseries;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.Pipeline;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Figures of pandas, and the documented edges of `timeseries.resample`.
class ResampleTest {
  private static final Runs RUNS = Runs.of(new TimeseriesPlugin());

  @Test
  void agreesWithPandas() {
    var lines = Vectors.lines("resample.txt");
    var series = Vectors.series(lines.get(0), lines.get(1));
    for (int at = 2; at < lines.size(); at += 3) {
      var where = lines.get(at);
      var words = Vectors.words(where);
      var rows =
          RUNS.rows(
              series,
              p ->
                  p.step("timeseries.resample")
                      .with("time", "time")
                      .with("every", words[0])
                      .with("statistics", words[1]));
      var starts = Vectors.words(lines.get(at + 1));
      var expected = Vectors.words(lines.get(at + 2));
      var foundStarts = Tables.column(rows, "time").toArray();
      var found = Tables.column(rows, "x_" + words[1]).toArray();
      assertEquals(starts.length, found.length, where);
      for (int i = 0; i < found.length; i++) {
        assertEquals(Long.parseLong(starts[i]), foundStarts[i], where);
        if (expected[i].equals("nan")) {
          assertNull(found[i], where);
        } else {
          assertEquals(
              Double.parseDouble(expected[i]), ((Number) found[i]).doubleValue(), 1e-11, where);
        }
      }
    }
  }

  private static Table days(Object[]... cells) {
    return Tables.of(
        Schema.of(
            Schema.Field.of("day", Type.DATE),
            Schema.Field.of("x", Type.DOUBLE),
            Schema.Field.of("station", Type.TEXT)),
        cells);
  }

  private static Object[] row(String day, Object x, String station) {
    return Tables.row(day == null ? null : (Object) LocalDate.parse(day).toEpochDay(), x, station);
  }

  private static Table steps(Table table, UnaryOperator<Pipeline> options) {
    return RUNS.rows(table, p -> options.apply(p.step("timeseries.resample").with("time", "day")));
  }

  @Test
  void opensHighsLowsAndCloses() {
    var rows =
        steps(
            days(
                row("2024-02-28", 5.0, "a"),
                row("2024-02-29", 9.0, "a"),
                row("2024-02-29", null, "a"),
                row("2024-02-29", 2.0, "a"),
                row("2024-03-01", 4.0, "a")),
            p -> p.with("every", "1mo").with("statistics", "ohlc,count"));
    assertEquals(
        List.of("day", "x_open", "x_high", "x_low", "x_close", "x_count"), rows.schema().names());
    assertArrayEquals(
        new Object[] {
          LocalDate.parse("2024-02-01").toEpochDay(), LocalDate.parse("2024-03-01").toEpochDay()
        },
        Tables.column(rows, "day").toArray());
    assertArrayEquals(new Object[] {5.0, 4.0}, Tables.column(rows, "x_open").toArray());
    assertArrayEquals(new Object[] {9.0, 4.0}, Tables.column(rows, "x_high").toArray());
    assertArrayEquals(new Object[] {2.0, 4.0}, Tables.column(rows, "x_low").toArray());
    assertArrayEquals(new Object[] {2.0, 4.0}, Tables.column(rows, "x_close").toArray());
    assertArrayEquals(new Object[] {3L, 1L}, Tables.column(rows, "x_count").toArray());
  }

  /// A Sunday and the Monday after it, before 1970 too.
  @Test
  void weeksBeginOnMonday() {
    var rows =
        steps(
            days(
                row("1969-12-28", 1.0, "a"),
                row("1969-12-29", 2.0, "a"),
                row("2024-03-03", 3.0, "a"),
                row("2024-03-04", 4.0, "a")),
            p -> p.with("every", "1w"));
    assertArrayEquals(
        new Object[] {
          LocalDate.parse("1969-12-22").toEpochDay(),
          LocalDate.parse("1969-12-29").toEpochDay(),
          LocalDate.parse("2024-02-26").toEpochDay(),
          LocalDate.parse("2024-03-04").toEpochDay()
        },
        Tables.column(rows, "day").toArray());
  }

  @Test
  void rowsAreSortedAndThoseWithoutATimeLeftOut() {
    var rows =
        steps(
            days(
                row("2024-03-02", 4.0, "a"),
                row(null, 100.0, "a"),
                row("2023-05-01", 1.0, "a"),
                row("2024-01-01", 2.0, "a")),
            p -> p.with("every", "2y").with("statistics", "sum,first,sd"));
    assertArrayEquals(new Object[] {1.0, 6.0}, Tables.column(rows, "x_sum").toArray());
    assertArrayEquals(new Object[] {1.0, 2.0}, Tables.column(rows, "x_first").toArray());
    assertArrayEquals(new Object[] {null, Math.sqrt(2)}, Tables.column(rows, "x_sd").toArray());
  }

  @Test
  void groupsHaveStepsOfTheirOwn() {
    var rows =
        steps(
            days(
                row("2024-01-01", 1.0, "a"),
                row("2024-01-02", 10.0, "b"),
                row("2024-01-03", 3.0, "a"),
                row("2024-02-03", 7.0, "a")),
            p -> p.with("every", "1mo").by("station"));
    assertEquals(List.of("station", "day", "x_mean"), rows.schema().names());
    assertArrayEquals(new Object[] {"a", "b", "a"}, Tables.column(rows, "station").toArray());
    assertArrayEquals(new Object[] {2.0, 10.0, 7.0}, Tables.column(rows, "x_mean").toArray());
  }

  /// Windows over steps: the rows come in order of time.
  @Test
  void rollingFollows() {
    var table =
        days(
            row("2024-03-02", 4.0, "a"),
            row("2024-01-01", 1.0, "a"),
            row("2024-01-02", 3.0, "a"),
            row("2024-02-01", 6.0, "a"));
    var rows = steps(table, p -> p.with("every", "1mo").step("timeseries.rolling").with("rows", 2));
    assertArrayEquals(
        new Object[] {null, 4.0, 5.0}, Tables.column(rows, "x_mean_mean_2").toArray());
    var error =
        assertThrows(
            PipelineException.class,
            () ->
                steps(
                    table,
                    p ->
                        p.with("every", "1mo")
                            .step("timeseries.rolling")
                            .with("duration", "60d")
                            .with("time", "day")));
    assertTrue(
        error.getMessage().contains("needs rows in order of 'day', which an earlier step makes"),
        error::getMessage);
  }

  @Test
  void nothingAndNanAndInfinities() {
    assertEquals(
        0, Tables.column(steps(days(), p -> p.with("every", "1d")), "x_mean").toArray().length);
    double inf = Double.POSITIVE_INFINITY;
    var rows =
        steps(
            days(
                row("2024-01-01", Double.NaN, "a"),
                row("2024-01-02", inf, "a"),
                row("2024-01-02", 1.0, "a"),
                row("2024-01-03", inf, "a"),
                row("2024-01-03", -inf, "a")),
            p -> p.with("every", "1d").with("statistics", "count,mean,sum,sd,max"));
    assertArrayEquals(new Object[] {0L, 2L, 2L}, Tables.column(rows, "x_count").toArray());
    assertArrayEquals(new Object[] {null, inf, null}, Tables.column(rows, "x_mean").toArray());
    assertArrayEquals(new Object[] {null, inf, null}, Tables.column(rows, "x_sum").toArray());
    assertArrayEquals(new Object[] {null, null, null}, Tables.column(rows, "x_sd").toArray());
    assertArrayEquals(new Object[] {null, inf, inf}, Tables.column(rows, "x_max").toArray());
  }

  private static void refused(String expected, UnaryOperator<Pipeline> options) {
    var table = days(row("2024-01-01", 1.0, "a"));
    var error = assertThrows(PipelineException.class, () -> steps(table, options), expected);
    assertTrue(error.getMessage().contains(expected), error::getMessage);
  }

  @Test
  void refusals() {
    for (var text : List.of("0d", "d", "1", "1 day", "-1d", "1000000d", "1.5h")) {
      refused("--every is '" + text + "', which is no step", p -> p.with("every", text));
    }
    refused("--every is 6h, but 'day' holds dates", p -> p.with("every", "6h"));
    refused("station", p -> p.with("every", "1d").with("time", "station"));
  }
}
