package dev.weir.app.cli.output;

import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.plugin.ToolEntry;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tools for people: the catalogue by domain, and all that is known of one.
public final class ToolText {
  /// Options whose value is the name of a file.
  public static final Set<String> FILES =
      Set.of("json", "out", "rejects", "snapshots", "fit-on", "for");

  /// Options whose value is the name of a folder.
  public static final Set<String> FOLDERS = Set.of("checkpoint", "plugins");

  private final PrintStream out;
  private final int width;

  /// Prints there, within so many terminal cells.
  public ToolText(PrintStream out, int width) {
    this.out = out;
    this.width = width;
  }

  /// Prints names and summaries, a paragraph a domain.
  public void list(List<ToolEntry> tools) {
    int longest = tools.stream().mapToInt(tool -> tool.name().length()).max().orElse(0);
    var domain = "";
    for (var tool : tools) {
      if (!tool.domain().equals(domain)) {
        if (!domain.isEmpty()) {
          out.println();
        }
        domain = tool.domain();
        out.println(domain);
      }
      var space = " ".repeat(longest - tool.name().length() + 2);
      out.println(PlainText.cut("  " + tool.name() + space + tool.summary(), width));
    }
  }

  /// Prints all that the descriptor says.
  ///
  /// @param origin the module that it comes from
  public void tool(ToolDescriptor tool, String origin) {
    out.println(tool.name() + ": " + tool.summary());
    out.println();
    description(tool.description());
    out.println();
    if (tool.options().isEmpty()) {
      out.println("It has no options of its own.");
    } else {
      options(tool.options());
    }
    if (!tool.oneOf().isEmpty()) {
      out.println();
      wrapped(out, "", "Exactly one is to be given of: " + tool.oneOfWords() + ".", width);
    }
    out.println();
    var facts = new ArrayList<Map.Entry<String, String>>();
    facts.add(Map.entry("role", PlainText.lower(tool.role()) + further(tool)));
    facts.add(Map.entry("mode", PlainText.lower(tool.mode())));
    facts.add(
        Map.entry(
            "groups",
            tool.groupable() ? "--by COLUMN,… runs it once per group" : "--by is not possible"));
    facts.add(Map.entry("exactness", tool.exactness()));
    tool.produces()
        .forEach((name, sentence) -> facts.add(Map.entry("produces", name + ": " + sentence)));
    facts.add(Map.entry("example", tool.example()));
    facts.add(Map.entry("from", origin));
    var before = "";
    for (var fact : facts) {
      var label = fact.getKey().equals(before) ? "" : fact.getKey();
      before = fact.getKey();
      wrapped(out, label + " ".repeat(11 - label.length()), fact.getValue(), width);
    }
  }

  /// Paragraphs, list items and rows of tables are wrapped anew; each begins on a line of its own.
  private void description(String markdown) {
    var paragraph = new StringBuilder();
    List<String> head = List.of();
    for (var line : markdown.lines().toList()) {
      if (line.startsWith("|")) {
        paragraph(paragraph);
        if (head.isEmpty()) {
          head = cells(line);
        } else if (!line.startsWith("|---")) {
          wrapped(out, "- ", inWords(head, cells(line)), width);
        }
        continue;
      }
      head = List.of();
      boolean item = line.strip().startsWith("- ");
      if (line.isBlank() || item) {
        paragraph(paragraph);
      }
      if (line.isBlank()) {
        out.println();
      } else {
        paragraph.append(line.strip()).append(' ');
      }
    }
    paragraph(paragraph);
  }

  private static List<String> cells(String row) {
    return Arrays.stream(row.substring(1).split("\\|")).map(String::strip).toList();
  }

  /// A row as a sentence: the first cell, then each other one behind the head of its column.
  private static String inWords(List<String> head, List<String> cells) {
    var text = new StringBuilder(cells.getFirst());
    for (int c = 1; c < cells.size(); c++) {
      text.append(c == 1 ? ": " : "; ");
      if (c > 1) {
        text.append(head.get(c)).append(": ");
      }
      text.append(cells.get(c));
    }
    return text.toString();
  }

