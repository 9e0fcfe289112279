package dev.weir.app.cli;

import dev.weir.api.OptionDescriptor;
import dev.weir.app.cli.output.ToolText;
import dev.weir.app.cli.request.Request;
import dev.weir.app.cli.request.RequestParser;
import dev.weir.core.Catalogue;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// What `--help` prints: a text a command, and the options from their descriptors.
final class CommandHelp {
  /// Names of the commands.
  static final List<String> NAMES = Arrays.stream(Command.values()).map(Command::word).toList();

  /// What Weir is.
  static final String WHAT = "Weir runs data-science analyses over files larger than memory.";

  /// Commands as people would type them.
  static final List<String> EXAMPLES =
      List.of(
          "weir profile sales.csv",
          "weir run sales.csv cleaning.filter --where 'price > 100' then stats.describe --by region");

  /// Title of the options of files.
  static final String FILE_OPTIONS = "Options of the file";

  /// What is read, and where more is said.
  static final String MORE =
      "Files are CSV, TSV, Parquet, JSON lines, DuckDB or SQLite. `weir COMMAND --help` says more.";

  private final Supplier<Catalogue> discovery;
  private final Screen screen;

  CommandHelp(Supplier<Catalogue> discovery, Screen screen) {
    this.discovery = discovery;
    this.screen = screen;
  }

  /// Prints the overview.
  int general() {
    var out = screen.out();
    out.println(WHAT);
    out.println();
    for (var command : Command.values()) {
      command.usages().forEach(this::usage);
    }
    usage(new Command.Usage("weir --version", "version"));
    out.println();
    out.println("For example");
    EXAMPLES.forEach(example -> out.println("  " + example));
    out.println();
    out.println(MORE);
    return ExitCode.COMPLETE;
  }

  private void usage(Command.Usage usage) {
    int column = 52;
    var words = usage.words();
    screen
        .out()
        .println(words + " ".repeat(Math.max(1, column - words.length())) + usage.summary());
  }

  /// Prints the help of a command.
  int command(String name) {
    var command = Command.of(name).orElseThrow();
    var out = screen.out();
    command.usages().forEach(usage -> out.println(usage.words()));
    out.println();
    out.println(command.text());
    command.sections().forEach(section -> section(section.title(), section.options()));
    if (command.readsFiles()) {
      var source = RequestParser.sourceOptions(discovery.get());
      if (!source.isEmpty()) {
        section(FILE_OPTIONS, source);
      }
    }
    return ExitCode.COMPLETE;
  }

  /// Prints the help of a tool, and what every step has.
  int tool(String name) {
    var catalogue = discovery.get();
    text().tool(catalogue.tool(name), catalogue.origin(name));
    return ExitCode.COMPLETE;
  }

  /// Prints the help that was asked for within the words of a command: of the tool that they had
  /// come to, or of the command.
  int within(String command, Request asked) {
    return asked instanceof Request.Help(var tool) && tool.isPresent()
        ? tool(tool.get())
        : command(command);
  }

  private ToolText text() {
    return new ToolText(screen.out(), screen.width());
  }

  private void section(String title, List<OptionDescriptor> options) {
    screen.out().println();
    screen.out().println(title);
    text().options(options);
  }
}
