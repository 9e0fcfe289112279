package dev.weir.app.cli.output;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.weir.api.Exactness;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.RunResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// A run's result for people: each table with its name, the values, how exact they are, and one
/// line of what was read.
public final class ResultText {
  /// Rows of a table that are shown.
  public static final int MOST_ROWS = 40;

  private static final int MOST_KEYS = 3;
  private static final int MOST_ELEMENTS = 10;
  private static final int MOST_SKIPPED = 5;

  private final PrintStream out;
  private final int width;

  /// Prints there, within so many terminal cells.
  public ResultText(PrintStream out, int width) {
    this.out = out;
    this.width = width;
  }

  /// Prints everything.
  public void print(Report report) {
    report.tables().forEach((name, table) -> table(report, name, table));
    values(report);
    notes(report);
  }

  /// Prints how exact the figures are and what was read.
  void notes(Report report) {
    exactness(report.exactness());
    summary(report);
  }

  private void table(Report report, String name, Table table) {
    if (table.rows().isPresent() && table.rows().getAsLong() == 0 && !report.isEmitted(name)) {
      out.println(PlainText.escaped(name) + ": no rows");
      out.println();
      return;
    }
    out.println(PlainText.escaped(name));
    var shown = rows(table);
    long more = report.rowsInAll(name, table) - shown.rows();
    if (more > 0) {
      boolean emitted = report.isEmitted(name);
      out.println(
          "… "
              + Numbers.count(more, "more row")
              + (emitted ? " (--out FILE writes all)" : " (--json FILE has all)"));
    }
    if (table.omitted() > 0) {
      out.println("(a sample; " + Numbers.count(table.omitted(), "further row") + " left out)");
    }
    out.println();
  }

  /// Prints the first rows of a table.
  private TextTable rows(Table table) {
    var text = new TextTable(heads(table.schema()));
    try (var reader = table.open()) {
      var next = reader.next();
      while (next.isPresent() && text.rows() < MOST_ROWS) {
        var chunk = next.get();
        var columns = chunk.schema().columns().toList();
        for (int row = 0; row < chunk.rows() && text.rows() < MOST_ROWS; row++) {
          int r = row;
          text.row(columns.stream().map(c -> Cells.forPeople(chunk, c, r)).toList());
        }
        next = reader.next();
      }
    }
    text.print(out, width);
    return text;
  }

  /// Prints the first rows of a query and says whether there are more.
  ///
  /// @param first at least one row more than is shown, or all there are
  /// @param inAll rows there are, if known
  public void firstRows(Table first, OptionalLong inAll) {
    long here = first.rows().orElse(0);
    var text = rows(first);
    long more = inAll.orElse(here) - text.rows();
    if (more > 0) {
      var how = inAll.isPresent() ? Numbers.count(more, "more row") : "more rows";
      out.println("… " + how + " (--out FILE writes all)");
    } else {
      out.println("(" + Numbers.count(text.rows(), "row") + ")");
    }
  }

  /// Columns as they are drawn: those of text that lead the table name its rows, and are repeated.
  static List<TextTable.Head> heads(Schema schema) {
    var heads = new ArrayList<TextTable.Head>();
    int keys = 0;
    for (var field : schema.fields()) {
      boolean key = field.type() == Type.TEXT && keys == heads.size() && keys < MOST_KEYS;
      keys += key ? 1 : 0;
      heads.add(new TextTable.Head(field.name(), field.type().isNumeric(), key));
    }
    // A table of nothing but text has no keys.
    return keys < heads.size()
        ? heads
        : heads.stream().map(h -> TextTable.Head.text(h.name())).toList();
  }

  private void values(Report report) {
    var shown = new LinkedHashMap<>(report.values());
    // The number of rows of a transform is said below its table.
    report.tables().keySet().forEach(shown::remove);
    if (shown.isEmpty()) {
      return;
    }
    var names = shown.keySet().stream().map(PlainText::escaped).toList();
    int longest = names.stream().mapToInt(PlainText::width).max().orElse(0);
    shown.forEach((key, value) -> {
      var name = PlainText.escaped(key);
      var space = " ".repeat(longest - PlainText.width(name) + 2);
      out.println(PlainText.cut(name + space + inWords(value), width));
    });
    out.println();
  }

