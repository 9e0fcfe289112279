import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Properties;

/// Writes AREAS made-up areas of CORNERS corners, and ROWS points, of which it is known in which area they lie, to Parquet files in
/// FOLDER, through DuckDB. The same each time, in no order.
///
///     java -cp bundle/target/weir/lib/duckdb_jdbc.jar etc/proofs/Areas.java FOLDER AREAS CORNERS ROWS
///
/// `areas.parquet`: `cell` (whole number), `name`, `wkt`; round, each in a cell of a grid. `points.parquet`: `x`, `y`, `cell` (that of
/// the nearest area), `inside` (1 if they lie in it, as 8 of 9 do).
void main(String[] arguments) throws Exception {
  var folder = Path.of(arguments[0]).toAbsolutePath();
  long areas = Long.parseLong(arguments[1]);
  int corners = Integer.parseInt(arguments[2]);
  long rows = Long.parseLong(arguments[3]);
  long side = (long) Math.ceil(Math.sqrt(areas));
  var settings = new Properties();
  settings.setProperty("memory_limit", "2GB");
  settings.setProperty("temp_directory", folder.toString());
  try (var connection = DriverManager.getConnection("jdbc:duckdb:", settings);
      var statement = connection.createStatement()) {
    statement.execute(
        """
        COPY (
          SELECT c AS cell, 'area ' || c AS name,
            'POLYGON ((' || list_aggregate(list_transform(range(%d), lambda k:
              (c %% %d + 0.5 + 0.4 * cos(2 * pi() * (k %% %d) / %d)) || ' ' || (c // %d + 0.5 + 0.4 * sin(2 * pi() * (k %% %d) / %d))),
              'string_agg', ', ') || '))' AS wkt
          FROM (SELECT (i * 7919) %% %d AS c FROM range(%d) t(i))
        ) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 20480)
        """
            .formatted(
                corners + 1, side, corners, corners, side, corners, corners, areas, areas,
                quoted(folder.resolve("areas.parquet"))));
    statement.execute(
        """
        COPY (
          SELECT c %% %d + 0.5 + r * cos(turn) AS x, c // %d + 0.5 + r * sin(turn) AS y, c AS cell, CASE WHEN r < 0.395 THEN 1 ELSE 0 END AS inside
          FROM (SELECT (i * 104729) %% %d AS c, (i %% 45 + (i %% 45) // 40) / 100.0 AS r, i * 1.0::DOUBLE AS turn FROM range(%d) t(i))
        ) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 20480)
        """
            .formatted(side, side, areas, rows, quoted(folder.resolve("points.parquet"))));
  }
}

String quoted(Path file) {
  return file.toString().replace("'", "''");
}
