package dev.weir.source.duckdb;

import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.source.duckdb.engine.Sql;
import java.util.List;
import java.util.stream.Collectors;

/// One file, table or result of a source.
///
/// @param label what people call it: "f.csv"
/// @param from SQL after FROM
/// @param position SQL of the row's number within the split, ascending; empty if rows can only be
///   counted
/// @param dense true if those numbers are 0, 1, 2… so that counting gives the same
/// @param rows how many rows it has; -1 if unknown
/// @param lenientFrom the same for reading leniently, see [SourceColumn.Lenient]
/// @param columns its columns, in the schema's order
record Split(
    String label,
    String from,
    String position,
    boolean dense,
    long rows,
    String lenientFrom,
    List<SourceColumn> columns) {
  Split {
    columns = List.copyOf(columns);
  }

  /// A split that is read leniently from where it is read anyway.
  Split(
      String label,
      String from,
      String position,
      boolean dense,
      long rows,
      List<SourceColumn> columns) {
    this(label, from, position, dense, rows, from, columns);
  }

  /// A split whose rows can only be counted.
  static Split counted(String label, String from, List<SourceColumn> columns) {
    return new Split(label, from, "", true, -1, columns);
  }

  String from(boolean leniently) {
    return leniently ? lenientFrom : from;
  }

  /// True if a scan of it can count rows: none but those before its first is left out by DuckDB.
  boolean counts(Scan scan, long fromRow) {
    return position.isEmpty() || (dense && fromRow == 0 && scan.conditions().isEmpty());
  }

  /// True for a CSV file, whose columns can be given other types.
  boolean csv() {
    return from.startsWith("read_csv(");
  }

  /// A row in words, from 0.
  String place(long row) {
    return label + ", row " + (row + 1);
  }

  /// The split as a SELECT for queries.
  String select() {
    return columns.stream()
        .map(c -> c.query() + " AS " + Sql.name(c.name()))
        .collect(Collectors.joining(", ", "SELECT ", " FROM " + from));
  }
}
