package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Condition;
import dev.weir.api.Condition.Comparison;
import dev.weir.api.StreamingDataSource.Ability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Conditions and orders that DuckDB takes over change neither rows nor positions.
class PushdownTest {
  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void files() {
    given = new Given(folder);
    var select =
        """
        SELECT range AS a, CASE WHEN range % 7 = 0 THEN 'nan'::DOUBLE WHEN range % 5 = 0 THEN NULL ELSE (range % 100) / 4.0 END AS d,
          't' || range % 10 AS t, range % 2 = 0 AS b, DATE '2020-01-01' + (range % 50)::INTEGER AS day,
          TIMESTAMP '2020-01-01' + INTERVAL (range) MINUTE AS ts, (range % 30)::UTINYINT AS u, (range % 100)::DECIMAL(9, 2) / 3 AS m
        FROM range(20000)\
        """;
    given.sql(
        "COPY (" + select + ") TO '%s/f.parquet' (ROW_GROUP_SIZE 2048)",
        "ATTACH '%s/f.duckdb' AS d",
        "CREATE TABLE d.x AS " + select,
        "DELETE FROM d.x WHERE a % 10 = 3",
        "DETACH d");
  }

  /// Positions and cells of the rows that fulfil the condition by our own rule.
  private static List<String> fulfilling(
      dev.weir.api.StreamingDataSource source, Condition condition, boolean pushed) {
    var scan = Given.scan(source.schema().names(), pushed ? List.of(condition) : List.of(), 0);
    var rows = new ArrayList<String>();
    var column = source.schema().column(condition.column());
    for (var chunk : Given.chunks(source, scan)) {
      var lines = Given.lines(chunk);
      for (int r = 0; r < chunk.rows(); r++) {
        if (chunk.validity(column).at(r)
            && fulfils(Given.cell(chunk.values(column), r), condition)) {
          rows.add(chunk.position(r) + ":" + lines.get(r));
        }
      }
    }
    return rows;
  }

  private static boolean fulfils(String cell, Condition condition) {
    int sign;
    if (condition.value() instanceof Number number) {
      double left = Double.parseDouble(cell);
      double right = number.doubleValue();
      if (Double.isNaN(left)) {
        return condition.comparison() == Comparison.NOT_EQUAL;
      }
      sign = left < right ? -1 : left > right ? 1 : 0;
    } else {
      var right =
          condition.value() instanceof Boolean flag
              ? (flag ? "1" : "0")
              : condition.value().toString();
      sign = cell.compareTo(right);
    }
    return switch (condition.comparison()) {
      case EQUAL -> sign == 0;
      case NOT_EQUAL -> sign != 0;
      case LESS -> sign < 0;
      case LESS_OR_EQUAL -> sign <= 0;
      case GREATER -> sign > 0;
      case GREATER_OR_EQUAL -> sign >= 0;
    };
  }

  @Test
  void sameRowsAndPositionsAsWithout() {
    var values =
        List.of(
            List.<Object>of("a", 12_345L),
            List.<Object>of("a", 100.5),
            List.<Object>of("d", 12.25),
            List.<Object>of("d", 3L),
            List.<Object>of("d", Double.NaN),
            List.<Object>of("t", "t3"),
            List.<Object>of("t", "it's"),
            List.<Object>of("b", true),
            List.<Object>of("day", 18_270L),
            List.<Object>of("ts", 1_578_000_000_000_000L),
            List.<Object>of("u", 7L),
            List.<Object>of("m", 11.0));
    for (var location : List.of("f.parquet", "f.duckdb")) {
      try (var source = given.open(location)) {
        assertTrue(source.abilities().contains(Ability.FILTER));
        for (var value : values) {
          for (var comparison : Comparison.values()) {
            if (value.get(1) instanceof Double number && number.isNaN()) {
              continue; // no row is left out: nothing is pushed
            }
            var condition = new Condition((String) value.get(0), comparison, value.get(1));
            assertEquals(
                fulfilling(source, condition, false),
                fulfilling(source, condition, true),
                location + " " + condition);
          }
        }
      }
    }
  }

  @Test
  void leavesOutRows() {
    try (var source = given.open("f.parquet")) {
      var scan =
          Given.scan(
              List.of("a"), List.of(new Condition("a", Comparison.GREATER_OR_EQUAL, 19_990L)), 0);
      assertEquals(10, Given.rows(source, scan).size());
      var both =
          Given.scan(
              List.of(), List.of(new Condition("a", Comparison.GREATER_OR_EQUAL, 19_990L)), 19_995);
      assertEquals(19_995, Given.chunks(source, both).getFirst().position(0));
    }
  }

  @Test
  void knowsRowCounts() {
    try (var file = given.open("f.parquet");
        var table = given.open("f.duckdb")) {
      assertEquals(20_000, file.rows().orElseThrow());
      assertEquals(18_000, table.rows().orElseThrow());
      var chunks = Given.chunks(table, Given.all(table));
      assertEquals(2, chunks.getFirst().position(2));
      assertEquals(4, chunks.getFirst().position(3));
    }
  }
}
