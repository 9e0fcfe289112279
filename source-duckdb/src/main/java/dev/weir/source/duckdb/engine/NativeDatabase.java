package dev.weir.source.duckdb.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Through the C interface.
final class NativeDatabase extends Database {
  private static final String SHORT = "twelve bytes";
  private static final String LONG = "more than twelve bytes";
  private static final double REAL = 0.1;

  private static final List<String> CELLS =
      List.of(
          "true",
          "-7::INTEGER",
          "9007199254740993::BIGINT",
          "-1::HUGEINT",
          REAL + "::DOUBLE",
          "NULL::BIGINT",
          Sql.text(SHORT),
          Sql.text(LONG));

  /// Whether the sink works in this process; null before it was tried.
  private static @Nullable Boolean sinkWorks;

  private final MemorySegment database;
  private boolean oneThread;
  private boolean sink;

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
        var rows = session.stream("SELECT " + String.join(", ", CELLS))) {
      if (rows.columns() != CELLS.size() || !rows.next() || !right(rows) || rows.next()) {
        throw new IllegalStateException("its cells are laid out in another way than expected");
      }
      return database;
    } catch (RuntimeException | Error e) {
      database.close();
      throw e;
    }
  }

  private static boolean right(Batch rows) {
    return rows.rows() == 1
        && rows.vector(0).bool(0)
        && rows.vector(1).half(0) == -7
        && rows.vector(2).word(0) == 9_007_199_254_740_993L
        && rows.vector(3).word(0) == -1
        && rows.vector(3).word(1) == -1
        && Double.longBitsToDouble(rows.vector(4).word(0)) == REAL
        && !rows.vector(4).isNull(0)
        && rows.vector(5).isNull(0)
        && text(rows, 6).equals(SHORT)
        && text(rows, 7).equals(LONG);
  }

  private static String text(Batch rows, int column) {
    return new String(rows.vector(column).text(0), StandardCharsets.UTF_8);
  }

  @Override
  NativeSession session() {
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(ValueLayout.ADDRESS);
      check(Native.connect(database, out), "no further connection");
      return new NativeSession(out.get(ValueLayout.ADDRESS, 0), this::sink);
    }
  }

  /// Scans of [NativeSession#sunk] make their buffer small, which stays allowed.
  @Override
  void onOneThread() {
    oneThread = true;
    try (var session = session()) {
      session.run("SET allowed_configs = ['" + NativeSession.BUFFER + "']");
    }
  }

  /// Registers the sink where it can be used. The first database of the process tries it; if it
  /// does not work, rows are fetched.
  private synchronized boolean sink() {
    if (oneThread && !sink && works()) {
      try (var session = session()) {
        session.registerSink();
      }
      sink = true;
    }
    return sink;
  }

  private static synchronized boolean works() {
    if (sinkWorks == null) {
      try {
        checkSink();
        sinkWorks = true;
      } catch (LinkageError | RuntimeException e) {
        sinkWorks = false;
        warn("rows cannot be taken where DuckDB makes them and are fetched, which is slower", e);
      }
    }
    return sinkWorks;
  }

  /// @throws IllegalStateException if rows do not come to the sink as they should, twice the same:
  ///   as DuckDB holds them, and copied
  static void checkSink() {
    try (var database = new NativeDatabase()) {
      database.onOneThread();
      try (var session = database.session()) {
        session.run("SET threads = 1");
        session.registerSink();
        boolean[] offered = new boolean[1];
        Batch.Taker refusing =
            batch -> {
              offered[0] = right(batch);
              return false;
            };
        try (var rows = session.sunk(CELLS, "", refusing)) {
          if (!rows.next() || !right(rows) || rows.next() || !offered[0]) {
            throw new IllegalStateException("its function is not called as expected");
          }
        }
      }
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
