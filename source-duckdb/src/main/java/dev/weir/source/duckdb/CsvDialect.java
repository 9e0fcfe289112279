package dev.weir.source.duckdb;

import dev.weir.api.PipelineException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/// How a CSV file is written: decided once, from its head, before DuckDB reads it. DuckDB's own
/// sniffer is not used: it skips lines and renames columns without a word.
///
/// - **Delimiter**: of `,` tab `;` `|` the one with which all records of the head have the same
///   number of fields, the most fields winning; if there is none, one that makes a ragged table
///   (see [CsvCandidate]): the first record that differs is then an error. If there is none either,
///   each line is one field.
/// - **Header**: the first record names the columns if none of its fields is a number, date or
///   boolean. If some are and others stand over columns of such, nobody can tell, and the user is
///   asked.
/// - **Names**: without spaces around them; an empty one, or one of a file without a header, is
///   `column1`, `column2`…; two equal ones are an error.
///
/// @param delimiter between fields
/// @param escape before a quote within quotes: a quote or a backslash
/// @param header true if the first line is one
/// @param names the columns
/// @param empty true if the file is known to hold a header and no row
record CsvDialect(char delimiter, char escape, boolean header, List<String> names, boolean empty) {
  private static final char[] CANDIDATES = {',', '\t', ';', '|'};

  CsvDialect {
    names = List.copyOf(names);
  }

  static CsvDialect of(String label, CsvHead head, ReadOptions options) {
    var best = choose(head, options);
    var records = best.records();
    if (records.isEmpty()) {
      throw PipelineException.data(
          "source.empty", label + " holds only blank lines; a table needs at least a header line");
    }
    var first = records.getFirst();
    if (head.whole() && records.getLast().open()) {
      throw PipelineException.data(
          "source.csv.quote",
          label
              + ", line "
              + records.getLast().line()
              + ": a quoted field that begins in this record does not end; close its quote, and write a quote within quotes twice");
    }
    for (var record : records) {
      if (record.fields().size() != first.fields().size()) {
        throw ragged(label, record, first, best.delimiter(), head);
      }
    }
    boolean header = header(label, records, options);
    var names = header ? names(label, first, best.delimiter()) : numbered(first.fields().size());
    boolean empty = header && head.whole() && records.size() == 1;
    return new CsvDialect(best.delimiter(), best.escape(), header, names, empty);
  }

  private static PipelineException ragged(
      String label, CsvRecords.Line record, CsvRecords.Line first, char delimiter, CsvHead head) {
    boolean tabs = delimiter == '\t' || head.text().indexOf('\t') >= 0;
    return PipelineException.data(
        "source.csv.ragged",
        label
            + ", line "
            + record.line()
            + ": "
            + Messages.count(record.fields().size(), "field")
            + " where line "
            + first.line()
            + " has "
            + first.fields().size()
            + " (delimiter "
            + shown(delimiter)
            + "); "
            + Messages.RAGGED_CURE
            + (tabs ? "" : " (--delimiter tab reads each line as one field)"));
  }

  static String shown(char delimiter) {
    return delimiter == '\t' ? "tab" : "'" + delimiter + "'";
  }

  private static CsvCandidate choose(CsvHead head, ReadOptions options) {
    var delimiters = options.delimiter().map(d -> new char[] {d}).orElse(CANDIDATES);
    boolean backslash = head.text().contains("\\\"");
    CsvCandidate best = null;
    boolean split = false;
    for (char delimiter : delimiters) {
      var plain = CsvCandidate.of(head, delimiter, '"');
      split |= plain.split() > 0;
      best = best == null || plain.better(best) ? plain : best;
      if (backslash) {
        var escaped = CsvCandidate.of(head, delimiter, '\\');
        best = escaped.better(best) ? escaped : best;
      }
    }
    if (best == null) {
      throw new AssertionError("no delimiter");
    }
    boolean text = options.delimiter().isEmpty() && best.rank() == 1 && split;
    return text ? CsvCandidate.of(head, CsvCandidate.NONE, best.escape()) : best;
  }

  private static boolean header(String label, List<CsvRecords.Line> records, ReadOptions options) {
    if (!options.header().equals("auto")) {
      return options.header().equals("yes");
    }
    var first = records.getFirst().fields();
    var kinds = new ArrayList<EnumSet<CellKind>>();
    first.forEach(f -> kinds.add(EnumSet.noneOf(CellKind.class)));
    for (var record : records.subList(1, records.size())) {
      for (int c = 0; c < first.size(); c++) {
        if (!options.nulls().contains(record.fields().get(c))) {
          kinds.get(c).add(CellKind.of(record.fields().get(c)));
        }
      }
    }
    String value = "";
    String name = "";
    for (int c = 0; c < first.size(); c++) {
      var field = first.get(c);
      boolean text =
          CellKind.of(field) == CellKind.TEXT || CellKind.of(field) == CellKind.NO_NUMBER;
      if (!text && !options.nulls().contains(field)) {
        value = value.isEmpty() ? field : value;
      } else if (text
          && !options.nulls().contains(field)
          && !kinds.get(c).isEmpty()
          && !kinds.get(c).contains(CellKind.TEXT)) {
        name = name.isEmpty() ? field : name;
      }
    }
    if (!value.isEmpty() && !name.isEmpty()) {
      throw PipelineException.user(
          "source.csv.header",
          label
              + ", line "
              + records.getFirst().line()
              + ": a header or not? '"
              + Messages.shorten(name, 40)
              + "' looks like the name of a column of numbers or dates, '"
              + Messages.shorten(value, 40)
              + "' like a value; say --header yes or --header no, or name missing values with --null-value");
    }
    return value.isEmpty();
  }

  private static List<String> numbered(int count) {
    var names = new ArrayList<String>();
    for (int c = 1; c <= count; c++) {
      names.add("column" + c);
    }
    return names;
  }

  private static List<String> names(String label, CsvRecords.Line first, char delimiter) {
    var names = new ArrayList<String>();
    var seen = new HashMap<String, Integer>();
    for (var field : first.fields()) {
      var name = field.isBlank() ? "column" + (names.size() + 1) : field.strip();
      names.add(name);
      var earlier = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), names.size());
      if (earlier != null) {
        throw PipelineException.data(
            "source.csv.duplicate-column",
            label
                + ", line "
                + first.line()
                + ": columns "
                + earlier
                + " and "
                + names.size()
                + " are both named '"
                + Messages.shorten(name, 60)
                + "' (delimiter "
                + shown(delimiter)
                + ", case ignored); rename one of them in the file, or say --header no if line "
                + first.line()
                + " is data");
      }
    }
    return names;
  }
}
