package dev.weir.app.cli.output;

import dev.weir.api.Table;
import dev.weir.app.cli.output.TextTable.Head;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A first look for people, from what `stats.describe` found: the columns in the order of the file,
/// figures of the numeric ones, the most frequent values, and what looks wrong.
public final class ProfileText {
  private static final String NUMBERS = "numbers";
  private static final String CATEGORIES = "categories";
  private static final String TOP = "top";
  private static final List<String> FIGURES =
      List.of("mean", "sd", "min", "q25", "median", "q75", "max");

  private final PrintStream out;
  private final int width;

  /// Prints there, within so many terminal cells.
  public ProfileText(PrintStream out, int width) {
    this.out = out;
    this.width = width;
  }

  /// Prints the whole profile.
  ///
  /// @param file what was looked at
  public void print(String file, Report report) {
    var numbers = rows(report, NUMBERS);
    var categories = rows(report, CATEGORIES);
    var columns = new ArrayList<>(numbers);
    columns.addAll(categories);
    var order = List.of(report.run().lineage().getOrDefault("columns", "").split(",", -1));
    columns.sort((one, other) -> Integer.compare(place(order, one), place(order, other)));
    out.println(
        PlainText.escaped(file)
            + ": "
            + Numbers.count(report.run().rowsRead(), "row")
            + ", "
            + Numbers.count(columns.size(), "column"));
    out.println();
    columns(columns);
    if (!numbers.isEmpty()) {
      out.println();
      figures(numbers);
    }
    top(rows(report, TOP));
    findings(report);
    out.println();
    new ResultText(out, width).notes(report);
  }

  private static int place(List<String> order, Map<String, String> row) {
    int place = order.indexOf(row.getOrDefault("column", ""));
    return place < 0 ? Integer.MAX_VALUE : place;
  }

  /// The rows of a table as text by column.
  private static List<Map<String, String>> rows(Report report, String name) {
    var rows = new ArrayList<Map<String, String>>();
    var table = report.tables().get(name);
    if (table != null) {
      read(table, rows);
    }
    return rows;
  }

  private static void read(Table table, List<Map<String, String>> rows) {
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        int row = r;
        var cells = new LinkedHashMap<String, String>();
        chunk
            .schema()
            .columns()
            .forEach(column -> cells.put(column.name(), Cells.forPeople(chunk, column, row)));
        rows.add(cells);
      }
    });
  }

  private void columns(List<Map<String, String>> columns) {
    var table =
        new TextTable(
            Head.key("column"),
            Head.text("type"),
            Head.number("missing"),
            Head.number("distinct"),
            Head.text("least"),
            Head.text("greatest"));
    for (var row : columns) {
      table.row(
          row.getOrDefault("column", Cells.MISSING),
          row.getOrDefault("type", Cells.MISSING).toLowerCase(java.util.Locale.ROOT),
          row.getOrDefault("missing", Cells.MISSING),
          row.getOrDefault("distinct", Cells.MISSING),
          row.getOrDefault("least", row.getOrDefault("min", Cells.MISSING)),
          row.getOrDefault("greatest", row.getOrDefault("max", Cells.MISSING)));
    }
    table.print(out, width);
  }

  private void figures(List<Map<String, String>> numbers) {
    var heads = new ArrayList<Head>();
    heads.add(Head.key("column"));
    var figures = FIGURES.stream().filter(numbers.getFirst()::containsKey).toList();
    figures.forEach(name -> heads.add(Head.number(name)));
    var table = new TextTable(heads);
    for (var row : numbers) {
      var cells = new ArrayList<String>();
      cells.add(row.getOrDefault("column", Cells.MISSING));
      figures.forEach(name -> cells.add(row.getOrDefault(name, Cells.MISSING)));
      table.row(cells);
    }
    table.print(out, width);
  }

  /// A line a column: its most frequent values with their shares.
  private void top(List<Map<String, String>> top) {
    if (top.isEmpty()) {
      return;
    }
    var lines = new LinkedHashMap<String, StringBuilder>();
    for (var row : top) {
      var line = lines.computeIfAbsent(row.getOrDefault("column", ""), _ -> new StringBuilder());
      line.append(line.isEmpty() ? "" : ", ")
          .append(row.getOrDefault("value", ""))
          .append(share(row));
    }
    out.println();
    out.println("most frequent");
    int longest = lines.keySet().stream().mapToInt(PlainText::width).max().orElse(0);
    lines.forEach((column, values) -> {
      var space = " ".repeat(longest - PlainText.width(column) + 2);
      out.println(PlainText.cut("  " + column + space + values, width));
    });
  }

  private static String share(Map<String, String> row) {
    var share = row.getOrDefault("share", Cells.MISSING);
    return share.equals(Cells.MISSING)
        ? ""
        : " " + Numbers.fixed(100 * Double.parseDouble(share), 1) + "%";
  }

  private void findings(Report report) {
    if (report.warnings().isEmpty()) {
      return;
    }
    out.println();
    out.println("to look at");
    for (var warning : report.warnings()) {
      var plain = PlainText.line(warning.replaceFirst("^stats\\.describe: ", ""));
      ToolText.wrapped(out, "  ", plain, width);
    }
  }
}
