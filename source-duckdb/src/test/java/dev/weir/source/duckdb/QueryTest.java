package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.StreamingDataSource.Ability;
import dev.weir.source.duckdb.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTest {
  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void files() throws IOException {
    given = new Given(folder);
    given.file("f.csv", "price,cut\n3,b\n1,a\n2,b\n");
    given.file("secret.csv", "x\n42\n");
  }

  private void refused(String code, String sql, String... parts) {
    Given.refused(code, () -> given.queried("f.csv", sql), parts);
  }

  @Test
  void plainChoicesKeepTheOrderOfTheFile() {
    assertEquals(List.of("3|b", "2|b"), given.queried("f.csv", "SELECT * FROM t WHERE price > 1"));
    assertEquals(
        List.of("b|7"), given.queried("f.csv", "select cut, price * 2 + 1 as p from t limit 1;"));
    try (var source = given.query("f.csv", "FROM t")) {
      assertFalse(source.abilities().contains(Ability.FILTER), "read straight from the file");
    }
  }

  @Test
  void groupedSumsAndTheirOrderAreTheSameEachTime() throws IOException {
    var rows = new StringBuilder("k,x\n");
    for (int i = 0; i < 200_000; i++) {
      rows.append(i * 7919L % 60_000).append(',').append(i % 1013 / 7.0).append('\n');
    }
    given.file("g.csv", rows.toString());
    var sql = "SELECT k, sum(x) AS x FROM t GROUP BY k";
    var first = given.queried("g.csv", sql);
    for (int again = 0; again < 3; again++) {
      assertEquals(first, given.queried("g.csv", sql));
    }
  }

  @Test
  void otherQueriesAreRunOnceAndAreStable() {
    try (var source =
        given.query(
            "f.csv",
            "WITH g AS (SELECT cut, count(*) AS n, sum(price) AS p FROM t GROUP BY cut) SELECT * FROM g")) {
      assertEquals(Given.rows(source, Given.all(source)), Given.rows(source, Given.all(source)));
      assertTrue(source.abilities().contains(Ability.REREAD));
      assertEquals("the query's result, row 1", source.place(0));
    }
    assertEquals(
        List.of("1|a", "2|b", "3|b"),
        given.queried("f.csv", "SELECT * FROM t ORDER BY price -- by price"));
    assertEquals(
        List.of("a|1", "b|2"),
        given.queried("f.csv", "SELECT cut, count(*) n FROM t GROUP BY cut ORDER BY cut"));
  }

  @Test
  void queriesSeeAllFilesOfAPattern() throws IOException {
    given.file("g1.csv", "a\n1\n");
    given.file("g2.csv", "a\n2\n");
    assertEquals(List.of("1", "2"), given.queried("g?.csv", "FROM t"));
  }

  @Test
  void refusesWhatIsNotOneSelect() {
    for (var sql :
        List.of(
            "COPY t TO 'x.csv'",
            "COPY (SELECT 1) TO 'x.csv'",
            "ATTACH 'x.db'",
            "PRAGMA database_list",
            "INSERT INTO t VALUES (1, 'x')",
            "CREATE TABLE y AS SELECT 1",
            "DROP VIEW t",
            "SET threads = 9",
            "INSTALL spatial",
            "LOAD spatial",
            "EXPLAIN SELECT 1",
            "SHOW TABLES",
            "SHOW ALL TABLES",
            "FROM (SHOW DATABASES)",
            "CALL enable_logging()")) {
      refused("query.refused", sql, "is not a SELECT", "one SELECT over table t");
    }
    refused("query.refused", "SELECT 1 AS a; SELECT 2 AS b", "holds 2 statements");
    refused("query.refused", "", "is empty");
    refused("query.refused", "SELECT price FROM t WHERE price > $1", "a parameter", "its value");
    refused("query.refused", "SELECT price + ? AS p FROM t", "a parameter");
    refused("source.sql", "SELEC price FROM t", "the query", "syntax error");
  }

  @Test
  void refusesOtherFiles() {
    var path = folder.resolve("secret.csv");
    refused("source.permission", "SELECT * FROM read_csv('/etc/passwd')", "table t");
    refused("source.permission", "SELECT * FROM read_text('" + path + "')", "table t");
    refused("source.permission", "SELECT * FROM read_csv('" + path + "')", "table t");
    refused("source.permission", "SELECT * FROM glob('/etc/*')", "table t");
    refused("source.permission", "SELECT * FROM '" + path + "'", "table t");
    refused("query.table", "SELECT * FROM '/etc/passwd'", "the input is table t");
    assertFalse(Files.exists(folder.resolve("x.csv")));
  }

  @Test
  void settingsAreLocked() {
    try (var engine = Engine.open(given.limits(), List.of(), List.of());
        var session = engine.session()) {
      assertEquals(
          List.of(List.of("false"), List.of("true")),
          session.texts(
              "SELECT value FROM duckdb_settings() WHERE name IN ('enable_external_access', 'lock_configuration') ORDER BY name"));
    }
    refused(
        "source.content",
        "SELECT * FROM enable_logging(storage := 'file', storage_path := 'log')",
        "locked");
  }

  @Test
  void namesNearestColumnsAndTables() {
    refused("column.unknown", "SELECT prize FROM t", "no column 'prize'", "did you mean 'price'?");
    refused("query.table", "SELECT * FROM diamonds", "no table 'diamonds'", "table t");
    refused("query.duplicate-column", "SELECT price, price FROM t", "'price'", "AS");
  }

  @Test
  void endsWhenCancelled() throws InterruptedException {
    try (var source =
            given.query(
                "f.csv",
                "SELECT sum(a.range * b.range) AS s FROM range(1000000) a, range(1000000) b");
        var reader = source.open(Given.all(source))) {
      var error = new AtomicReference<Throwable>();
      var thread =
          new Thread(() -> {
            try {
              reader.next();
            } catch (PipelineException e) {
              error.set(e);
            }
          });
      thread.start();
      while (thread.isAlive()) {
        reader.cancel();
        thread.join(20);
      }
      assertEquals(
          PipelineException.Category.CANCELLED, ((PipelineException) error.get()).category());
    }
  }

  @Test
  void spendsNoMoreThanItsMemory() {
    var error =
        Given.refused(
            "source.disk",
            () -> {
              var limits = given.limits(32);
              var small =
                  new dev.weir.api.SourceLimits(
                      limits.memoryBytes(), 1, 1 << 20, limits.spillDirectory());
              try (var source =
                  given.open(
                      "f.csv",
                      Optional.of(
                          "SELECT range AS a, hash(range)::VARCHAR AS r FROM range(20000000)"),
                      small)) {
                Given.rows(source, Given.all(source));
              }
            },
            "--disk");
    assertEquals(PipelineException.Category.RESOURCE, error.category());
  }
}
