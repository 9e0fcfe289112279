package dev.weir.source.duckdb.engine;

import java.util.List;
import java.util.Locale;

/// What JDBC's vectors cannot give as it lies in DuckDB is asked for in another form: dates as
/// days, timestamps as microseconds, both with DuckDB's own numbers for infinity, bytes as
/// hexadecimal text.
final class JdbcWire {
  private static final String DAYS =
      "CASE WHEN # IS NULL THEN NULL WHEN isfinite(#) THEN date_diff('day', DATE '1970-01-01', #)"
          + " WHEN # > DATE '1970-01-01' THEN 2147483647 ELSE -2147483647 END::INTEGER";
  private static final String MICROS =
      "CASE WHEN # IS NULL THEN NULL WHEN isfinite(#) THEN epoch_us(#)"
          + " WHEN # > '1970-01-01' THEN 9223372036854775807 ELSE -9223372036854775807 END::BIGINT";
  private static final String BYTES = "hex(#)";

  private JdbcWire() {}

  static boolean isBytes(String type) {
    return type.toUpperCase(Locale.ROOT).equals("BLOB");
  }

  private static String form(String type) {
    var upper = type.toUpperCase(Locale.ROOT);
    return upper.equals("DATE")
        ? DAYS
        : upper.startsWith("TIMESTAMP") ? MICROS : isBytes(type) ? BYTES : "#";
  }

  static boolean converts(List<String> types) {
    return types.stream().anyMatch(t -> !form(t).equals("#"));
  }

  static String converted(String sql, List<String> types) {
    var columns = new StringBuilder();
    var names = new StringBuilder();
    for (int c = 0; c < types.size(); c++) {
      columns.append(c == 0 ? "" : ", ").append(form(types.get(c)).replace("#", "c" + c));
      names.append(c == 0 ? "c" : ", c").append(c);
    }
    return "SELECT " + columns + " FROM (" + sql + ") AS t(" + names + ")";
  }
}
