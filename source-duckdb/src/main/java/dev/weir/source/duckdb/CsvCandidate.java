package dev.weir.source.duckdb;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// What the head of a CSV file looks like with one delimiter.
///
/// A table whose lines are ragged, and one column of text in which the delimiter also occurs, look
/// alike; they are told apart so:
///
/// - the delimiter **makes a table** if it splits at least half of the lines, or the first into
///   names (distinct single words), and is not prose;
/// - it is **prose** if nine of ten times a space follows, fewer than half of the fields are
///   numbers or dates, and the first line either holds none of it or, like the other lines, fields
///   of several words.
///
/// @param delimiter between fields
/// @param escape before a quote within quotes
/// @param records the lines
/// @param fields how many fields most lines have
/// @param share which part of the lines has that many
record CsvCandidate(
    char delimiter, char escape, List<CsvRecords.Line> records, int fields, double share) {
  /// A character that is in no text: with it each line is one field.
  static final char NONE = '\u0001';

  private static final double SPACED = 0.9;

  CsvCandidate {
    records = List.copyOf(records);
  }

  static CsvCandidate of(CsvHead head, char delimiter, char escape) {
    var records = CsvRecords.of(head.text(), delimiter, escape, head.whole());
    var counts = new HashMap<Integer, Integer>();
    int fields = 0;
    int most = 0;
    for (var record : records) {
      int count = counts.merge(record.fields().size(), 1, Integer::sum);
      if (count > most) {
        most = count;
        fields = record.fields().size();
      }
    }
    double share = records.isEmpty() ? 0 : (double) most / records.size();
    return new CsvCandidate(delimiter, escape, records, fields, share);
  }

  /// True if this is more likely how the file is written.
  boolean better(CsvCandidate other) {
    int mine = rank();
    int others = other.rank();
    if (mine != others) {
      return mine > others;
    }
    if (mine == 2 && splitsFirst() != other.splitsFirst()) {
      return splitsFirst();
    }
    return fields != other.fields ? fields > other.fields : share > other.share;
  }

  /// 3 for lines of one number of fields, 2 for a table of ragged lines, 1 for one column.
  int rank() {
    return fields > 1 && share == 1 ? 3 : split() > 0 && makesTable() ? 2 : 1;
  }

  /// How many lines hold the delimiter.
  long split() {
    return records.stream().filter(r -> r.fields().size() > 1).count();
  }

  private boolean splitsFirst() {
    return records.getFirst().fields().size() > 1;
  }

  private boolean makesTable() {
    return (2 * split() >= records.size() || namesFirst()) && !prose();
  }

  /// True if the first line is split into distinct single words.
  private boolean namesFirst() {
    var seen = new HashSet<String>();
    for (var field : records.getFirst().fields()) {
      if (words(field) != 1
          || CellKind.of(field) != CellKind.TEXT
          || !seen.add(field.strip().toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return splitsFirst();
  }

  private boolean prose() {
    long delimiters = 0;
    long spaced = 0;
    long values = 0;
    long phrases = 0;
    long all = 0;
    for (var record : records) {
      for (int f = 0; record.fields().size() > 1 && f < record.fields().size(); f++) {
        var field = record.fields().get(f);
        delimiters += f > 0 ? 1 : 0;
        spaced += f > 0 && (field.isBlank() || field.startsWith(" ")) ? 1 : 0;
        values += CellKind.of(field) == CellKind.TEXT ? 0 : 1;
        phrases += words(field) > 1 ? 1 : 0;
        all++;
      }
    }
    return delimiter != '\t'
        && spaced >= SPACED * delimiters
        && 2 * values < all
        && (!splitsFirst() || 2 * phrases >= all);
  }

  private static int words(String field) {
    var text = field.strip();
    return text.isEmpty() ? 0 : text.split("\\s+", -1).length;
  }
}
