package dev.weir.source.duckdb.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// A connection through the C interface.
final class NativeSession extends Session {
  private static final int SELECT = 1;

  /// The setting of how much of a result waits to be fetched.
  static final String BUFFER = "streaming_buffer_size";

  private final MemorySegment connection;
  private final BooleanSupplier sink;
  private boolean stopsEarly;
  private boolean closed;

  /// @param sink whether rows can be taken where DuckDB makes them
  NativeSession(MemorySegment connection, BooleanSupplier sink) {
    this.connection = connection;
    this.sink = sink;
  }

  @Override
  public RowStream stream(String sql) {
    var prepared = prepare(sql);
    try {
      return new NativeRows(execute(prepared));
    } finally {
      drop(prepared);
    }
  }

  @Override
  public RowStream scan(List<String> columns, String from, Batch.Taker taker) {
    return sink.getAsBoolean() ? sunk(columns, from, taker) : super.scan(columns, from, taker);
  }

  /// The function stands apart from the filter that asks for what it returns, so that it is called
  /// with all rows of the scan and no others. With the smallest buffer, the query stops as soon as
  /// it has a batch to hand out.
  NativeSinkRows sunk(List<String> columns, String from, Batch.Taker taker) {
    if (!stopsEarly) {
      run("SET " + BUFFER + " = '1B'");
      stopsEarly = true;
    }
    var rows = new NativeSinkRows(columns.size(), taker);
    var prepared =
        prepare(
            "SELECT weir_asked FROM (SELECT "
                + NativeSink.NAME
                + columns.stream().collect(Collectors.joining(", ", "(", ")"))
                + " AS weir_asked "
                + from
                + ") AS weir_rows WHERE weir_asked");
    try {
      rows.begin(() -> execute(prepared));
      return rows;
    } finally {
      drop(prepared);
    }
  }

  void registerSink() {
    NativeSink.register(connection);
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

  private static MemorySegment execute(MemorySegment prepared) {
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
      return result;
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
