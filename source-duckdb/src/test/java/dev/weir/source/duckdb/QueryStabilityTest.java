package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queries that would not give the same twice are refused before data is read; others give the same
/// each time.
class QueryStabilityTest {
  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void files() throws IOException {
    given = new Given(folder);
    given.file("f.csv", "price,cut,day\n3,b,2020-01-01\n1,a,2020-01-02\n2,b,2020-01-03\n");
  }

  /// Opening alone must refuse: nothing is read.
  private void unstable(String sql, String... parts) {
    Given.refused("query.unstable", () -> given.query("f.csv", sql).close(), parts);
  }

  @Test
  void randomNumbersAndCounters() {
    unstable("SELECT random() AS r FROM t", "calls random()", "hash(id)");
    unstable("SELECT RANDOM() * 2 AS r FROM t", "calls random()");
    for (var function : List.of("uuid", "gen_random_uuid", "uuidv4", "uuidv7")) {
      unstable("SELECT " + function + "() AS u FROM t", "calls " + function + "()", "row_number()");
    }
    unstable("SELECT setseed(0.5), price FROM t", "calls setseed()");
  }

  @Test
  void theClockHoweverItIsWritten() {
    for (var clock :
        List.of(
            "current_date", "CURRENT_TIME", "current_timestamp", "localtime", "localtimestamp")) {
      unstable(
          "SELECT " + clock + " AS x FROM t",
          "calls " + clock.toLowerCase(java.util.Locale.ROOT) + ",",
          "DATE '2020-12-31'");
    }
    for (var clock :
        List.of(
            "now()",
            "today()",
            "get_current_timestamp()",
            "transaction_timestamp()",
            "current_localtimestamp()",
            "current_localtime()")) {
      unstable("SELECT " + clock + " AS x FROM t", "calls " + clock, "constant");
    }
    unstable("SELECT age(day) AS x FROM t", "calls age()");
    unstable("SELECT ago(INTERVAL 1 DAY) AS x FROM t", "calls ago()", "constant");
    assertEquals(
        List.of("1 day"),
        given.queried("f.csv", "SELECT age(DATE '2020-01-02', DATE '2020-01-01')::VARCHAR AS x"));
  }

  @Test
  void whereverTheyStand() {
    unstable("WITH g AS (SELECT cut, random() AS r FROM t) SELECT * FROM g", "random()");
    unstable("SELECT * FROM (SELECT now() AS n FROM t)", "now()");
    unstable("SELECT price FROM t WHERE price > (SELECT random())", "random()");
    unstable("SELECT price FROM t ORDER BY random()", "random()");
    unstable("SELECT sum(random()) OVER (PARTITION BY cut) AS s FROM t", "random()");
    unstable("SELECT list_transform([1], lambda x: x + random()) AS s FROM t", "random()");
    unstable("SELECT count(*) FILTER (WHERE random() > 0.5) AS s FROM t", "random()");
    unstable("SELECT cut FROM t GROUP BY cut HAVING random() > 0.5", "random()");
    unstable("SELECT price FROM t QUALIFY row_number() OVER () > random()", "random()");
    unstable("SELECT 1 AS a UNION ALL SELECT random()", "random()");
    unstable("SELECT * FROM (VALUES (random())) v", "random()");
    unstable("SELECT main.random() AS r", "random()");
    unstable("SELECT * FROM query('SELECT random() AS r')", "query()");
    unstable("SELECT * FROM duckdb_memory()", "duckdb_memory()");
  }

  @Test
  void samplesNeedASeed() throws IOException {
    unstable("SELECT * FROM t USING SAMPLE 10%", "sample without a seed", "hash(id)");
    unstable("SELECT * FROM t TABLESAMPLE reservoir(2 ROWS)", "REPEATABLE");
    unstable("SELECT * FROM (SELECT * FROM t USING SAMPLE 2 ROWS)", "REPEATABLE");
    var rows = new StringBuilder("a\n");
    for (int i = 0; i < 100_000; i++) {
      rows.append(i).append('\n');
    }
    given.file("big.csv", rows.toString());
    for (var sample :
        List.of(
            "TABLESAMPLE bernoulli(10%) REPEATABLE (7)",
            "TABLESAMPLE system(10%) REPEATABLE (7)",
            "TABLESAMPLE reservoir(100 ROWS) REPEATABLE (7)",
            "USING SAMPLE 10% (bernoulli, 1)",
            "USING SAMPLE 100 ROWS (reservoir, 1)",
            "WHERE hash(a) % 10 = 0")) {
      var sql = "SELECT a FROM t " + sample;
      var first = given.queried("big.csv", sql);
      assertEquals(first, given.queried("big.csv", sql), sql);
    }
  }

  @Test
  void whatDependsOnRowsAloneIsAllowed() throws IOException {
    assertEquals(
        List.of("2.0|2.0|b|3|2|6"),
        given.queried(
            "f.csv",
            "SELECT avg(price), median(price), mode(cut), max(price), approx_count_distinct(cut), sum(price) FROM t"));
    for (var sql :
        List.of(
            "SELECT string_agg(cut, ',') AS s, list(price) AS l, first(cut) AS f, any_value(cut) AS v FROM t",
            "SELECT reservoir_quantile(price, 0.5, 2) AS r, approx_quantile(price, 0.5) AS q FROM t",
            "SELECT year(day) AS y, date_diff('day', day, DATE '2021-01-01') AS d, hash(cut) % 10 AS h, md5(cut) AS m FROM t",
            "SELECT nullif(price, 1) AS n, split_part(cut, 'x', 1) AS s, list_sum([price]) AS l FROM t",
            "SELECT row_number() OVER (ORDER BY price) AS n, unnest([1, 2]) AS u FROM t",
            "SELECT range AS r FROM range(3)",
            "SELECT CASE WHEN price > 5 THEN error('x') ELSE price END AS e FROM t",
            "SUMMARIZE t",
            "FROM t PIVOT (sum(price) FOR cut IN ('a', 'b'))")) {
      assertEquals(given.queried("f.csv", sql), given.queried("f.csv", sql), sql);
    }
  }

  @Test
  void aColumnNamedLikeTheClock() throws IOException {
    given.file("c.csv", "current_date,a\nx,1\n");
    assertEquals(List.of("x"), given.queried("c.csv", "SELECT current_date FROM t"));
  }
}
