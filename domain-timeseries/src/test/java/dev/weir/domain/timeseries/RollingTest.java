package dev.weir.domain.timeseries;

import static dev.weir.tck.Tables.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.Pipeline;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The documented edges of `timeseries.rolling`, one by one.
class RollingTest {
  private static final Runs RUNS = Runs.of(new TimeseriesPlugin());
  private static final long DAY = 86_400_000_000L;

  private static Table days(Object[]... cells) {
    return Tables.of(
        Schema.of(
            Schema.Field.of("day", Type.DATE),
            Schema.Field.of("x", Type.DOUBLE),
            Schema.Field.of("station", Type.TEXT)),
        cells);
  }

  private static Object[] figures(Table table, String column, UnaryOperator<Pipeline> options) {
    return Tables.column(RUNS.rows(table, p -> options.apply(p.step("timeseries.rolling"))), column)
        .toArray();
  }

  private static Object[] sums(Table table, String window, UnaryOperator<Pipeline> options) {
    return figures(table, "x_sum_" + window, p -> options.apply(p).with("statistics", "sum"));
  }

  private static Table plain(Object... cells) {
    var rows = new Object[cells.length][];
    for (int i = 0; i < cells.length; i++) {
      rows[i] = row((long) i, cells[i], "a");
    }
    return days(rows);
  }

  @Test
  void windowsByRowsNeedAllTheirRowsUnlessToldOtherwise() {
    var table = plain(1.0, 2.0, 3.0, null, 5.0, 6.0, 7.0);
    assertArrayEquals(
        new Object[] {null, null, 2.0, null, null, null, 6.0},
        figures(table, "x_mean_3", p -> p.with("rows", 3)));
    assertArrayEquals(
        new Object[] {1.0, 1.5, 2.0, 2.5, 4.0, 5.5, 6.0},
        figures(table, "x_mean_3", p -> p.with("rows", 3).with("min-periods", 1)));
  }

  @Test
  void columnsAreNamedAfterColumnFigureAndWindow() {
    var rows =
        RUNS.rows(
            plain(1.0, 2.0),
            p ->
                p.step("timeseries.rolling")
                    .with("duration", "36h")
                    .with("time", "day")
                    .with("statistics", "sd,mean,sd"));
    assertEquals(List.of("day", "x", "station", "x_sd_36h", "x_mean_36h"), rows.schema().names());
    for (var word : List.of("7d", "12h", "90m", "1500ms", "45s")) {
      figures(plain(1.0), "x_mean_" + word, p -> p.with("duration", word).with("time", "day"));
    }
    figures(plain(1.0), "x_mean_1d", p -> p.with("duration", "24h").with("time", "day"));
  }

  @Test
  void durationsAreOpenOnTheLeftAndClosedOnTheRight() {
    var table =
        days(
            row(0L, 1.0, "a"),
            row(1L, 2.0, "a"),
            row(2L, 4.0, "a"),
            row(2L, 8.0, "a"),
            row(9L, 16.0, "a"));
    assertArrayEquals(
        new Object[] {1.0, 3.0, 6.0, 14.0, 16.0},
        sums(table, "2d", p -> p.with("duration", "2d").with("time", "day")));
  }

  /// The source sorts; ties stay as they are.
  @Test
  void rowsComeInOrderOfTime() {
    var table = days(row(5L, 5.0, "a"), row(1L, 1.0, "a"), row(3L, 3.0, "a"), row(1L, 1.5, "a"));
    assertArrayEquals(
        new Object[] {1.0, 2.5, 4.5, 8.0},
        sums(table, "2", p -> p.with("rows", 2).with("time", "day").with("min-periods", 1)));
    assertArrayEquals(
        new Object[] {5.0, 6.0, 4.0, 4.5},
        sums(table, "2", p -> p.with("rows", 2).with("min-periods", 1)));
  }

  @Test
  void groupsHaveWindowsOfTheirOwn() {
    var table = days(row(0L, 1.0, "a"), row(1L, 10.0, "b"), row(2L, 2.0, "a"), row(3L, 20.0, "b"));
    assertArrayEquals(
        new Object[] {1.0, 10.0, 1.5, 15.0},
        figures(table, "x_mean_2", p -> p.with("rows", 2).with("min-periods", 1).by("station")));
  }

  @Test
  void rowsWithoutATimeAreInNoWindow() {
    var table = days(row(null, 100.0, "a"), row(1L, 1.0, "a"), row(2L, 2.0, "a"));
    var rows =
        RUNS.rows(
            table,
            p ->
                p.step("timeseries.rolling")
                    .with("rows", 2)
                    .with("time", "day")
                    .with("min-periods", 1)
                    .with("statistics", "sum,count"));
    var days = Tables.column(rows, "day").toArray();
    var sums = Tables.column(rows, "x_sum_2").toArray();
    var counts = Tables.column(rows, "x_count_2").toArray();
    for (int i = 0; i < 3; i++) {
      Object expected = days[i] == null ? null : days[i].equals(1L) ? (Object) 1.0 : 3.0;
      assertEquals(expected, sums[i]);
      assertEquals(days[i] == null ? null : (Object) (double) (long) (Long) days[i], counts[i]);
    }
  }

