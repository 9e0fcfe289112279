package dev.weir.app.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// An aligned table of plain text that fits a width: numbers meet at their decimal point, long
/// cells are cut with `…`, and what does not fit side by side follows as further groups of columns,
/// each led by the key columns again. Rows are kept in memory: for tables of a few screens.
public final class TextTable {
  private static final int MOST_GROUPS = 12;
  private static final String GAP = "  ";
  private static final int WIDEST = 40;
  private static final int NARROWEST = 6;

  /// A column.
  ///
  /// @param name shown above
  /// @param number whether its cells are numbers, which meet at their decimal point
  /// @param key whether it is repeated in each group of columns
  public record Head(String name, boolean number, boolean key) {
    /// Escapes control characters of the name.
    public Head {
      name = PlainText.escaped(name);
    }

    /// A column of text.
    public static Head text(String name) {
      return new Head(name, false, false);
    }

    /// A column of text that is repeated.
    public static Head key(String name) {
      return new Head(name, false, true);
    }

    /// A column of numbers.
    public static Head number(String name) {
      return new Head(name, true, false);
    }
  }

  /// How wide a column is drawn: cells before and from the decimal point.
  private record Measure(int lead, int tail, int width) {}

  private final List<Head> heads;
  private final List<List<String>> rows = new ArrayList<>();

  /// No rows yet.
  public TextTable(List<Head> heads) {
    this.heads = List.copyOf(heads);
  }

  /// No rows yet.
  public TextTable(Head... heads) {
    this(List.of(heads));
  }

  /// Also this row, a cell a column, free of control characters.
  public TextTable row(List<String> cells) {
    if (cells.size() != heads.size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + heads.size() + " columns");
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /// Also this row.
  public TextTable row(String... cells) {
    return row(List.of(cells));
  }

  /// Number of rows.
  public int rows() {
    return rows.size();
  }

  /// Prints the table within so many terminal cells, in twelve parts below each other at most, and
  /// says how many columns it leaves out.
  public void print(PrintStream out, int width) {
    var measures = new ArrayList<Measure>();
    for (int c = 0; c < heads.size(); c++) {
      measures.add(measure(c, Math.max(NARROWEST, width)));
    }
    boolean firstGroup = true;
    var groups = groups(measures, width);
    for (var group : groups.subList(0, Math.min(groups.size(), MOST_GROUPS))) {
      if (!firstGroup) {
        out.println();
      }
      firstGroup = false;
      print(out, group, measures);
    }
    if (groups.size() > MOST_GROUPS) {
      long left = heads.size() - groups.get(MOST_GROUPS - 1).getLast() - 1L;
      out.println("… " + Numbers.count(left, "more column") + " (--json FILE has all)");
    }
  }

  private Measure measure(int column, int width) {
    int lead = 0;
    int tail = 0;
    int text = 0;
    for (var row : rows) {
      var cell = row.get(column);
      text = Math.max(text, PlainText.width(cell));
      if (heads.get(column).number()) {
        int point = point(cell);
        lead = Math.max(lead, point);
        tail = Math.max(tail, cell.length() - point);
      }
    }
    int name = PlainText.width(heads.get(column).name());
    int most = Math.min(WIDEST, width);
    return heads.get(column).number()
        ? new Measure(lead, tail, Math.max(lead + tail, Math.min(name, most)))
        : new Measure(0, 0, Math.min(most, Math.max(text, name)));
  }

  private static int point(String number) {
    int point = number.indexOf('.');
    return point < 0 ? number.length() : point;
  }

  /// Columns that are printed side by side: the keys, then as many others as fit, at least one.
  private List<List<Integer>> groups(List<Measure> measures, int width) {
    var keys = new ArrayList<Integer>();
    int keyWidth = 0;
    for (int c = 0; c < heads.size(); c++) {
      int needed = measures.get(c).width() + GAP.length();
      // Keys are a help only while there is room beside them.
      if (heads.get(c).key() && keyWidth + needed <= width / 2) {
        keys.add(c);
        keyWidth += needed;
      }
    }
    var groups = new ArrayList<List<Integer>>();
    var group = new ArrayList<>(keys);
    int used = keyWidth;
    for (int c = 0; c < heads.size(); c++) {
      if (keys.contains(c)) {
        continue;
      }
      int needed = measures.get(c).width();
      if (group.size() > keys.size() && used + needed > width) {
        groups.add(group);
        group = new ArrayList<>(keys);
        used = keyWidth;
      }
      group.add(c);
      used += needed + GAP.length();
    }
    if (groups.isEmpty() || group.size() > keys.size()) {
      groups.add(group);
    }
    return groups;
  }

  private void print(PrintStream out, List<Integer> group, List<Measure> measures) {
    var names = new StringBuilder();
    var rule = new StringBuilder();
    for (int c : group) {
      int width = measures.get(c).width();
      var name = PlainText.cut(heads.get(c).name(), width);
      var space = " ".repeat(width - PlainText.width(name));
      names.append(heads.get(c).number() ? space + name : name + space).append(GAP);
      rule.append("-".repeat(width)).append(GAP);
    }
    out.println(names.toString().stripTrailing());
    out.println(rule.toString().stripTrailing());
    for (var row : rows) {
      var line = new StringBuilder();
      for (int c : group) {
        line.append(cell(row.get(c), heads.get(c), measures.get(c))).append(GAP);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static String cell(String text, Head head, Measure measure) {
    if (!head.number()) {
      var cut = PlainText.cut(text, measure.width());
      return cut + " ".repeat(measure.width() - PlainText.width(cut));
    }
    int tail = text.length() - point(text);
    return " ".repeat(measure.width() - measure.tail() - point(text))
        + text
        + " ".repeat(measure.tail() - tail);
  }
}
