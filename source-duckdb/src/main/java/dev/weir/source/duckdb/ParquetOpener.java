package dev.weir.source.duckdb;

import dev.weir.api.PipelineException;
import dev.weir.source.duckdb.engine.Engine;
import dev.weir.source.duckdb.engine.EngineException;
import dev.weir.source.duckdb.engine.Session;
import dev.weir.source.duckdb.engine.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Parquet files: schema and row counts come from their footers.
final class ParquetOpener {
  private ParquetOpener() {}

  static List<Split> splits(Engine engine, List<Path> files) {
    var splits = new ArrayList<Split>();
    try (var session = engine.session()) {
      for (var file : files) {
        splits.add(split(session, file, splits.isEmpty() ? null : splits.getFirst()));
      }
    }
    return splits;
  }

  private static Split split(
      Session session, Path file, @org.jspecify.annotations.Nullable Split first) {
    var label = String.valueOf(file.getFileName());
    try {
      var from =
          "read_parquet(" + Sql.file(file) + ", hive_partitioning = false, file_row_number = true)";
      var columns = new ArrayList<SourceColumn>();
      for (var row : session.texts("DESCRIBE SELECT * EXCLUDE (file_row_number) FROM " + from)) {
        columns.add(
            TypeRule.column(
                Objects.requireNonNull(row.get(0)), Objects.requireNonNull(row.get(1))));
      }
      var count =
          session
              .texts(
                  "SELECT CAST(num_rows AS VARCHAR) FROM parquet_file_metadata("
                      + Sql.file(file)
                      + ")")
              .getFirst()
              .getFirst();
      return new Split(
          label,
          from,
          "file_row_number",
          true,
          Long.parseLong(Objects.requireNonNull(count)),
          first == null ? columns : agreeing(file, columns, first));
    } catch (EngineException e) {
      throw Faults.of(e, label);
    }
  }

  /// The columns in the order of the first file's.
  static List<SourceColumn> agreeing(Path file, List<SourceColumn> columns, Split first) {
    var ordered = new ArrayList<SourceColumn>();
    for (var wanted : first.columns()) {
      var found = columns.stream().filter(c -> c.name().equals(wanted.name())).findFirst();
      if (found.isEmpty()) {
        throw differs(file, "has no column '" + wanted.name() + "'", first);
      }
      if (found.get().type() != wanted.type()) {
        throw differs(
            file,
            "column '" + wanted.name() + "' is " + found.get().type() + " and not " + wanted.type(),
            first);
      }
      ordered.add(found.get());
    }
    for (var column : columns) {
      if (first.columns().stream().noneMatch(c -> c.name().equals(column.name()))) {
        throw differs(file, "has a column '" + column.name() + "'", first);
      }
    }
    return ordered;
  }

  private static PipelineException differs(Path file, String what, Split first) {
    return PipelineException.data(
        "source.schema",
        file
            + " "
            + what
            + ", unlike "
            + first.label()
            + "; the files of one input must have the same columns of the same types");
  }
}
