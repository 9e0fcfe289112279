package dev.weir.app.cli;

import dev.weir.api.OptionDescriptor;
import dev.weir.app.cli.output.ToolText;
import dev.weir.app.cli.request.RequestParser;
import dev.weir.app.cli.request.RunOptions;
import dev.weir.core.Catalogue;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the manual page `weir.1` to standard output when the bundle is built; of the same texts
/// as `weir help`.
final class ManualPage {
  private final Catalogue catalogue;
  private final PrintStream out;

  private ManualPage(Catalogue catalogue, PrintStream out) {
    this.catalogue = catalogue;
    this.out = out;
  }

  /// Writes the page.
  ///
  /// @param args one word, the version
  public static void main(String[] args) {
    var out = StandardOutput.open();
    write(Catalogue.discover(), args[0], out);
    out.flush();
  }

  /// Writes the page.
  static void write(Catalogue catalogue, String version, PrintStream out) {
    new ManualPage(catalogue, out).write(version);
  }

  private void write(String version) {
    request(".TH WEIR 1 \"\" \"weir " + version + "\" \"Weir\"");
    section("NAME");
    text("weir - data-science analyses over files larger than memory");
    section("SYNOPSIS");
    request(".nf");
    for (var command : Command.values()) {
      command.usages().forEach(usage -> text(usage.words()));
    }
    request(".fi");
    section("DESCRIPTION");
    text(CommandHelp.WHAT);
    request(".PP");
    text(CommandHelp.MORE);
    section("COMMANDS");
    for (var command : Command.values()) {
      for (var usage : command.usages()) {
        request(".TP");
        text("\\fB", usage.words(), "\\fR");
        text(usage.summary() + ".");
      }
      request(".RS");
      paragraphs(command.text());
      request(".RE");
    }
    options();
    section("TOOLS");
    for (var tool : catalogue.tools()) {
      request(".TP");
      text("\\fB", tool.name(), "\\fR");
      text(tool.summary() + ".");
    }
    section("EXAMPLES");
    request(".nf");
    CommandHelp.EXAMPLES.forEach(this::text);
    request(".fi");
  }

  /// Options of all commands: each one once, with the commands that have it.
  private void options() {
    section("OPTIONS");
    var commands = new LinkedHashMap<OptionDescriptor, String>();
    for (var command : Command.values()) {
      for (var part : command.sections()) {
        if (!part.options().equals(RunOptions.STEP)) {
          part.options()
              .forEach(o -> commands.merge(o, command.word(), (all, one) -> all + ", " + one));
        }
      }
    }
    var everywhere = commands.get(RunOptions.HELP);
    for (Map.Entry<OptionDescriptor, String> option : commands.entrySet()) {
      boolean all = option.getValue().equals(everywhere);
      option(option.getKey(), all ? "" : " Of: " + option.getValue() + ".");
    }
    subsection("Options of every step");
    RunOptions.STEP.forEach(option -> option(option, ""));
    var source = RequestParser.sourceOptions(catalogue);
    if (!source.isEmpty()) {
      subsection(CommandHelp.FILE_OPTIONS);
      source.forEach(option -> option(option, ""));
    }
  }

  private void option(OptionDescriptor option, String owners) {
    request(".TP");
    text("\\fB", ToolText.usage(option), "\\fR");
    text(ToolText.inWords(option) + owners);
  }

  /// Indented lines, such as examples, stay as they are.
  private void paragraphs(String text) {
    for (var paragraph : List.of(text.split("\n\n", -1))) {
      request(".PP");
      boolean table = paragraph.lines().anyMatch(line -> line.contains("   "));
      if (table) {
        request(".nf");
      }
      paragraph.lines().forEach(this::text);
      if (table) {
        request(".fi");
      }
    }
  }

  private void section(String title) {
    request(".SH " + title);
  }

  private void subsection(String title) {
    request(".SS " + title);
  }

  private void request(String line) {
    out.print(line + "\n");
  }

  private void text(String line) {
    text("", line, "");
  }

  /// A line of text in which nothing means something to roff.
  private void text(String before, String line, String after) {
    var escaped = line.replace("\\", "\\e").replace("-", "\\-");
    boolean control = before.isEmpty() && (escaped.startsWith(".") || escaped.startsWith("'"));
    out.print((control ? "\\&" : "") + before + escaped + after + "\n");
  }
}
