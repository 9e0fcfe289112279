package dev.weir.source.duckdb;

import dev.weir.api.Type;
import dev.weir.source.duckdb.engine.Sql;
import java.util.Locale;

/// The one rule for what a column of a DuckDB type becomes.
///
/// | DuckDB | Weir | how |
/// |---|---|---|
/// | BOOLEAN | BOOLEAN | |
/// | TINYINT, SMALLINT, INTEGER, UTINYINT, USMALLINT | INT | |
/// | UINTEGER, BIGINT | LONG | |
/// | UBIGINT, HUGEINT, UHUGEINT | LONG | a value beyond 64 bits is an error that names row and column |
/// | DECIMAL(p,0), p ≤ 18 | LONG | exact |
/// | other DECIMAL | DOUBLE | rounded to the nearest double; 15 digits survive |
/// | FLOAT, DOUBLE | DOUBLE | NaN and infinities are values |
/// | VARCHAR, ENUM, UUID, BIT, BIGNUM | TEXT | as DuckDB writes them |
/// | TIME, TIME_NS, TIMETZ | TEXT | `12:34:56.789`, `12:34:56+02` |
/// | INTERVAL | TEXT | ISO 8601: `P1Y2M3DT4H5M6.7S`, zero is `PT0S` |
/// | LIST, ARRAY, STRUCT, MAP, UNION, JSON, VARIANT | TEXT | JSON |
/// | BLOB | BYTES | |
/// | GEOMETRY | BYTES | well-known binary |
/// | DATE | DATE | `infinity` is an error that names row and column |
/// | TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS | TIMESTAMP | likewise |
/// | TIMESTAMP_NS | TIMESTAMP | floored to microseconds |
/// | TIMESTAMPTZ | TIMESTAMP | the instant, in UTC |
/// | any other | TEXT | as DuckDB writes it |
///
/// The casts are SQL, so that only plain vectors are transferred; the checks are made on the
/// vectors, where the row is known.
final class TypeRule {
  private TypeRule() {}

  /// The column `name`, which DuckDB says is of `type`.
  static SourceColumn column(String name, String type) {
    var sql = Sql.name(name);
    var upper = type.toUpperCase(Locale.ROOT);
    if (upper.endsWith("]")
        || upper.startsWith("STRUCT(")
        || upper.startsWith("MAP(")
        || upper.startsWith("UNION(")) {
      return json(name, sql);
    }
    if (upper.startsWith("DECIMAL(")) {
      return decimal(name, sql, upper);
    }
    if (upper.startsWith("ENUM(")) {
      return text(name, "CAST(" + sql + " AS VARCHAR)");
    }
    return switch (upper) {
      case "BOOLEAN" ->
          new SourceColumn(name, Type.BOOLEAN, Wire.BOOL, sql, sql, Sql.name(name), true);
      case "INTEGER" ->
          new SourceColumn(name, Type.INT, Wire.INT32, sql, sql, Sql.name(name), true);
      case "TINYINT", "SMALLINT", "UTINYINT", "USMALLINT" ->
          new SourceColumn(
              name,
              Type.INT,
              Wire.INT32,
              "CAST(" + sql + " AS INTEGER)",
              sql,
              Sql.name(name),
              true);
      case "BIGINT" ->
          new SourceColumn(name, Type.LONG, Wire.INT64, sql, sql, Sql.name(name), true);
      case "UINTEGER" ->
          new SourceColumn(
              name,
              Type.LONG,
              Wire.INT64,
              "CAST(" + sql + " AS BIGINT)",
              sql,
              Sql.name(name),
              true);
      case "UBIGINT" ->
          new SourceColumn(name, Type.LONG, Wire.UINT64, sql, sql, Sql.name(name), false);
      case "HUGEINT" ->
          new SourceColumn(name, Type.LONG, Wire.INT128, sql, sql, Sql.name(name), false);
      case "UHUGEINT" ->
          new SourceColumn(name, Type.LONG, Wire.UINT128, sql, sql, Sql.name(name), false);
      case "DOUBLE" ->
          new SourceColumn(name, Type.DOUBLE, Wire.DOUBLE, sql, sql, Sql.name(name), true);
      case "FLOAT" -> real(name, "CAST(" + sql + " AS DOUBLE)");
      case "VARCHAR" -> text(name, sql);
      case "INTERVAL" -> text(name, interval(sql));
      case "JSON", "VARIANT" -> json(name, sql);
      case "BLOB" -> new SourceColumn(name, Type.BYTES, Wire.TEXT, sql, sql, Sql.name(name), false);
      case "GEOMETRY" -> bytes(name, "ST_AsWKB(" + sql + ")");
      case "DATE" -> new SourceColumn(name, Type.DATE, Wire.DAYS, sql, sql, Sql.name(name), true);
      case "TIMESTAMP" ->
          new SourceColumn(name, Type.TIMESTAMP, Wire.MICROS, sql, sql, Sql.name(name), true);
      case "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP WITH TIME ZONE" ->
          timestamp(name, "CAST(" + sql + " AS TIMESTAMP)");
      case "TIMESTAMP_NS" -> timestamp(name, floored(sql));
      default -> text(name, "CAST(" + sql + " AS VARCHAR)");
    };
  }

