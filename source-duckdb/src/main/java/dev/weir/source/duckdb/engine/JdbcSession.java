package dev.weir.source.duckdb.engine;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/// A connection through JDBC.
final class JdbcSession extends Session {
  private static final String NO_SELECT = "Only SELECT statements";
  private static final String PARSED =
      "SELECT coalesce(j->>'error_message', ''), CAST(json_array_length(j->'statements') AS VARCHAR)"
          + " FROM (SELECT json_serialize_sql(#) AS j)";

  private final DuckDBConnection connection;
  private volatile @Nullable DuckDBPreparedStatement running;
  private boolean closed;

  JdbcSession(DuckDBConnection connection) {
    this.connection = connection;
  }

  /// JDBC prepares the last statement of several and runs those before it, so `sql` must be one.
  private DuckDBPreparedStatement prepare(String sql) throws SQLException {
    return connection.prepare(sql);
  }

  @Override
  public void run(String sql) {
    try (var statement = prepare(sql)) {
      running = statement;
      statement.execute();
    } catch (SQLException e) {
      throw JdbcDatabase.failed(e);
    } finally {
      running = null;
    }
  }

  @Override
  public RowStream stream(String sql) {
    DuckDBPreparedStatement statement = null;
    try {
      statement = prepare(sql);
      var types = new ArrayList<String>();
      var names = new ArrayList<String>();
      var about = statement.getMetaData();
      for (int c = 1; c <= about.getColumnCount(); c++) {
        types.add(about.getColumnTypeName(c));
        names.add(about.getColumnName(c));
      }
      if (JdbcWire.converts(types)) {
        statement.close();
        statement = prepare(JdbcWire.converted(sql, types));
      }
      running = statement;
      return new JdbcRows(statement, names, types, () -> running = null);
    } catch (SQLException | RuntimeException e) {
      running = null;
      close(statement);
      throw e instanceof SQLException failure ? JdbcDatabase.failed(failure) : (RuntimeException) e;
    }
  }

  private static void close(@Nullable DuckDBPreparedStatement statement) {
    try {
      if (statement != null) {
        statement.close();
      }
    } catch (SQLException e) {
      throw JdbcDatabase.failed(e);
    }
  }

  /// What DuckDB's parser makes of a text; nothing is bound or run.
  private record Parsed(String error, long statements) {
    boolean noSelect() {
      return error.startsWith(NO_SELECT);
    }
  }

  /// @throws EngineException if it cannot be parsed
  private Parsed parsed(String sql) {
    var row = texts(PARSED.replace("#", Sql.text(sql))).getFirst();
    var parsed =
        new Parsed(
            Objects.requireNonNullElse(row.getFirst(), ""),
            Long.parseLong(Objects.requireNonNullElse(row.getLast(), "0")));
    if (!parsed.error.isEmpty() && !parsed.noSelect()) {
      throw new EngineException("Parser Error: " + parsed.error);
    }
    return parsed;
  }

  /// A text with anything but SELECTs counts as one statement, of another kind.
  @Override
  public long statements(String sql) {
    var parsed = parsed(sql);
    return parsed.noSelect() ? 1 : parsed.statements;
  }

  @Override
  public Select check(String sql) {
    var parsed = parsed(sql);
    if (parsed.noSelect()) {
      return new Select(false, List.of());
    }
    if (parsed.statements != 1) {
      throw new EngineException(parsed.statements + " statements in: " + sql);
    }
    try (var statement = prepare(sql)) {
      return new Select(true, names(statement.getMetaData()));
    } catch (SQLException e) {
      throw JdbcDatabase.failed(e);
    }
  }

  private static List<String> names(ResultSetMetaData about) throws SQLException {
    var names = new ArrayList<String>();
    for (int c = 1; c <= about.getColumnCount(); c++) {
      names.add(about.getColumnName(c));
    }
    return names;
  }

  @Override
  public Appender appender(String table, List<Appender.Kind> kinds) {
    try {
      return new JdbcAppender(connection.createAppender(table), kinds);
    } catch (SQLException e) {
      throw JdbcDatabase.failed(e);
    }
  }

  @Override
  public void interrupt() {
    var statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        throw JdbcDatabase.failed(e);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      try {
        connection.close();
      } catch (SQLException e) {
        throw JdbcDatabase.failed(e);
      }
    }
  }
}
