import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Properties;

/// Writes ROWS made-up rows of KEYS distinct keys to the Parquet FILE, through DuckDB. The same rows each time, keys in no order.
///
///     java -cp bundle/target/weir/lib/duckdb_jdbc.jar etc/proofs/Keys.java FILE ROWS KEYS
///
/// Columns: `id` (whole number), `name` (text, one to one with `id`), `v` (real number, each eleventh missing).
void main(String[] arguments) throws Exception {
  var file = Path.of(arguments[0]).toAbsolutePath();
  long rows = Long.parseLong(arguments[1]);
  long keys = Long.parseLong(arguments[2]);
  var settings = new Properties();
  settings.setProperty("memory_limit", "2GB");
  settings.setProperty("temp_directory", file.getParent().toString());
  try (var connection = DriverManager.getConnection("jdbc:duckdb:", settings);
      var statement = connection.createStatement()) {
    statement.execute(
        """
        COPY (
          SELECT
            (i * 7919) %% %d AS id,
            'key ' || (i * 7919) %% %d AS name,
            CASE WHEN i %% 11 = 0 THEN NULL ELSE (i * 7919 %% 1000003 - 500000) / 8.0 END AS v
          FROM range(%d) t(i)
        ) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 20480)
        """
            .formatted(keys, keys, rows, file.toString().replace("'", "''")));
  }
}
