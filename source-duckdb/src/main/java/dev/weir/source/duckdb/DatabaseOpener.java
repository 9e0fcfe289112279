package dev.weir.source.duckdb;

import dev.weir.api.NearestNames;
import dev.weir.api.PipelineException;
import dev.weir.source.duckdb.engine.Engine;
import dev.weir.source.duckdb.engine.Session;
import dev.weir.source.duckdb.engine.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A table of a DuckDB file, which is attached read-only before the gate closes. A row's position
/// is its row identifier, which has gaps where rows were deleted.
final class DatabaseOpener {
  private DatabaseOpener() {}

  static String attach(Path file) {
    return "ATTACH " + Sql.text(file.toString()) + " AS source (READ_ONLY)";
  }

  static Split split(Engine engine, Path file, Optional<String> wanted) {
    try (var session = engine.session()) {
      var tables = new ArrayList<String>();
      for (var row :
          session.texts(
              "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'source' AND NOT internal ORDER BY ALL")) {
        var schema = Objects.requireNonNull(row.get(0));
        tables.add((schema.equals("main") ? "" : schema + ".") + row.get(1));
      }
      var table = choose(String.valueOf(file.getFileName()), tables, wanted);
      return split(session, file, table);
    }
  }

  /// The table meant.
  static String choose(String label, List<String> tables, Optional<String> wanted) {
    if (wanted.isPresent()) {
      if (!tables.contains(wanted.get())) {
        throw PipelineException.user(
            "source.table",
            label + ": no table '" + wanted.get() + "'" + NearestNames.hint(wanted.get(), tables));
      }
      return wanted.get();
    }
    if (tables.size() == 1) {
      return tables.getFirst();
    }
    throw PipelineException.user(
        "source.table",
        label
            + (tables.isEmpty()
                ? " holds no table"
                : " holds "
                    + tables.size()
                    + " tables; say which with --table: "
                    + String.join(", ", tables.subList(0, Math.min(12, tables.size())))
                    + (tables.size() > 12 ? ", …" : "")));
  }

  private static Split split(Session session, Path file, String table) {
    int dot = table.indexOf('.');
    var from =
        "source."
            + Sql.name(dot < 0 ? "main" : table.substring(0, dot))
            + "."
            + Sql.name(table.substring(dot + 1));
    var columns = new ArrayList<SourceColumn>();
    for (var row : session.texts("DESCRIBE " + from)) {
      columns.add(
          TypeRule.column(Objects.requireNonNull(row.get(0)), Objects.requireNonNull(row.get(1))));
    }
    var counts =
        session
            .texts(
                "SELECT CAST(count(*) AS VARCHAR), CAST(coalesce(max(rowid) + 1, 0) AS VARCHAR) FROM "
                    + from)
            .getFirst();
    var rows = Objects.requireNonNull(counts.get(0));
    return new Split(
        file.getFileName() + " table " + table,
        from,
        "rowid",
        rows.equals(counts.get(1)),
        Long.parseLong(rows),
        columns);
  }
}
