package dev.weir.source.duckdb;

import java.util.ArrayList;
import java.util.List;

/// Splits text into records and fields: fields between delimiters, records at line breaks, both may
/// stand inside double quotes, a quote in them doubled (or after a backslash). Only for the head of
/// a file, to find its dialect and to name lines; DuckDB reads the data.
final class CsvRecords {
  /// One record.
  ///
  /// @param line line it begins on, from 1
  /// @param fields its fields, quotes removed
  /// @param open true if the text ended within quotes
  record Line(int line, List<String> fields, boolean open) {
    Line {
      fields = List.copyOf(fields);
    }

    boolean blank() {
      return fields.size() == 1 && fields.getFirst().isBlank();
    }
  }

  private final String text;
  private final char delimiter;
  private final char escape;
  private int at;
  private int line = 1;
  private boolean closed;
  private boolean open;

  private CsvRecords(String text, char delimiter, char escape) {
    this.text = text;
    this.delimiter = delimiter;
    this.escape = escape;
  }

  /// The records, blank ones left out.
  ///
  /// @param whole true if the text is all there is; else its last record may be cut off and is left
  ///   out, unless it is the only one
  static List<Line> of(String text, char delimiter, char escape, boolean whole) {
    var parser = new CsvRecords(text, delimiter, escape);
    var records = new ArrayList<Line>();
    while (parser.at < text.length()) {
      var record = parser.record();
      boolean cut = !whole && !parser.closed && !records.isEmpty();
      if (!record.blank() && !cut) {
        records.add(record);
      }
    }
    return records;
  }

  private Line record() {
    int first = line;
    var fields = new ArrayList<String>();
    closed = false;
    while (true) {
      fields.add(field());
      if (at >= text.length()) {
        return new Line(first, fields, open);
      }
      char end = text.charAt(at++);
      if (end != delimiter) {
        closed = true;
        if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
          at++;
        }
        line++;
        return new Line(first, fields, open);
      }
      if (at >= text.length()) {
        fields.add("");
        return new Line(first, fields, open);
      }
    }
  }

  /// Reads up to the delimiter or line break that ends the field.
  private String field() {
    var field = new StringBuilder();
    if (at < text.length() && text.charAt(at) == '"') {
      at++;
      quoted(field);
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == delimiter || c == '\n' || c == '\r') {
        break;
      }
      field.append(c);
      at++;
    }
    return field.toString();
  }

  private void quoted(StringBuilder field) {
    open = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      boolean more = at < text.length();
      if (c == escape
          && more
          && (text.charAt(at) == '"' || (escape != '"' && text.charAt(at) == escape))) {
        field.append(text.charAt(at++));
      } else if (c == '"') {
        open = false;
        return;
      } else {
        line += c == '\n' ? 1 : 0;
        field.append(c);
      }
    }
  }
}
