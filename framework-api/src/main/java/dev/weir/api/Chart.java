package dev.weir.api;

import java.util.List;

/// A picture that a result suggests, as data: which columns of which of its tables to draw, and
/// how.
///
/// @param kind "bar", "line", "scatter" or "histogram"
/// @param table name of one of the result's tables
/// @param columns its columns: the horizontal axis first
public record Chart(String kind, String table, List<String> columns) {
  /// Copies the list.
  public Chart {
    columns = List.copyOf(columns);
  }
}
