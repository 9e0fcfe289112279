package dev.weir.source.duckdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The two ways to call DuckDB: which one is taken, and that both say the same.
final class DatabaseTest {
  private static final String CELLS =
      """
      SELECT i % 3 = 0 AS flag, i::INTEGER - 5000 AS whole, i * 1000000007 AS long,
        (i - 5000)::HUGEINT * 9223372036854775807 AS huge, i::UBIGINT + 9223372036854775807 AS uns,
        CASE WHEN i % 7 <> 0 THEN sqrt(i) END AS real,
        DATE '1500-01-01' + i::INTEGER AS day,
        CASE WHEN i % 11 = 0 THEN NULL WHEN i % 11 = 1 THEN 'infinity'::TIMESTAMP
          WHEN i % 11 = 2 THEN '-infinity'::TIMESTAMP
          ELSE TIMESTAMP '1969-12-31 23:59:59.999999' + to_microseconds(i) END AS moment,
        CASE WHEN i % 5 <> 0 THEN repeat('ä€', (i % 9)::INTEGER) || i END AS text,
        from_hex(printf('%06x', i)) AS bytes
      FROM range(10000) r(i)
      """;

  private static List<String> cells(Database database) {
    var all = new ArrayList<String>();
    try (database;
        var session = database.session();
        var rows = session.stream(CELLS)) {
      for (int c = 0; c < rows.columns(); c++) {
        all.add(rows.name(c));
      }
      while (rows.next()) {
        for (int r = 0; r < rows.rows(); r++) {
          var row = new ArrayList<Object>();
          for (int c = 0; c < rows.columns(); c++) {
            row.add(rows.vector(c).isNull(r) ? "missing" : cell(rows.vector(c), c, r));
          }
          all.add(row.toString());
        }
      }
    }
    return all;
  }

  private static Object cell(Vector vector, int column, int row) {
    return switch (column) {
      case 0 -> vector.bool(row);
      case 1, 6 -> vector.half(row);
      case 3 -> vector.word(2 * row) + " " + vector.word(2 * row + 1);
      case 8, 9 -> new String(vector.text(row), java.nio.charset.StandardCharsets.ISO_8859_1);
      default -> vector.word(row);
    };
  }

  @Test
  void bothWaysGiveTheSameBits() {
    var expected = cells(new NativeDatabase());
    assertEquals(10_010, expected.size());
    assertEquals(expected, cells(new JdbcDatabase()));
  }

  @Test
  void theCheckPasses() {
    NativeDatabase.checked().close();
  }

  @Test
  void jdbcIsTheFallBack() {
    var noSymbol = new IllegalStateException("the DuckDB library has no duckdb_open");
    try (var database =
        Database.firstOf(() -> {
          throw new ExceptionInInitializerError(noSymbol);
        })) {
      assertInstanceOf(JdbcDatabase.class, database);
    }
    try (var database =
        Database.firstOf(() -> {
          throw new IllegalStateException("its cells are laid out in another way than expected");
        })) {
      assertInstanceOf(JdbcDatabase.class, database);
    }
  }

  @Test
  void thePropertyForcesAWay() {
    var wanted = System.getProperty(Database.PROPERTY, "native");
    try (var database = Database.start()) {
      assertEquals(
          wanted.equals("jdbc") ? JdbcDatabase.class : NativeDatabase.class, database.getClass());
    }
  }

  @Test
  void bothTellStatementsApart() {
    for (var database : List.of(new NativeDatabase(), new JdbcDatabase())) {
      try (database;
          var session = database.session()) {
        assertEquals(2, session.statements("SELECT '{\"node\":' AS a; SELECT 2"));
        assertEquals(1, session.statements("SELECT * FROM (SELECT 1 UNION ALL SELECT 2)"));
        var select = session.check("SELECT 1 AS a, 2 AS \"b c\"");
        assertEquals(new Session.Select(true, List.of("a", "b c")), select);
        assertEquals(false, session.check("CREATE TABLE y (a INTEGER)").isSelect());
        assertThrows(EngineException.class, () -> session.statements("SELECT FROM WHERE"));
        var unbound = assertThrows(EngineException.class, () -> session.check("SELECT nix"));
        assertEquals(EngineException.Kind.BINDER, unbound.kind());
      }
    }
  }
}