  @Test
  void nanIsLeftOutAndInfinitiesAreUndefined() {
    double inf = Double.POSITIVE_INFINITY;
    var table = plain(1.0, Double.NaN, inf, -inf, 2.0, 4.0);
    UnaryOperator<Pipeline> two =
        p ->
            p.with("rows", 2)
                .with("min-periods", 1)
                .with("statistics", "count,mean,sd,max,median,min,sum");
    assertArrayEquals(
        new Object[] {1.0, 1.0, 1.0, 2.0, 2.0, 2.0}, figures(table, "x_count_2", two));
    assertArrayEquals(
        new Object[] {1.0, 1.0, inf, null, -inf, 3.0}, figures(table, "x_mean_2", two));
    assertArrayEquals(
        new Object[] {null, null, null, null, null, Math.sqrt(2)}, figures(table, "x_sd_2", two));
    assertArrayEquals(new Object[] {1.0, 1.0, inf, inf, 2.0, 4.0}, figures(table, "x_max_2", two));
    assertArrayEquals(
        new Object[] {1.0, 1.0, inf, -inf, -inf, 2.0}, figures(table, "x_min_2", two));
    assertArrayEquals(
        new Object[] {1.0, 1.0, inf, null, -inf, 3.0}, figures(table, "x_median_2", two));
  }

  /// A window of 100 rows over chunks of some 40, after a value that would spoil a running sum.
  @Test
  void nothingDriftsAcrossChunks() {
    var cells = new Object[1000];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = i == 10 ? 1e300 : 0.1 * (i % 7);
    }
    UnaryOperator<Pipeline> options = p -> p.with("rows", 100).with("statistics", "sum,sd,median");
    var sums = figures(plain(cells), "x_sum_100", options);
    var deviations = figures(plain(cells), "x_sd_100", options);
    var medians = figures(plain(cells), "x_median_100", options);
    for (int i = 110; i < cells.length; i++) {
      double sum = 0;
      for (int j = i - 99; j <= i; j++) {
        sum += (Double) cells[j];
      }
      assertEquals(sum, (Double) sums[i], 1e-12);
      double squares = 0;
      for (int j = i - 99; j <= i; j++) {
        squares += Math.pow((Double) cells[j] - sum / 100, 2);
      }
      assertEquals(Math.sqrt(squares / 99), (Double) deviations[i], 1e-14);
      assertEquals(0.3, (Double) medians[i], 0.1001);
    }
  }

  @Test
  void noRows() {
    assertArrayEquals(new Object[0], figures(days(), "x_mean_7", p -> p.with("rows", 7)));
  }

  @Test
  void wholeNumbersAndMoments() {
    var table =
        Tables.of(
            Schema.of(Schema.Field.of("at", Type.TIMESTAMP), Schema.Field.of("n", Type.LONG)),
            row(0L, 1L),
            row(DAY / 2, 2L),
            row(DAY, 4L));
    assertArrayEquals(
        new Object[] {1.0, 3.0, 6.0},
        figures(
            table,
            "n_sum_1d",
            p -> p.with("duration", "1d").with("time", "at").with("statistics", "sum")));
  }

  private static void refused(String expected, UnaryOperator<Pipeline> options) {
    var error =
        assertThrows(
            PipelineException.class, () -> figures(plain(1.0, 2.0, 3.0), "", options), expected);
    assertTrue(error.getMessage().contains(expected), error::getMessage);
  }

  @Test
  void refusals() {
    refused("timeseries.rolling needs exactly one of: --rows or --duration", p -> p);
    refused(
        "--rows and --duration exclude each other", p -> p.with("rows", 2).with("duration", "2d"));
    refused("a window by --duration needs the times of the rows", p -> p.with("duration", "2d"));
    refused("--duration is PT0S", p -> p.with("duration", "0s").with("time", "day"));
    refused(
        "--min-periods is 5, but a window has at most 3 rows",
        p -> p.with("rows", 3).with("min-periods", 5));
    refused("rows", p -> p.with("rows", 0));
    refused(
        "there is a column 'x_mean_2' already",
        p -> p.with("rows", 2).step("timeseries.rolling").with("rows", 2).with("columns", "x"));
    refused("station", p -> p.with("rows", 2).with("time", "station"));
    refused(
        "more than 2 rows lie within --duration of each other",
        p -> p.with("duration", "9d").with("time", "day").with("max-rows", 2));
  }
}
