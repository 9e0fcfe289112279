package dev.weir.domain.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.PipelineResult;
import dev.weir.api.Table;
import dev.weir.api.Values;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FrequenciesTest {
  private static PipelineResult of(Table table, Map<String, ?> options) {
    return Described.RUNS.result(table, Runs.step("stats.frequencies", options));
  }

  private static List<Map<String, Object>> rows(PipelineResult result) {
    return Tables.rows(result.table("frequencies"));
  }

  private static double entropy(PipelineResult result) {
    return result.value("entropy", Double.class);
  }

  /// `frequencies-r.txt`: R's `table`, and the entropy of its shares.
  @Test
  void asR() {
    for (var group : Vectors.groups("frequencies-r.txt", 5)) {
      var keys = group.get(1).split(" ", -1);
      int width = keys[0].split("\\+", -1).length;
      var columns = new LinkedHashMap<String, Values>();
      for (int c = 0; c < width; c++) {
        int column = c;
        columns.put(
            "c" + c,
            Values.of(
                Arrays.stream(keys).map(k -> k.split("\\+", -1)[column]).toArray(String[]::new)));
      }
      var names = List.copyOf(columns.keySet());
      var result = of(Described.table(keys.length, columns), Map.of("columns", names, "top", 0));
      var combinations = group.get(3).split(" ", -1);
      var counts = Vectors.numbers(group.get(4));
      var rows = rows(result);
      assertEquals(combinations.length, rows.size(), group.getFirst());
      for (int r = 0; r < combinations.length; r++) {
        var row = rows.get(r);
        var combination = String.join("+", names.stream().map(n -> (String) row.get(n)).toList());
        assertEquals(combinations[r], combination, group.getFirst());
        assertEquals((long) counts[r], row.get("count"));
        assertEquals(counts[r] / keys.length, row.get("share"));
      }
      assertEquals(Double.parseDouble(group.get(2)), entropy(result), 1e-14, group.getFirst());
      assertEquals((long) combinations.length, result.value("distinct", Long.class));
    }
  }

  @Test
  void missingCellsAreAValueOrLeftOut() {
    var table = Described.texts("a", null, "b", null, null, "a");
    var with = of(table, Map.of("columns", List.of("x")));
    assertEquals(List.of("count", "share"), List.copyOf(rows(with).getFirst().keySet()));
    assertEquals(3L, rows(with).getFirst().get("count"));
    assertEquals(6L, with.value("counted", Long.class));
    var without = of(table, Map.of("columns", List.of("x"), "omit-missing", true));
    assertEquals(
        List.of(
            Map.of("x", "a", "count", 2L, "share", 2 / 3.0),
            Map.of("x", "b", "count", 1L, "share", 1 / 3.0)),
        rows(without));
    assertEquals(3L, without.value("omitted", Long.class));
  }

  @Test
  void zerosAreOneValueAndSoAreNaN() {
    var result =
        of(
            Described.reals(0.0, -0.0, Double.NaN, 0.0 / 0.0, Double.POSITIVE_INFINITY),
            Map.of("columns", List.of("x")));
    assertEquals(3L, result.value("distinct", Long.class));
    assertEquals(List.of(2L, 2L, 1L), rows(result).stream().map(r -> r.get("count")).toList());
    assertEquals(0.0, rows(result).getFirst().get("x"));
  }

  @Test
  void topCutsTheTableAndNothingElse() {
    var table = Described.longs(5, 1, 1, 2, 2, 2, 3);
    var result = of(table, Map.of("columns", List.of("x"), "top", 2));
    assertEquals(List.of(2L, 1L), rows(result).stream().map(r -> r.get("x")).toList());
    assertEquals(4L, result.value("distinct", Long.class));
    assertEquals(3 / 7.0, rows(result).getFirst().get("share"));
    var sorted = Tables.rows(result.table("frequencies").sortedBy("share"));
    assertEquals(List.of(1L, 2L), sorted.stream().map(r -> r.get("x")).toList());
    assertEquals(2, result.table("frequencies").rows().orElseThrow());
  }

  @Test
  void noRowsAndOneValue() {
    var none = of(Described.longs(), Map.of("columns", List.of("x")));
    assertEquals(0, none.table("frequencies").rows().orElseThrow());
    assertEquals(0, entropy(none));
    var one = of(Described.longs(7, 7, 7), Map.of("columns", List.of("x")));
    assertEquals(0, entropy(one));
    assertEquals(1.0, rows(one).getFirst().get("share"));
    assertEquals(
        2, entropy(of(Described.longs(1, 2, 3, 4), Map.of("columns", List.of("x")))), 1e-15);
  }

  @Test
  void countedColumnsKeepTheirNames() {
    var table =
        Described.table(
            2,
            new LinkedHashMap<>(
                Map.of("count", Values.of(new long[] {1, 1}), "share", Values.of("a", "a"))));
    var result = of(table, Map.of("columns", List.of("count", "share")));
    assertEquals(
        List.of(Map.of("count", 1L, "share", "a", "count_", 2L, "share_", 1.0)), rows(result));
    assertEquals(1, Tables.rows(result.table("frequencies").sortedBy("-share_")).size());
  }
}