  private static String inWords(Object value) {
    return switch (value) {
      case Double number -> Numbers.sensible(number);
      case double[] numbers ->
          list(
              Arrays.stream(numbers).limit(MOST_ELEMENTS).mapToObj(Numbers::sensible).toList(),
              numbers.length);
      case long[] numbers ->
          list(
              Arrays.stream(numbers).limit(MOST_ELEMENTS).mapToObj(Long::toString).toList(),
              numbers.length);
      case byte[] bytes -> Numbers.bytes(bytes.length);
      default -> PlainText.escaped(value.toString());
    };
  }

  private static String list(List<String> first, int length) {
    var text = String.join(", ", first);
    return "["
        + text
        + (length > first.size() ? ", … " + Numbers.count(length - first.size()) + " more" : "")
        + "]";
  }

  /// Prints a line for each bound, with the names it holds for.
  private void exactness(Map<String, Exactness> exactness) {
    var names = new LinkedHashMap<String, List<String>>();
    exactness.forEach((name, how) ->
        names.computeIfAbsent(inWords(how), _ -> new ArrayList<>()).add(PlainText.escaped(name)));
    names.forEach((how, same) ->
        ToolText.wrapped(out, "", "approximate: " + String.join(", ", same) + " " + how, width));
  }

  private static String inWords(Exactness how) {
    return switch (how) {
      case Exactness.Bound(String measure, double error, double confidence) ->
          "within ±"
              + (measure.equals("count")
                  ? Numbers.sensible(error, 3)
                  : Numbers.sensible(100 * error, 3) + " % " + measure)
              + (confidence < 1
                  ? " (" + Numbers.sensible(100 * confidence, 3) + " % confidence)"
                  : "");
      case Exactness.Sampled(long of, long used) ->
          "from a sample of " + Numbers.count(used) + " of " + Numbers.count(of, "row");
    };
  }

  private void summary(Report report) {
    var run = report.run();
    report
        .stoppedBy()
        .ifPresent(reason ->
            out.println(
                "PARTIAL RESULT of the first "
                    + Numbers.count(run.rowsRead(), "row")
                    + ": "
                    + PlainText.line(reason)));
    run.skipped().stream()
        .limit(MOST_SKIPPED)
        .forEach(row -> out.println("skipped " + Report.inWords(row)));
    if (run.rowsSkipped() > MOST_SKIPPED) {
      out.println(
          "… "
              + Numbers.count(run.rowsSkipped() - MOST_SKIPPED)
              + " more skipped (--json FILE has the first of them)");
    }
    left(run);
    run.metrics()
        .counts()
        .forEach((name, sum) -> {
          int at = name.lastIndexOf('.');
          var words = name.substring(0, at) + ": " + name.substring(at + 1);
          out.println(PlainText.escaped(words) + " " + Numbers.count(sum));
        });
    out.println(
        Numbers.count(run.rowsRead(), "row")
            + " read"
            + (run.metrics().scans() > 1 ? " in " + run.metrics().scans() + " scans, " : ", ")
            + Numbers.count(run.rowsUsed())
            + " used, "
            + Numbers.count(run.rowsSkipped())
            + " skipped; "
            + report.status()
            + "; "
            + Numbers.seconds(run.metrics().seconds())
            + (run.metrics().cache().made().isPresent()
                ? ", kept from " + run.metrics().cache().made().get().truncatedTo(SECONDS)
                : ", peak "
                    + Numbers.bytes(run.metrics().peakBytes())
                    + process()
                    + spilled(run.metrics().spilledBytes())));
  }

  /// Says where rows became fewer or more.
  private void left(RunResult run) {
    long before = run.rowsUsed();
    for (var step : run.rowsAfter()) {
      if (step.rows() != before) {
        out.println(Numbers.count(step.rows(), "row") + " after " + step.step());
      }
      before = step.rows();
    }
  }

  private static String spilled(long bytes) {
    return bytes == 0 ? "" : ", " + Numbers.bytes(bytes) + " to the disk";
  }

  /// What the whole process had resident, where that is known.
  private static String process() {
    var peak = ResidentMemory.peakBytes();
    return peak.isPresent() ? " (process " + Numbers.bytes(peak.getAsLong()) + ")" : "";
  }
}
