package dev.weir.domain.finance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Table;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DrawdownsTest {
  private static final Runs RUNS = Runs.of(new FinancePlugin());
  private static final String TOOL = "finance.drawdowns";

  private static List<Map<String, Object>> episodes(
      Table table, Map<String, ?> options, String... by) {
    return Tables.rows(RUNS.rows(table, Runs.step(TOOL, options, by)));
  }

  private static List<Map<String, Object>> episodes(Double... prices) {
    return episodes(Tables.columns().reals("price", prices).table(), Map.of("column", "price"));
  }

  /// `drawdowns-r.txt`, alone and by group.
  @Test
  void asR() {
    var options = Map.of("column", "close", "time", "day");
    var grouped = episodes(Indices.table(), options, "ticker");
    for (var name : Indices.NAMES) {
      var expected =
          Vectors.lines("drawdowns-r.txt").stream()
              .map(line -> line.split(" ", -1))
              .filter(words -> words[0].equals(name))
              .toList();
      check(expected, episodes(Indices.table(name), options));
      check(expected, grouped.stream().filter(row -> row.get("ticker").equals(name)).toList());
    }
  }

  private static void check(List<String[]> expected, List<Map<String, Object>> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < found.size(); i++) {
      var words = expected.get(i);
      var row = found.get(i);
      var recovery = words[3].equals("NA") ? null : Long.valueOf(words[3]);
      assertEquals(Long.valueOf(words[1]), row.get("peak_row"));
      assertEquals(Long.valueOf(words[2]), row.get("trough_row"));
      assertEquals(recovery, row.get("recovery_row"));
      assertEquals(recovery != null, row.get("recovered"));
      assertEquals(row.get("trough_row"), row.get("trough_time"), "day n is row n");
      assertEquals(Double.parseDouble(words[4]), (double) row.get("depth"), 1e-15);
      assertEquals(Long.valueOf(words[5]), row.get("length"));
    }
  }

  /// The deepest of them is what `finance.max-drawdown` says, cell for cell.
  @Test
  void theDeepestIsTheMaximum() {
    var options = Map.of("column", "close");
    for (var name : Indices.NAMES) {
      var deepest =
          episodes(Indices.table(name), options).stream()
              .max(java.util.Comparator.comparingDouble(row -> (double) row.get("depth")))
              .orElseThrow();
      var maximum = RUNS.result(Indices.table(name), Runs.step("finance.max-drawdown", options));
      assertEquals(deepest, Tables.rows(maximum.table("drawdown")).getFirst());
    }
  }

  @Test
  void episodesAndTheirEnds() {
    var found = episodes(5.0, 8.0, 8.0, 4.0, null, 6.0, 4.0, 8.0, 8.0, 9.0, 6.0, 8.0);
    assertEquals(2, found.size());
    assertEquals(
        Map.ofEntries(
            Map.entry("depth", 0.5),
            Map.entry("recovered", true),
            Map.entry("peak", 8.0),
            Map.entry("trough", 4.0),
            Map.entry("recovery", 8.0),
            Map.entry("peak_row", 3L),
            Map.entry("trough_row", 4L),
            Map.entry("recovery_row", 8L),
            Map.entry("length", 4L),
            Map.entry("to_trough", 1L),
            Map.entry("to_recovery", 3L)),
        found.getFirst());
    assertEquals(
        Map.of(
            "depth",
            (9.0 - 6) / 9,
            "recovered",
            false,
            "peak",
            9.0,
            "trough",
            6.0,
            "peak_row",
            10L,
            "trough_row",
            11L,
            "length",
            2L,
            "to_trough",
            1L),
        found.getLast());
  }

  @Test
  void minDepth() {
    var table = Tables.columns().reals("price", 8.0, 4.0, 8.0, 6.0, 8.0, 7.0).table();
    assertEquals(3, episodes(table, Map.of("column", "price", "min-depth", 0.1)).size());
    assertEquals(2, episodes(table, Map.of("column", "price", "min-depth", 0.25)).size());
    assertEquals(1, episodes(table, Map.of("column", "price", "min-depth", 0.26)).size());
    assertEquals(0, episodes(table, Map.of("column", "price", "min-depth", 1)).size());
  }

  @Test
  void noFallNoRows() {
    assertEquals(List.of(), episodes());
    assertEquals(List.of(), episodes(3.0));
    assertEquals(List.of(), episodes(1.0, 1.0, null, 2.0));
  }

  @Test
  void whatIsNoPriceIsSetAside() {
    var table = Tables.columns().reals("price", 10.0, -1.0, 5.0).table();
    var options = Map.of("column", "price");
    var error = assertThrows(PipelineException.class, () -> episodes(table, options));
    assertTrue(error.getMessage().contains("price is -1.0"), error.getMessage());
    var rows =
        Tables.rows(RUNS.with(c -> c.withErrorBudget(1)).rows(table, Runs.step(TOOL, options)));
    assertEquals(2L, rows.getFirst().get("trough_row"), "rows set aside have no number");
  }
}