  private void paragraph(StringBuilder paragraph) {
    if (!paragraph.isEmpty()) {
      boolean item = paragraph.indexOf("- ") == 0;
      wrapped(out, item ? "- " : "", paragraph.substring(item ? 2 : 0), width);
      paragraph.setLength(0);
    }
  }

  private static String further(ToolDescriptor tool) {
    return switch (tool.role()) {
      case ANALYSIS -> ": gives a result, the rows flow on unchanged";
      case TRANSFORM -> ": gives new rows to the step after it";
      case ESTIMATOR ->
          tool.fitOn()
              .map(name -> ": learns from --" + name + " FILE, then changes the rows")
              .orElse(
                  tool.ownRows()
                      ? ": learns from all rows, then changes them"
                      : ": learns from all rows (or from --fit-on FILE), then changes the rows");
    };
  }

  /// Prints a line or two an option: its name and value, what it is, its default and range.
  public void options(List<OptionDescriptor> options) {
    int longest = options.stream().mapToInt(o -> usage(o).length()).max().orElse(0);
    int lead = Math.min(longest, 28) + 4;
    for (var option : options) {
      var usage = "  " + usage(option);
      if (usage.length() + 2 > lead) {
        out.println(usage);
        usage = "";
      }
      wrapped(out, usage + " ".repeat(lead - usage.length()), inWords(option), width);
    }
  }

  /// An option as it is written: its name, and what kind of value follows.
  public static String usage(OptionDescriptor option) {
    return "--"
        + option.name()
        + switch (option.type()) {
          case FLAG -> "";
          case TEXT ->
              FILES.contains(option.name())
                  ? " FILE"
                  : FOLDERS.contains(option.name()) ? " FOLDER" : " TEXT";
          case COLUMN -> " COLUMN";
          case COLUMNS -> " COLUMN,…";
          case TEXTS -> " TEXT,…";
          case EXPRESSION -> " EXPRESSION";
          case CHOICE -> " CHOICE";
          case INTEGER -> " N";
          case REAL -> " NUMBER";
          case REALS -> " NUMBER,…";
          case INTEGERS -> " N,…";
          case DURATION -> " DURATION";
          case SIZE -> " SIZE";
        };
  }

  /// All that the descriptor says of an option, in sentences.
  public static String inWords(OptionDescriptor option) {
    var text = new StringBuilder(option.description());
    if (!option.description().endsWith(".")) {
      text.append('.');
    }
    if (!option.columnTypes().isEmpty()) {
      var types = option.columnTypes().stream().map(PlainText::lower).toList();
      text.append(" Types: ").append(String.join(", ", types)).append('.');
    }
    var range = range(option);
    if (!range.isEmpty()) {
      text.append(" Allowed: ").append(range).append('.');
    }
    if (option.required()) {
      text.append(" Required.");
    }
    option
        .byDefault()
        .filter(value -> option.type() != OptionType.FLAG || !value.equals("false"))
        .ifPresent(value ->
            text.append(" Default: ").append(value.isEmpty() ? "nothing" : value).append('.'));
    return text.toString();
  }

  private static String range(OptionDescriptor option) {
    if (option.type() != OptionType.SIZE) {
      return option.range();
    }
    boolean low = Double.isFinite(option.least()) && option.least() > 0;
    boolean high = Double.isFinite(option.most());
    return low && high
        ? Numbers.bytes((long) option.least()) + " to " + Numbers.bytes((long) option.most())
        : low ? "at least " + Numbers.bytes((long) option.least()) : "";
  }

  /// Prints text in lines that fit, all but the first led by spaces.
  static void wrapped(PrintStream out, String lead, String text, int width) {
    var line = new StringBuilder(lead);
    var start = lead;
    for (var word : text.strip().split("\\s+", -1)) {
      boolean begun = line.length() > start.length();
      if (begun && PlainText.width(line.toString()) + 1 + PlainText.width(word) > width) {
        out.println(line);
        start = " ".repeat(lead.length());
        line.setLength(0);
        line.append(start);
        begun = false;
      }
      line.append(begun ? " " : "").append(word);
    }
    out.println(line);
  }
}