  private static SourceColumn decimal(String name, String sql, String type) {
    var parts = type.substring("DECIMAL(".length(), type.length() - 1).split(",", -1);
    boolean whole =
        Integer.parseInt(parts[1].strip()) == 0 && Integer.parseInt(parts[0].strip()) <= 18;
    var cast = "CAST(" + sql + (whole ? " AS BIGINT)" : " AS DOUBLE)");
    return whole
        ? new SourceColumn(name, Type.LONG, Wire.INT64, cast, cast, Sql.name(name), true)
        : real(name, cast);
  }

  private static SourceColumn real(String name, String sql) {
    return new SourceColumn(name, Type.DOUBLE, Wire.DOUBLE, sql, sql, Sql.name(name), true);
  }

  private static SourceColumn text(String name, String sql) {
    return new SourceColumn(name, Type.TEXT, Wire.TEXT, sql, sql, Sql.name(name), true);
  }

  private static SourceColumn json(String name, String sql) {
    return text(name, "CAST(to_json(" + sql + ") AS VARCHAR)");
  }

  private static SourceColumn bytes(String name, String sql) {
    return new SourceColumn(name, Type.BYTES, Wire.TEXT, sql, sql, Sql.name(name), false);
  }

  private static SourceColumn timestamp(String name, String sql) {
    return new SourceColumn(name, Type.TIMESTAMP, Wire.MICROS, sql, sql, Sql.name(name), true);
  }

  /// DuckDB's own cast rounds towards zero.
  private static String floored(String sql) {
    return "CASE WHEN isfinite("
        + sql
        + ") THEN make_timestamp((epoch_ns("
        + sql
        + ") - ((epoch_ns("
        + sql
        + ") % 1000) + 1000) % 1000) // 1000) ELSE CAST("
        + sql
        + " AS TIMESTAMP) END";
  }

  private static String interval(String sql) {
    return """
    CASE WHEN # IS NULL THEN NULL ELSE coalesce(nullif('P' || %s || %s || %s || coalesce(nullif('T' || %s || %s || \
    CASE WHEN datepart('microsecond', #) = 0 THEN '' ELSE \
    rtrim(rtrim(format('{:.6f}', datepart('microsecond', #) / 1000000), '0'), '.') || 'S' END, 'T'), ''), 'P'), 'PT0S') END\
    """
        .formatted(
            part("year", 'Y'),
            part("month", 'M'),
            part("day", 'D'),
            part("hour", 'H'),
            part("minute", 'M'))
        .replace("#", sql);
  }

  private static String part(String part, char letter) {
    return "CASE WHEN datepart('%s', #) = 0 THEN '' ELSE datepart('%s', #) || '%s' END"
        .formatted(part, part, letter);
  }
}
