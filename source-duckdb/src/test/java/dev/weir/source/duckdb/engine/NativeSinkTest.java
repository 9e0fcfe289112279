package dev.weir.source.duckdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// DuckDB's pipeline brings each row once and in order, however many batches the taker leaves, and
/// whatever kind of vector it holds.
final class NativeSinkTest {
  private static final String TEXTS =
      "'item ' || (i // 3000) AS a, CASE WHEN i % 5 <> 0 THEN repeat('ä€', (i % 9)::INTEGER) || i END AS b,"
          + " 'always the same words' AS c";

  @TempDir Path folder;
  private NativeDatabase database;
  private NativeSession session;

  @BeforeEach
  void open() {
    NativeDatabase.checkSink();
    database = new NativeDatabase();
    session = database.session();
    session.run("SET threads = 1");
    database.onOneThread();
    session.run("CREATE TABLE t AS SELECT i, " + TEXTS + " FROM range(100000) r(i)");
    session.run("COPY t TO " + Sql.file(folder.resolve("t.parquet")) + " (ROW_GROUP_SIZE 10000)");
    session.registerSink();
  }

  @AfterEach
  void close() {
    session.close();
    database.close();
  }

  private interface Cells {
    void add(Batch batch);
  }

  private static Cells texts(List<String> rows, int columns) {
    return batch -> {
      for (int r = 0; r < batch.rows(); r++) {
        var row = new StringBuilder();
        for (int c = 0; c < columns; c++) {
          var vector = batch.vector(c);
          row.append('|')
              .append(vector.isNull(r) ? "~" : new String(vector.text(r), StandardCharsets.UTF_8));
        }
        rows.add(row.toString());
      }
    };
  }

  private List<String> fetched(List<String> columns, String from) {
    var rows = new ArrayList<String>();
    var cells = texts(rows, columns.size());
    try (var stream = session.stream("SELECT " + String.join(", ", columns) + " " + from)) {
      while (stream.next()) {
        cells.add(stream);
      }
    }
    return rows;
  }

  /// @param leave which batches the taker leaves: every n-th it is offered; 0 for none
  private List<String> sunk(List<String> columns, String from, int leave) {
    var rows = new ArrayList<String>();
    var cells = texts(rows, columns.size());
    int[] offered = new int[1];
    try (var stream =
        session.sunk(
            columns,
            from,
            batch -> {
              boolean takes = leave == 0 || ++offered[0] % leave != 0;
              if (takes) {
                cells.add(batch);
              }
              return takes;
            })) {
      while (stream.next()) {
        assertTrue(stream.waiting() <= 1, () -> stream.waiting() + " more batches wait");
        cells.add(stream);
      }
      assertFalse(stream.next());
    }
    return rows;
  }

  @Test
  void eachRowOnceAndInOrder() {
    var file = "FROM read_parquet(" + Sql.file(folder.resolve("t.parquet")) + ")";
    var all = List.of("i::VARCHAR", "a", "b", "c");
    for (var from :
        List.of(
            "FROM t",
            file,
            "FROM t WHERE i % 7 = 3",
            "FROM t WHERE i > 99990",
            "FROM t WHERE i < 0",
            file + " WHERE a = 'item 7' AND i % 2 = 0",
            "FROM (SELECT * FROM t WHERE b IS NOT NULL LIMIT 30000 OFFSET 5000)",
            "FROM (SELECT * FROM t UNION ALL SELECT * FROM t)",
            "FROM (SELECT i, upper(a) AS a, b || c AS b, c FROM t)")) {
      var expected = fetched(all, from);
      for (int leave : List.of(0, 1, 2, 5)) {
        assertEquals(expected, sunk(all, from, leave), () -> from + ", leaving each " + leave);
      }
    }
    for (var column : List.of("a", "b", "c", "'x'")) {
      for (var from : List.of("FROM t", file, file + " WHERE i % 3 = 0")) {
        assertEquals(
            fetched(List.of(column), from),
            sunk(List.of(column), from, 3),
            () -> column + " " + from);
      }
    }
  }

  @Test
  void twoReadingsAtOnce() {
    var expected = fetched(List.of("i::VARCHAR"), "FROM t");
    var one = new ArrayList<String>();
    var other = new ArrayList<String>();
    try (var second = database.session();
        var a =
            session.sunk(
                List.of("i::VARCHAR"),
                "FROM t",
                batch -> one.size() % 4096 == 0 && taken(one, batch));
        var b = second.sunk(List.of("i::VARCHAR"), "FROM t", batch -> false)) {
      boolean more = true;
      while (more) {
        boolean fromA = a.next();
        boolean fromB = b.next();
        if (fromA) {
          taken(one, a);
        }
        if (fromB) {
          taken(other, b);
        }
        more = fromA || fromB;
      }
    }
    assertEquals(expected, one);
    assertEquals(expected, other);
  }

  private static boolean taken(List<String> rows, Batch batch) {
    texts(rows, 1).add(batch);
    return true;
  }

  @Test
  void whatTheTakerThrowsArrives() {
    var thrown = new IllegalArgumentException("no room");
    int[] batches = new int[1];
    var stream =
        session.sunk(
            List.of("i::VARCHAR"),
            "FROM t",
            batch -> {
              if (++batches[0] == 20) {
                throw thrown;
              }
              return batches[0] > 1; // the second waits behind the first and is not offered
            });
    try (stream) {
      assertTrue(stream.next());
      assertTrue(stream.next());
      assertSame(thrown, assertThrows(IllegalArgumentException.class, stream::next));
    }
    assertEquals(20, batches[0]);
    assertEquals(100_000, sunk(List.of("i::VARCHAR"), "FROM t", 2).size());
  }

  @Test
  void errorsOfTheQueryArrive() {
    var error =
        assertThrows(
            EngineException.class,
            () ->
                sunk(
                    List.of("CASE WHEN i = 50000 THEN error('no such row') ELSE a END"),
                    "FROM t",
                    3));
    assertTrue(error.text().contains("no such row"), error.text());
  }

  @Test
  void isInterrupted() {
    try (var stream =
        session.sunk(
            List.of("i::VARCHAR"),
            "FROM t",
            batch -> {
              session.interrupt();
              return true;
            })) {
      var error = assertThrows(EngineException.class, stream::next);
      assertEquals(EngineException.Kind.INTERRUPT, error.kind());
    } catch (EngineException e) {
      assertEquals(EngineException.Kind.INTERRUPT, e.kind());
    }
  }

  @Test
  void closesInTheMidst() {
    for (int i = 0; i < 50; i++) {
      var stream = session.sunk(List.of("i::VARCHAR", "b"), "FROM t", batch -> false);
      assertTrue(stream.next());
      assertEquals("0", new String(stream.vector(0).text(0), StandardCharsets.UTF_8));
      stream.close();
      stream.close();
      assertThrows(IllegalStateException.class, stream::next);
      assertThrows(IllegalStateException.class, () -> stream.vector(0));
    }
  }

  @Test
  void isForScansOnly() {
    var error =
        assertThrows(EngineException.class, () -> session.run("SELECT weir_take(i) FROM t"));
    assertTrue(error.text().contains("the reading of these rows failed"), error.text());
  }
}
