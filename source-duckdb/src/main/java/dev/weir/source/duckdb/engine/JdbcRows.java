package dev.weir.source.duckdb.engine;

import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/// Rows through JDBC's chunked result.
final class JdbcRows implements RowStream {
  private final DuckDBPreparedStatement statement;
  private final DuckDBChunkedResult result;
  private final List<String> names;
  private final List<String> types;
  private final Runnable onClose;
  private final @Nullable JdbcVector[] vectors;
  private int rows;
  private boolean closed;

  JdbcRows(
      DuckDBPreparedStatement statement, List<String> names, List<String> types, Runnable onClose)
      throws SQLException {
    this.statement = statement;
    this.names = names;
    this.types = types;
    this.onClose = onClose;
    this.vectors = new @Nullable JdbcVector[names.size()];
    this.result = statement.query();
  }

  @Override
  public int columns() {
    return names.size();
  }

  @Override
  public String name(int column) {
    return names.get(column);
  }

  @Override
  public boolean next() {
    if (closed) {
      throw new IllegalStateException("the reading is closed");
    }
    java.util.Arrays.fill(vectors, null);
    rows = 0;
    try {
      if (!result.nextChunk()) {
        return false;
      }
    } catch (RuntimeException e) {
      // What the query failed with comes wrapped.
      throw e.getCause() instanceof SQLException failure ? JdbcDatabase.failed(failure) : e;
    }
    rows = (int) result.chunk().rowCount();
    return true;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public Vector vector(int column) {
    var made = vectors[column];
    if (made == null) {
      made =
          new JdbcVector(result.chunk().vector(column), rows, JdbcWire.isBytes(types.get(column)));
      vectors[column] = made;
    }
    return made;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onClose.run();
      try (statement) {
        result.close();
      } catch (SQLException e) {
        throw JdbcDatabase.failed(e);
      }
    }
  }
}
