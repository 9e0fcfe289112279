package dev.weir.source.duckdb;

import dev.weir.api.StreamingDataSource.Misfits;
import dev.weir.source.duckdb.engine.Vector;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/// Rows of a batch with a cell that does not fit, each with the first such cell, until all columns
/// are looked at.
final class MisfitRows {
  private static final int MOST_SHOWN = 80;

  private final SortedMap<Integer, String> reasons = new TreeMap<>();

  void add(SourceColumn column, int row, String value, String why) {
    reasons.putIfAbsent(
        row,
        "column '" + column.name() + "': '" + Messages.shorten(value, MOST_SHOWN) + "' " + why);
  }

  /// Adds the rows from `from` to before `to` that have a text here: of a cell of a lenient column
  /// that does not fit.
  void addAll(SourceColumn column, Vector texts, int from, int to) {
    var why = column.lenient().orElseThrow().why();
    for (int r = from; r < to; r++) {
      if (!texts.isNull(r)) {
        add(column, r, new String(texts.text(r), StandardCharsets.UTF_8), why);
      }
    }
  }

  /// Tells of all rows in their order, and forgets them.
  void tell(Misfits hears, IntToLongFunction position) {
    reasons.forEach((row, reason) -> hears.add(position.applyAsLong(row), reason));
    reasons.clear();
  }
}
