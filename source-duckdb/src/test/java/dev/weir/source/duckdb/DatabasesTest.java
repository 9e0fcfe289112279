package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.weir.api.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;

class DatabasesTest {
  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void folder() {
    given = new Given(folder);
  }

  private void sqlite(String... statements) throws SQLException {
    try (var connection =
            JDBC.createConnection("jdbc:sqlite:" + folder.resolve("s.sqlite"), new Properties());
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }

  @Test
  void duckdbTables() {
    given.sql(
        "ATTACH '%s/d.duckdb' AS d",
        "CREATE TABLE d.one AS SELECT 1 AS a",
        "CREATE SCHEMA d.s",
        "CREATE TABLE d.s.two AS SELECT 2 AS b",
        "DETACH d");
    given.refused(
        "source.table", "d.duckdb", List.of(), "d.duckdb holds 2 tables", "--table: one, s.two");
    given.refused("source.table", "d.duckdb", List.of("table", "on"), "no table 'on'", "'one'");
    assertEquals(List.of("1"), given.rows("d.duckdb", "table", "one"));
    assertEquals(List.of("2"), given.rows("d.duckdb", "table", "s.two"));
  }

  @Test
  void sqliteTables() throws SQLException {
    sqlite(
        "CREATE TABLE x (i INTEGER, r REAL, t TEXT, b BLOB, f BOOLEAN, n)",
        "INSERT INTO x VALUES (1, 2.5, 'ä', x'6162', 1, 'z'), (NULL, NULL, NULL, NULL, NULL, NULL), (3, 4, '', x'', 0, 'y')");
    try (var source = given.open("s.sqlite")) {
      assertEquals(
          List.of(Type.LONG, Type.DOUBLE, Type.TEXT, Type.BYTES, Type.BOOLEAN, Type.TEXT),
          source.schema().fields().stream().map(f -> f.type()).toList());
      var rows = List.of("1|2.5|ä|ab|1|z", "~|~|~|~|~|~", "3|4.0|||0|y");
      assertEquals(rows, Given.rows(source, Given.all(source)));
      assertEquals(rows, Given.rows(source, Given.all(source)));
    }
    assertEquals(List.of("4"), given.queried("s.sqlite", "SELECT sum(i) AS s FROM t"));
  }

  @Test
  void sqliteCellsThatDoNotFit() throws SQLException {
    sqlite("CREATE TABLE x (i INTEGER)", "INSERT INTO x VALUES (1), ('abc')");
    given.refused(
        "source.value",
        "s.sqlite",
        List.of(),
        "s.sqlite table x, row 2, column 'i': 'abc' is no LONG",
        "CAST");
  }

  @Test
  void jsonFiles() throws IOException {
    given.file("l.jsonl", "{\"a\":1,\"b\":{\"c\":[1,2]}}\n{\"a\":2.5}\n");
    given.file("a.json", "[{\"a\":1,\"d\":\"2020-01-02\"},\n {\"a\":null,\"d\":null}]");
    given.file("o.json", "{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n");
    given.gzip("z.ndjson.gz", "{\"a\":true}\n");
    assertEquals(List.of("1.0|{\"c\":[1,2]}", "2.5|~"), given.rows("l.jsonl"));
    assertEquals(List.of("1|18263", "~|~"), given.rows("a.json"));
    assertEquals(List.of("1", "2"), given.rows("o.json"));
    assertEquals(List.of("1"), given.rows("z.ndjson.gz"));
  }

  @Test
  void parquetPatterns() {
    given.sql(
        "COPY (SELECT 1 AS a, 'x' AS b) TO '%s/p1.parquet'",
        "COPY (SELECT 'y' AS b, 2 AS a) TO '%s/p2.parquet'");
    assertEquals(List.of("1|x", "2|y"), given.rows("p*.parquet"));
  }

  private String fingerprint(String location, String... options) {
    try (var source = given.open(location, options)) {
      assertEquals(source.fingerprint(), source.fingerprint());
      return source.fingerprint();
    }
  }

  @Test
  void fingerprintsNameContentAndReading() throws IOException {
    given.file("f.csv", "a,b\n1,2\n");
    var first = fingerprint("f.csv");
    assertEquals(first, fingerprint("f.csv"));
    Files.createDirectory(folder.resolve("other"));
    given.file("other/f.csv", "a,b\n1,2\n");
    assertEquals(first, fingerprint("other/f.csv"), "wherever it lies");
    assertNotEquals(first, fingerprint("f.csv", "null-value", "1"));
    given.file("f.csv", "a,b\n1,3\n");
    assertNotEquals(first, fingerprint("f.csv"));
    given.file("g.csv", "a,b\n1,2\n");
    assertNotEquals(first, fingerprint("g.csv"));
    try (var query = given.query("f.csv", "SELECT a FROM t")) {
      assertNotEquals(fingerprint("f.csv"), query.fingerprint());
    }
  }
}
