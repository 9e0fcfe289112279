package dev.weir.app.cli.output;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import java.io.PrintStream;

/// Rows as CSV (RFC 4180 with line feeds) for other programs: a header, numbers that round-trip, a
/// missing cell empty and an empty text `""`.
public final class CsvRows {
  private static final int BATCH = 1 << 16;

  private final PrintStream out;

  /// Prints there.
  public CsvRows(PrintStream out) {
    this.out = out;
  }

  /// Prints the names of the columns.
  public void header(Schema schema) {
    var line = new StringBuilder();
    for (var field : schema.fields()) {
      line.append(line.isEmpty() ? "" : ",").append(quoted(field.name()));
    }
    out.append(line.append('\n'));
  }

  /// Prints the rows of a chunk.
  public void rows(Chunk chunk) {
    var columns = chunk.schema().columns().toList();
    var lines = new StringBuilder();
    for (int row = 0; row < chunk.rows(); row++) {
      for (var column : columns) {
        lines.append(column.index() == 0 ? "" : ",");
        lines.append(Cells.forCsv(chunk, column, row).map(CsvRows::quoted).orElse(""));
      }
      lines.append('\n');
      if (lines.length() > BATCH) {
        out.append(lines);
        lines.setLength(0);
      }
    }
    out.append(lines);
  }

  private static String quoted(String cell) {
    boolean plain = !cell.isEmpty();
    for (int i = 0; i < cell.length() && plain; i++) {
      char c = cell.charAt(i);
      plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
