package dev.weir.source.duckdb.engine;

import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/// Through JDBC and its chunked results: for where the C interface does not work.
final class JdbcDatabase extends Database {
  private final DuckDBConnection connection;

  JdbcDatabase() {
    var properties = new Properties();
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    try {
      connection = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", properties);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  static EngineException failed(SQLException e) {
    return new EngineException(e.getMessage());
  }

  @Override
  JdbcSession session() {
    try {
      return new JdbcSession(connection.duplicate());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
