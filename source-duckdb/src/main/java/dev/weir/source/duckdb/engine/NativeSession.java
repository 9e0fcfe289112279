package dev.weir.source.duckdb.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// A connection through the C interface.
final class NativeSession extends Session {
  private static final int SELECT = 1;

  private final MemorySegment connection;
  private boolean closed;

  NativeSession(MemorySegment connection) {
    this.connection = connection;
  }

  @Override
  public RowStream stream(String sql) {
    var prepared = prepare(sql);
    try {
      return execute(prepared);
    } finally {
      drop(prepared);
    }
  }

  @Override
  public long statements(String sql) {
    return extracted(sql, (arena, extracted, count) -> count);
  }

  @Override
  public Select check(String sql) {
    return extracted(
        sql,
        (arena, extracted, count) -> {
          var prepared = prepare(arena, extracted, 0);
          try {
            var names = new ArrayList<String>();
            for (int c = 0; c < Native.preparedColumns(prepared); c++) {
              names.add(Native.preparedName(prepared, c));
            }
            return new Select(Native.statementType(prepared) == SELECT, names);
          } finally {
            drop(prepared);
          }
        });
  }

  private MemorySegment prepare(String sql) {
    return extracted(
        sql,
        (arena, extracted, count) -> {
          if (count != 1) {
            throw new EngineException(count + " statements in: " + sql);
          }
          return prepare(arena, extracted, 0);
        });
  }

  private interface Use<T> {
    T apply(Arena arena, MemorySegment extracted, long count);
  }

  private <T> T extracted(String sql, Use<T> use) {
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(ValueLayout.ADDRESS);
      long count = Native.extract(connection, arena.allocateFrom(sql), out);
      var extracted = out.get(ValueLayout.ADDRESS, 0);
      try {
        var error = count == 0 ? Native.extractError(extracted) : null;
        if (error != null && !error.isEmpty()) {
          throw new EngineException(error);
        }
        return use.apply(arena, extracted, count);
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

  private static NativeRows execute(MemorySegment prepared) {
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
      return new NativeRows(result);
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

  @Override
  public Appender appender(String table, List<Appender.Kind> kinds) {
    return new NativeAppender(connection, table, kinds);
  }

  @Override
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
