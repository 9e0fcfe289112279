package dev.weir.domain.stats;

import dev.weir.api.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What looks odd about a column, in sentences. Only figures that are exact or say "about".
final class ColumnHints {
  private static final int FEWEST_FOR_KEY = 20;
  private static final int FEWEST_FOR_FREE_TEXT = 100;
  private static final int FEWEST_OF_KIND = 2;
  private static final double NEARLY_ALL = 0.9;

  private ColumnHints() {}

  static List<String> of(ColumnSummary summary) {
    var hints = new ArrayList<String>();
    missing(summary, hints);
    switch (summary) {
      case NumberSummary number -> number(number, hints);
      case TextSummary text -> text(text, hints);
      case CodeSummary code -> constant(code, code.count() == 0 ? "" : code.leastText(), hints);
    }
    key(summary, hints);
    return hints.stream().map(hint -> "column '" + summary.column.name() + "': " + hint).toList();
  }

  private static void missing(ColumnSummary summary, List<String> hints) {
    long missing = summary.missing();
    long rows = summary.rows();
    if (missing == rows && rows > 0) {
      hints.add("all " + rows + " cells are missing");
    } else if (missing > rows - missing) {
      hints.add(missing + " of " + rows + " cells are missing" + percent(missing, rows));
    }
  }

  private static String percent(long part, long whole) {
    return String.format(Locale.ROOT, " (%.1f %%)", 100.0 * part / whole);
  }

  private static void number(NumberSummary number, List<String> hints) {
    long nans = number.moments.nans();
    long infinities = number.moments.infinities();
    if (nans > 0) {
      hints.add(
          nans + (nans == 1 ? " cell is NaN" : " cells are NaN") + ", left out of all figures");
    }
    if (infinities > 0) {
      hints.add(
          infinities
              + (infinities == 1 ? " value is" : " values are")
              + " infinite, so there is no sd, skewness or kurtosis");
    }
    constant(number, number.leastText(), hints);
    if (number.beyondDouble()) {
      hints.add(
          "whole numbers beyond 2^53, rounded here; exactly, the least is "
              + number.leastText()
              + " and the greatest "
              + number.greatestText());
    }
  }

  private static void constant(ColumnSummary summary, String value, List<String> hints) {
    if (summary.constant()) {
      hints.add("constant, all " + summary.count() + " values are " + value);
    }
  }

  private static void text(TextSummary text, List<String> hints) {
    constant(text, text.count() == 0 ? "" : "'" + text.leastText() + "'", hints);
    long filled = text.count() - text.blank();
    if (text.blank() > 0) {
      hints.add(text.blank() + " of " + text.count() + " values are empty or blank");
    }
    if (text.padded() > 0) {
      hints.add(text.padded() + " of " + text.count() + " values begin or end with a blank");
    }
    kinds(text.column.name(), text.kinds(), filled, hints);
  }

  /// Text of which at least half, and at least two values, look like numbers, or like dates and
  /// timestamps: most often a column of those in which a few cells are wrong, or mean that nothing
  /// is known.
  private static void kinds(String column, TextKinds kinds, long filled, List<String> hints) {
    long times = kinds.dates() + kinds.timestamps();
    if (kinds.numbers() >= times && kinds.commas() > 0) {
      commas(column, kinds, filled, hints);
    } else if (kinds.numbers() >= times) {
      kind(column, "numbers", "double", kinds.numbers(), kinds.noNumbers(), filled, hints);
    } else if (kinds.timestamps() > 0) {
      kind(column, "timestamps", "timestamp", times, kinds.noTimes(), filled, hints);
    } else {
      kind(column, "dates", "date", times, kinds.noTimes(), filled, hints);
    }
  }

  /// Numbers with commas, which no reading of CSV takes for numbers.
  private static void commas(String column, TextKinds kinds, long filled, List<String> hints) {
    if (kinds.numbers() >= FEWEST_OF_KIND && 2 * kinds.numbers() >= filled) {
      var name =
          column.matches("[A-Za-z_]\\w*") ? column : '"' + column.replace("\"", "\"\"") + '"';
      hints.add(
          kinds.numbers()
              + " of "
              + filled
              + " values that are not blank look like numbers, "
              + kinds.commas()
              + " of them with a comma, so the column is text; make numbers by cleaning.derive with the expression number(replace("
              + name
              + ", ',', '.')) if that is the decimal point, number(replace("
              + name
              + ", ',', '')) if it parts thousands");
    }
  }

  private static void kind(
      String column,
      String what,
      String type,
      long count,
      FirstTexts others,
      long filled,
      List<String> hints) {
    if (count < FEWEST_OF_KIND || 2 * count < filled) {
      return;
    }
    var hint =
        count
            + " of "
            + filled
            + " values that are not blank look like "
            + what
            + ", but the column is text";
    var cure = "read CSV with --types " + column + "=" + type;
    long rest = filled - count;
    if (rest > 0) {
      var values = others.values();
      hint +=
          ": "
              + rest
              + (rest == 1 ? " does not, '" : " do not, the first of them '")
              + String.join("', '", values)
              + "'";
      cure =
          "read CSV with --null-value '"
              + String.join(",", values.stream().filter(ColumnHints::listed).toList())
              + "' if that means missing, with --types "
              + column
              + "="
              + type
              + " --error-budget "
              + rest
              + " to set such rows aside";
      if (values.stream().noneMatch(ColumnHints::listed)) {
        cure =
            "correct them, or read CSV with --types "
                + column
                + "="
                + type
                + " --error-budget "
                + rest
                + " to set such rows aside";
      }
    } else if (what.equals("numbers")) {
      cure += " if they are no codes";
    }
    hints.add(hint + "; " + cure);
  }

  /// True for a value that can be written in a list on a command line.
  private static boolean listed(String value) {
    return value.length() <= 16 && value.indexOf(',') < 0 && value.indexOf('\'') < 0;
  }

  private static void key(ColumnSummary summary, List<String> hints) {
    var type = summary.column.type();
    long count = summary.count();
    boolean exact = summary.distinctIsExact();
    boolean whole = type == Type.TEXT || type == Type.INT || type == Type.LONG;
    if (whole
        && exact
        && summary.missing() == 0
        && count >= FEWEST_FOR_KEY
        && summary.distinct() == count) {
      hints.add("all " + count + " values differ, it looks like a key");
    } else if (type == Type.TEXT
        && !exact
        && count >= FEWEST_FOR_FREE_TEXT
        && summary.distinct() >= NEARLY_ALL * count) {
      hints.add(
          "about "
              + summary.distinct()
              + " of "
              + count
              + " values differ, it looks like a key or free text");
    } else if (summary instanceof NumberSummary number
        && !exact
        && number.dense()
        && number.missing() == 0
        && number.distinct() >= NEARLY_ALL * count) {
      hints.add(
          "about as many different values as rows, from "
              + number.leastText()
              + " to "
              + number.greatestText()
              + ", it looks like a row number");
    }
  }
}
