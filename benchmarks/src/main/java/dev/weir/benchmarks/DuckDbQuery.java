package dev.weir.benchmarks;

import java.sql.DriverManager;
import java.sql.SQLException;

/// One query by DuckDB itself, with all cores, as a process of its own to measure beside `weir`:
/// memory limit (as DuckDB writes it: 512MB), file, SQL over table `t`. Prints the rows.
public final class DuckDbQuery {
  private DuckDbQuery() {}

  /// Runs it.
  public static void main(String[] words) throws SQLException {
    try (var database = DriverManager.getConnection("jdbc:duckdb:");
        var statement = database.createStatement()) {
      statement.execute("SET memory_limit = '" + words[0] + "'");
      statement.execute("CREATE VIEW t AS SELECT * FROM '" + words[1] + "'");
      try (var rows = statement.executeQuery(words[2])) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          var line = new StringBuilder();
          for (int c = 1; c <= columns; c++) {
            line.append(c == 1 ? "" : ", ").append(rows.getObject(c));
          }
          System.out.println(line);
        }
      }
    }
  }
}
