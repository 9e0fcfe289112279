import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Properties;

/// Writes ROWS made-up rows to FILE, Parquet or CSV by its name, through DuckDB. The same rows each time.
///
///     java -cp bundle/target/weir/lib/duckdb_jdbc.jar etc/proofs/Rows.java FILE ROWS
///
/// As plain columns a row takes 250 bytes on average: five numbers of 8, two texts with offsets of 4, of 2 and 200 bytes.
/// The long texts all differ, so Parquet cannot keep them in a dictionary; its row groups are small enough for DuckDB to
/// read within 32 MB.
void main(String[] arguments) throws Exception {
  var file = Path.of(arguments[0]).toAbsolutePath();
  long rows = Long.parseLong(arguments[1]);
  var settings = new Properties();
  settings.setProperty("memory_limit", "2GB");
  settings.setProperty("temp_directory", file.getParent().toString());
  var format = file.toString().endsWith(".csv") ? "FORMAT csv, HEADER" : "FORMAT parquet, ROW_GROUP_SIZE 20480";
  try (var connection = DriverManager.getConnection("jdbc:duckdb:", settings);
      var statement = connection.createStatement()) {
    statement.execute(
        """
        COPY (
          SELECT
            i AS id,
            sqrt(i) AS root,
            (i * 7919 %% 1000003 - 500000) / 8.0 AS x,
            CASE WHEN i %% 11 = 0 THEN NULL ELSE i * 31 %% 5000 END AS amount,
            i %% 100 AS share,
            'g' || i %% 7 AS label,
            repeat(md5(i::VARCHAR), 8)[:160 + (i * 37 %% 81)] AS note
          FROM range(%d) t(i)
        ) TO '%s' (%s)
        """
            .formatted(rows, file.toString().replace("'", "''"), format));
  }
}
