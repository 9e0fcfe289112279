package dev.weir.source.duckdb.engine;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/// A connection through JDBC.
final class JdbcSession extends Session {
  private static final Pattern STATEMENTS = Pattern.compile("\\{\"node\":");
  private static final String NO_SELECT = "only select statements";

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

  /// The text as a tree, in JSON: parsed by DuckDB, nothing is bound or run.
  private String tree(String sql) {
    return String.valueOf(
        texts("SELECT json_serialize_sql(" + Sql.text(sql) + ")::VARCHAR").getFirst().getFirst());
  }

  private static boolean noSelect(String tree) {
    return tree.contains("\"error\":true")
        && tree.toLowerCase(java.util.Locale.ROOT).contains(NO_SELECT);
  }

  private static void refuse(String tree) {
    if (tree.contains("\"error\":true")) {
      var message = tree.replaceFirst("(?s).*\"error_message\":\"", "").replaceFirst("\",\".*", "");
      throw new EngineException("Parser Error: " + message.replace("\\\"", "\""));
    }
  }

  /// A text with anything but SELECTs counts as one statement, of another kind.
  @Override
  public long statements(String sql) {
    var tree = tree(sql);
    if (noSelect(tree)) {
      return 1;
    }
    refuse(tree);
    return topLevel(tree);
  }

  private static long topLevel(String tree) {
    int depth = 0;
    long count = 0;
    boolean quoted = false;
    for (int i = 0; i < tree.length(); i++) {
      char c = tree.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
        // {"error":false,"statements":[{"node":…},…]}: the third bracket opens a statement.
        count +=
            depth == 3 && STATEMENTS.matcher(tree).region(i, tree.length()).lookingAt() ? 1 : 0;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    return count;
  }

  @Override
  public Select check(String sql) {
    var tree = tree(sql);
    if (noSelect(tree)) {
      return new Select(false, List.of());
    }
    refuse(tree);
    if (topLevel(tree) != 1) {
      throw new EngineException(topLevel(tree) + " statements in: " + sql);
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
