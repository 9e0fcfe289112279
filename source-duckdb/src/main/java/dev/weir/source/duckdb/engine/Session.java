package dev.weir.source.duckdb.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection, used by one thread; [#interrupt] may come from any other.
public final class Session implements AutoCloseable {
  private static final int SELECT = 1;

  private final MemorySegment connection;
  private boolean closed;

  Session(MemorySegment connection) {
    this.connection = connection;
  }

  MemorySegment connection() {
    return connection;
  }

  /// Runs one statement of ours to its end.
  public void run(String sql) {
    try (var rows = stream(sql)) {
      boolean more = rows.next();
      while (more) {
        more = rows.next();
      }
    }
  }

  /// All rows of a small result, whose columns must all be VARCHAR.
  public List<List<@Nullable String>> texts(String sql) {
    var all = new ArrayList<List<@Nullable String>>();
    try (var rows = stream(sql)) {
      while (rows.next()) {
        for (int r = 0; r < rows.rows(); r++) {
          var row = new ArrayList<@Nullable String>();
          for (int c = 0; c < rows.columns(); c++) {
            var vector = rows.vector(c);
            row.add(vector.isNull(r) ? null : new String(vector.text(r), StandardCharsets.UTF_8));
          }
          all.add(row);
        }
      }
    }
    return all;
  }

  /// Begins a statement of ours; its rows stream.
  public RowStream stream(String sql) {
    var statements = prepare(sql);
    try {
      return execute(statements.getLast());
    } finally {
      statements.forEach(Session::drop);
    }
  }

  /// Checks text from a user: empty if it is one SELECT statement, else what is wrong with it.
  /// Nothing is run.
  ///
  /// @throws EngineException if it cannot be parsed or bound
  public String refusal(String sql) {
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(ValueLayout.ADDRESS);
      long count = Native.extract(connection, arena.allocateFrom(sql), out);
      var extracted = out.get(ValueLayout.ADDRESS, 0);
      try {
        if (count == 0) {
          var error = Native.extractError(extracted);
          if (error != null && !error.isEmpty()) {
            throw new EngineException(error);
          }
          return "is empty";
        }
        if (count > 1) {
          return "holds " + count + " statements";
        }
        var prepared = prepare(arena, extracted, 0);
        try {
          return Native.statementType(prepared) == SELECT ? "" : "is not a SELECT";
        } finally {
          drop(prepared);
        }
      } finally {
        out.set(ValueLayout.ADDRESS, 0, extracted);
        Native.destroyExtracted(out);
      }
    }
  }

  private List<MemorySegment> prepare(String sql) {
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(ValueLayout.ADDRESS);
      long count = Native.extract(connection, arena.allocateFrom(sql), out);
      var extracted = out.get(ValueLayout.ADDRESS, 0);
      try {
        if (count != 1) {
          var error = Native.extractError(extracted);
          throw new EngineException(error == null ? count + " statements in: " + sql : error);
        }
        return List.of(prepare(arena, extracted, 0));
      } finally {
        out.set(ValueLayout.ADDRESS, 0, extracted);
        Native.destroyExtracted(out);
      }
    }
  }

  private MemorySegment prepare(Arena arena, MemorySegment extracted, long index) {
    var out = arena.allocate(ValueLayout.ADDRESS);
    int state = Native.prepare(connection, extracted, index, out);
    var prepared = out.get(ValueLayout.ADDRESS, 0);
    if (state != 0) {
      var error = new EngineException(Native.prepareError(prepared));
      drop(prepared);
      throw error;
    }
    return prepared;
  }

  private static RowStream execute(MemorySegment prepared) {
    var arena = Arena.ofAuto();
    var out = arena.allocate(ValueLayout.ADDRESS);
    var result = arena.allocate(Native.RESULT);
    int state = Native.pending(prepared, out);
    try {
      if (state != 0) {
        throw new EngineException(Native.pendingError(out.get(ValueLayout.ADDRESS, 0)));
      }
      if (Native.execute(out.get(ValueLayout.ADDRESS, 0), result) != 0) {
        var error = new EngineException(Native.resultError(result));
        Native.destroyResult(result);
        throw error;
      }
      return new RowStream(result);
    } finally {
      Native.destroyPending(out);
    }
  }

  private static void drop(MemorySegment prepared) {
    try (var arena = Arena.ofConfined()) {
      var box = arena.allocate(ValueLayout.ADDRESS);
      box.set(ValueLayout.ADDRESS, 0, prepared);
      Native.destroyPrepare(box);
    }
  }

  /// Ends the statement that runs, from any thread: it fails with [EngineException.Kind#INTERRUPT].
  public synchronized void interrupt() {
    if (!closed) {
      Native.interrupt(connection);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      try (var arena = Arena.ofConfined()) {
        var box = arena.allocate(ValueLayout.ADDRESS);
        box.set(ValueLayout.ADDRESS, 0, connection);
        Native.disconnect(box);
      }
    }
  }
}
