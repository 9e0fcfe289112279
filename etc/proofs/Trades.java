import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Properties;

/// Writes ROWS made-up trades to the Parquet FILE through DuckDB, and 100 areas beside it, to `areas.csv`. The same each time.
///
///     java -cp bundle/target/weir/lib/duckdb_jdbc.jar etc/proofs/Trades.java FILE ROWS
///
/// As plain columns a row takes 250 bytes on average: nine numbers of 8, three texts with offsets of 4, the longest of 161
/// bytes. Each `key` comes five times, rows apart; `at` is a time for each row, in no order; `price` and `change` (returns)
/// come and go by `ticker`, of which there are 50; each eleventh `amount` is missing; `label` follows from `x` and `y` but for
/// a tenth of the rows. The areas are squares of 10 x 10 in the plane of `x` and `y`, as WKT, that cover all of it.
void main(String[] arguments) throws Exception {
  var file = Path.of(arguments[0]).toAbsolutePath();
  long rows = Long.parseLong(arguments[1]) / 5 * 5;
  var settings = new Properties();
  settings.setProperty("memory_limit", "2GB");
  settings.setProperty("temp_directory", file.getParent().toString());
  try (var connection = DriverManager.getConnection("jdbc:duckdb:", settings);
      var statement = connection.createStatement()) {
    // A macro is written out at each use: `u` is a number from 0 to 1, well mixed, of a row and a purpose.
    statement.execute("CREATE MACRO u(i, p) AS (hash(i * 16 + p) % 1000003) / 1000003.0");
    statement.execute(
        """
        COPY (
          SELECT
            i AS id,
            i %% %1$d AS key,
            make_timestamp((i * 7919 %% %2$d) * 1000000) AS at,
            'T' || i %% 50 AS ticker,
            100 * exp(0.3 * sin(i / 50000.0) + 0.05 * (u(i, 1) - u(i, 2))) AS price,
            0.02 * (u(i, 3) + u(i, 4) + u(i, 5) - 1.5) * exp(0.7 * sin(i / 20000.0)) AS change,
            100 * u(i, 6) AS x,
            100 * u(i, 7) AS y,
            CASE WHEN i %% 11 = 0 THEN NULL ELSE i * 31 %% 5000 / 4.0 END AS amount,
            CASE
              WHEN u(i, 8) < 0.1 THEN 'low'
              WHEN u(i, 6) + u(i, 7) > 1 THEN 'high'
              ELSE 'low'
            END AS label,
            i * 104729 %% 1000003 AS code,
            concat(
              'order ', md5((i %% %1$d)::VARCHAR), ' of client ', hash(i) %% 100000,
              ' filled at the market on terms ', i %% 1000,
              ' for the account of one who asked for no more than the usual care, please') AS note
          FROM range(%2$d) t(i)
        ) TO '%3$s' (FORMAT parquet, ROW_GROUP_SIZE 20480)
        """
            .formatted(rows / 5, rows, file.toString().replace("'", "''")));
  }
  var areas = new StringBuilder("area,shape\n");
  for (int a = 0; a < 100; a++) {
    int x = a % 10 * 10;
    int y = a / 10 * 10;
    areas.append(
        String.format(
            "A%1$d,\"POLYGON((%2$d %3$d, %4$d %3$d, %4$d %5$d, %2$d %5$d, %2$d %3$d))\"%n", a, x, y, x + 10, y + 10));
  }
  Files.writeString(file.resolveSibling("areas.csv"), areas);
}
