package dev.weir.examples;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Table;
import java.util.Locale;
import java.util.stream.Collectors;

/// How results are read: a table is chunks, a chunk is columns, a column is a plain array and the
/// cells of it that hold a value.
final class PrintedTable {
  private PrintedTable() {}

  /// The table as text, one line a row.
  static String of(Table table) {
    var text = new StringBuilder(line(table, Column::name));
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        int row = r;
        text.append(line(table, column -> cell(chunk, column, row)));
      }
    });
    return text.toString();
  }

  private interface CellText {
    String of(Column column);
  }

  private static String line(Table table, CellText cells) {
    return table
            .schema()
            .columns()
            .map(column -> String.format("%-10s", cells.of(column)))
            .collect(Collectors.joining(" "))
            .stripTrailing()
        + "\n";
  }

  /// One cell in words. DATE and TIMESTAMP are numbers of days and microseconds.
  static String cell(Chunk chunk, Column column, int row) {
    if (!chunk.validity(column).at(row)) {
      return "";
    }
    return switch (column.type()) {
      case DOUBLE -> String.format(Locale.ROOT, "%.6g", chunk.doubles(column)[row]);
      case BOOLEAN, INT, LONG, DATE, TIMESTAMP -> Long.toString(chunk.longs(column)[row]);
      case TEXT, BYTES -> chunk.text(column).string(row);
    };
  }
}
