package dev.weir.source.duckdb;

import java.util.List;

/// One file, table or result of a source.
///
/// @param label what people call it: "f.csv"
/// @param headerLines lines before the first row, for naming lines; -1 if rows are not lines
/// @param from SQL after FROM
/// @param position SQL of the row's number within the split, ascending; empty if rows must be
///   counted
/// @param rows how many rows it has; -1 if unknown
/// @param columns its columns, in the schema's order
record Split(
    String label,
    int headerLines,
    String from,
    String position,
    long rows,
    List<SourceColumn> columns) {
  Split {
    columns = List.copyOf(columns);
  }

  boolean counted() {
    return position.isEmpty();
  }

  /// A row in words, from 0.
  String place(long row) {
    return label + ", row " + (row + 1);
  }
}
