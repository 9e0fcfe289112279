package dev.weir.domain.finance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MaxDrawdownTest {
  private static final Runs RUNS = Runs.of(new FinancePlugin());
  private static final String TOOL = "finance.max-drawdown";
  private static final Map<String, String> PRICE = Map.of("column", "price");

  private static Map<String, Object> row(PipelineResult result) {
    var rows = Tables.rows(result.table("drawdown"));
    assertEquals(1, rows.size());
    return rows.getFirst();
  }

  private static Map<String, Object> drawdown(@Nullable Double... prices) {
    return row(
        RUNS.result(Tables.columns().reals("price", prices).table(), Runs.step(TOOL, PRICE)));
  }

  /// `drawdowns-r.txt`: the first of the deepest episodes of R.
  @Test
  void asR() {
    for (var name : Indices.NAMES) {
      var deepest = new String[0];
      for (var line : Vectors.lines("drawdowns-r.txt")) {
        var words = line.split(" ", -1);
        if (words[0].equals(name)
            && (deepest.length == 0
                || Double.parseDouble(words[4]) > Double.parseDouble(deepest[4]))) {
          deepest = words;
        }
      }
      var options = Map.of("column", "close", "time", "day");
      var alone = RUNS.result(Indices.table(name), Runs.step(TOOL, options));
      check(deepest, row(alone), name);
      assertEquals(1860L, alone.value("observations", Long.class));
      var grouped = RUNS.result(Indices.table(), Runs.step(TOOL, options, "ticker"));
      var ofGroup =
          Tables.rows(grouped.table("drawdown")).stream()
              .filter(cells -> cells.get("ticker").equals(name))
              .findFirst()
              .orElseThrow();
      check(deepest, ofGroup, name + " by group");
      var prices = Indices.of(name);
      double highest = java.util.Arrays.stream(prices).max().orElseThrow();
      assertEquals(
          1 - prices[prices.length - 1] / highest,
          alone.value("current-drawdown", Double.class),
          1e-15);
    }
  }

  private static void check(String[] deepest, Map<String, Object> found, String name) {
    assertEquals(Long.valueOf(deepest[1]), found.get("peak_row"), name);
    assertEquals(Long.valueOf(deepest[2]), found.get("trough_row"), name);
    assertEquals(!deepest[3].equals("NA"), found.get("recovered"), name);
    if (!deepest[3].equals("NA")) {
      assertEquals(Long.valueOf(deepest[3]), found.get("recovery_row"), name);
      assertEquals(found.get("recovery_row"), found.get("recovery_time"), name);
    }
    assertEquals(Double.parseDouble(deepest[4]), (double) found.get("depth"), 1e-15, name);
    assertEquals(Long.valueOf(deepest[5]), found.get("length"), name);
    assertEquals(((Long) found.get("length")).doubleValue(), found.get("days"), name);
  }

  @Test
  void peakIsTheLastAndTroughTheFirst() {
    var found = drawdown(5.0, 8.0, 8.0, 4.0, 6.0, 4.0, 8.0, 4.0, 9.0);
    assertEquals(0.5, found.get("depth"));
    assertEquals(
        List.of(8.0, 4.0, 8.0),
        List.of(found.get("peak"), found.get("trough"), found.get("recovery")));
    assertEquals(
        List.of(3L, 4L, 7L),
        List.of(found.get("peak_row"), found.get("trough_row"), found.get("recovery_row")));
    assertEquals(
        List.of(4L, 1L, 3L),
        List.of(found.get("length"), found.get("to_trough"), found.get("to_recovery")));
  }

  @Test
  void notRecovered() {
    var found = drawdown(2.0, 10.0, null, 5.0, Double.NaN, 9.0, 9.5);
    assertEquals(false, found.get("recovered"));
    assertFalse(found.containsKey("recovery"));
    assertFalse(found.containsKey("recovery_row"));
    assertFalse(found.containsKey("to_recovery"));
    assertEquals(3L, found.get("length"), "observations, not rows");
    assertEquals(List.of(2L, 4L), List.of(found.get("peak_row"), found.get("trough_row")));
    var result =
        RUNS.result(
            Tables.columns().reals("price", 2.0, 10.0, null, 5.0, Double.NaN, 9.0).table(),
            Runs.step(TOOL, PRICE));
    assertEquals(2L, result.value("missing", Long.class));
    assertEquals(0.1, result.value("current-drawdown", Double.class), 1e-16);
  }

  @Test
  void neverFallsOrNothing() {
    assertEquals(Map.of("depth", 0.0), drawdown(1.0, 2.0, 2.0, 3.0));
    assertEquals(Map.of("depth", 0.0), drawdown(1.0));
    assertEquals(Map.of(), drawdown());
    assertEquals(Map.of(), drawdown((Double) null));
    var none = RUNS.result(Tables.columns().reals("price").table(), Runs.step(TOOL, PRICE));
    assertEquals(Double.NaN, none.value("max-drawdown", Double.class));
    assertEquals(Double.NaN, none.value("current-drawdown", Double.class));
    assertEquals(
        0.0,
        RUNS.result(Tables.columns().reals("price", 3.0).table(), Runs.step(TOOL, PRICE))
            .value("max-drawdown", Double.class));
  }

  @Test
  void whatIsNoPriceIsSetAside() {
    for (double wrong : new double[] {0, -0.0, -3, Double.POSITIVE_INFINITY}) {
      var table = Tables.columns().reals("price", 10.0, wrong, 5.0, 12.0).table();
      var error =
          assertThrows(PipelineException.class, () -> RUNS.result(table, Runs.step(TOOL, PRICE)));
      assertTrue(error.getMessage().contains("price is " + wrong), error.getMessage());
      var run = RUNS.with(c -> c.withErrorBudget(1)).run(table, Runs.step(TOOL, PRICE));
      assertEquals(0.5, row(run.last().result()).get("depth"));
      assertEquals(3L, run.last().result().value("observations", Long.class));
    }
  }

  @Test
  void ordersByTimeAndSetsAsideWhatHasNone() {
    var rows =
        Rows.of(
            Schema.of(
                Schema.Field.of("price", Type.DOUBLE), Schema.Field.of("at", Type.TIMESTAMP)));
    rows.row().put(0, 4.0).put(1, 3 * 86_400_000_000L);
    rows.row().put(0, 8.0).put(1, 43_200_000_000L);
    rows.row().put(0, 1.0);
    rows.row().put(0, 9.0).put(1, 4 * 86_400_000_000L);
    var options = Map.of("column", "price", "time", "at");
    var error =
        assertThrows(
            PipelineException.class, () -> RUNS.result(rows.table(), Runs.step(TOOL, options)));
    assertTrue(error.getMessage().contains("its time is missing"), error.getMessage());
    var found =
        row(
            RUNS.with(c -> c.withErrorBudget(1))
                .run(rows.table(), Runs.step(TOOL, options))
                .last()
                .result());
    assertEquals(0.5, found.get("depth"));
    assertEquals(43_200_000_000L, found.get("peak_time"));
    assertEquals(4 * 86_400_000_000L, found.get("recovery_time"));
    assertEquals(3.5, found.get("days"));
  }

  /// Ratios that round to the same double, and ones that leave its range.
  @Test
  void depthsAreComparedExactly() {
    double a = 3;
    double below = Math.nextDown(1.0);
    assertFalse(Episode.deeper(a, 1, a, 1));
    assertTrue(Episode.deeper(a, below, a, 1));
    assertTrue(Episode.deeper(Math.nextUp(a), 1, a, 1));
    assertFalse(Episode.deeper(a, 1, Math.nextUp(a), 1));
    assertFalse(Episode.deeper(6, 2, a, 1));
    assertTrue(
        Episode.deeper(
            Double.MAX_VALUE, Double.MIN_VALUE, Math.nextDown(Double.MAX_VALUE), Double.MIN_VALUE));
  }

  /// Any cut into stretches, merged in any grouping, is the same as one pass, on few and so often
  /// equal prices.
  @Test
  void mergedStretchesAreTheWhole() {
    var random = new SplittableRandom(11);
    for (int trial = 0; trial < 20_000; trial++) {
      int n = 1 + random.nextInt(14);
      int kinds = 2 + random.nextInt(5);
      var prices = new double[n];
      for (int i = 0; i < n; i++) {
        prices[i] = random.nextInt(6) == 0 ? Double.NaN : 1L << random.nextInt(kinds);
      }
      var whole = stretch(prices, 0, n);
      var parts = parts(prices, 0, n, random);
      assertEquals(seen(whole), seen(parts), java.util.Arrays.toString(prices));
    }
  }

  private static DrawdownSummary stretch(double[] prices, int from, int to) {
    var summary = new DrawdownSummary();
    for (int i = from; i < to; i++) {
      if (Double.isNaN(prices[i])) {
        summary.addMissing();
      } else {
        summary.add(prices[i], i, 2L * i);
      }
    }
    return summary;
  }

  private static DrawdownSummary parts(double[] prices, int from, int to, SplittableRandom random) {
    if (to - from == 0 || random.nextInt(3) == 0) {
      return stretch(prices, from, to);
    }
    int middle = from + random.nextInt(to - from + 1);
    var earlier = to == middle ? stretch(prices, from, to) : parts(prices, from, middle, random);
    earlier.merge(
        middle == from || middle == to
            ? stretch(prices, middle, to)
            : parts(prices, middle, to, random));
    return earlier;
  }

  private static Map<String, Object> seen(DrawdownSummary summary) {
    var seen = new HashMap<String, Object>();
    seen.put("peak", summary.peak);
    seen.put("trough", summary.trough);
    seen.put("last", summary.last);
    seen.put("highest", summary.highest);
    seen.put("recovered", summary.recovered());
    seen.put("counts", List.of(summary.rows, summary.observations, summary.missing));
    return seen;
  }
}
