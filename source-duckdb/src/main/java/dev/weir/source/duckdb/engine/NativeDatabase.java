package dev.weir.source.duckdb.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// Through the C interface.
final class NativeDatabase extends Database {
  private static final String SHORT = "twelve bytes";
  private static final String LONG = "more than twelve bytes";
  private static final double REAL = 0.1;

  private final MemorySegment database;

  NativeDatabase() {
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(ValueLayout.ADDRESS);
      check(Native.open(arena.allocateFrom(":memory:"), out), "no database in memory");
      database = out.get(ValueLayout.ADDRESS, 0);
    }
  }

  private static void check(int state, String what) {
    if (state != 0) {
      throw new EngineException("DuckDB could not be started: " + what);
    }
  }

  /// One whose cells were seen to lie where they are looked for.
  ///
  /// @throws IllegalStateException if they do not
  static NativeDatabase checked() {
    var database = new NativeDatabase();
    try (var session = database.session();
        var rows =
            session.stream(
                "SELECT true, -7::INTEGER, 9007199254740993::BIGINT, -1::HUGEINT, "
                    + REAL
                    + "::DOUBLE, NULL::BIGINT, "
                    + Sql.text(SHORT)
                    + ", "
                    + Sql.text(LONG))) {
      boolean right =
          rows.columns() == 8
              && rows.next()
              && rows.rows() == 1
              && rows.vector(0).bool(0)
              && rows.vector(1).half(0) == -7
              && rows.vector(2).word(0) == 9_007_199_254_740_993L
              && rows.vector(3).word(0) == -1
              && rows.vector(3).word(1) == -1
              && Double.longBitsToDouble(rows.vector(4).word(0)) == REAL
              && !rows.vector(4).isNull(0)
              && rows.vector(5).isNull(0)
              && text(rows, 6).equals(SHORT)
              && text(rows, 7).equals(LONG)
              && !rows.next();
      if (!right) {
        throw new IllegalStateException("its cells are laid out in another way than expected");
      }
      return database;
    } catch (RuntimeException | Error e) {
      database.close();
      throw e;
    }
  }

  private static String text(RowStream rows, int column) {
    return new String(rows.vector(column).text(0), StandardCharsets.UTF_8);
  }

  @Override
  NativeSession session() {
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(ValueLayout.ADDRESS);
      check(Native.connect(database, out), "no further connection");
      return new NativeSession(out.get(ValueLayout.ADDRESS, 0));
    }
  }

  @Override
  public void close() {
    try (var arena = Arena.ofConfined()) {
      var box = arena.allocate(ValueLayout.ADDRESS);
      box.set(ValueLayout.ADDRESS, 0, database);
      Native.close(box);
    }
  }
}
