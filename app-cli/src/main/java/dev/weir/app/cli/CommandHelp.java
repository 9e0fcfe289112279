package dev.weir.app.cli;

import dev.weir.api.OptionDescriptor;
import dev.weir.app.cli.output.ToolText;
import dev.weir.app.cli.request.RequestParser;
import dev.weir.app.cli.request.RunOptions;
import dev.weir.core.Catalogue;
import java.util.List;
import java.util.function.Supplier;

/// What `--help` prints: a text a command, and the options from their descriptors.
final class CommandHelp {
  /// The commands.
  static final List<String> NAMES =
      List.of("profile", "run", "resume", "query", "explain", "tools", "cache", "help");

  private static final String GENERAL =
      """
      Weir runs data-science analyses over files larger than memory.

      weir profile FILE                                  a first look, with no configuration
      weir run FILE STEP [--option value]… [then STEP …] clean and analyse
      weir run PIPELINE.yaml                             the same, written down in a file
      weir resume FOLDER                                 goes on with a run that had --checkpoint
      weir query FILE "SELECT … FROM t"                  rows by SQL; the file is table t
      weir explain …                                     what a run would do; same words as run
      weir tools [WORDS]                                 the steps there are
      weir help TOOL                                     options, example and exactness of one
      weir cache [info | clear]                          results that are kept for the next time
      weir --version

      For example
        weir profile sales.csv
        weir run sales.csv cleaning.filter --where 'price > 100' then stats.describe --by region

      Files are CSV, TSV, Parquet, JSON lines, DuckDB or SQLite. `weir COMMAND --help` says more.\
      """;

  private static final String RUN =
      """
      weir run FILE STEP [--option value]… [then STEP …]
      weir run PIPELINE.yaml

      Runs steps over a file, in one pass where possible, and prints what they find. A step is a tool of `weir tools` and
      its options; `weir run FILE TOOL --help` shows them. Options of the run may stand anywhere.

      Exit codes: 0 complete, 1 a bug, 2 wrong usage or input, 3 partial result, 4 refused by the plan, 5 memory, disk,
      time or error budget spent, 130 and 143 interrupted.\
      """;

  private static final String RESUME =
      """
      weir resume FOLDER

      Goes on with a run that was started with --checkpoint FOLDER and has not come to its end: it was killed, interrupted,
      or ran out of time or memory. The result is that of a run that was never stopped. The folder says all that is needed;
      input, steps and versions must be as they were.\
      """;

  private static final String EXPLAIN =
      """
      weir explain FILE STEP [--option value]… [then STEP …]
      weir explain PIPELINE.yaml

      Says what `weir run` with the same words would do: scans and passes, order, columns read, memory of each step. Reads
      no data beyond the names and types of columns. A plan that cannot run is refused here as well (exit code 4).\
      """;

  private static final String PROFILE =
      """
      weir profile FILE

      A first look: rows, columns and their types, statistics, most frequent values, and what looks wrong.\
      """;

  private static final String QUERY =
      """
      weir query FILE "SELECT … FROM t"

      Prints the rows of one SELECT over the file, which is table `t`. On a terminal the first rows as a table; anywhere
      else all rows as CSV with a header. --out and --json write all rows in any case.\
      """;

  private static final String TOOLS =
      """
      weir tools [WORDS] [--json]

      Lists the tools, or those that mention all of the words. --json prints all that is known of them.\
      """;

  private static final String CACHE =
      """
      weir cache [info | clear]

      Says how many results are kept and where, or removes them. `profile` and `run` keep what they found, unless they
      write rows, and give it again as long as every byte of the file, the options and the program are the same. Kept are
      results, for you alone, in $WEIR_CACHE, else $XDG_CACHE_HOME/weir, else ~/.cache/weir. Neither with --no-cache, nor
      where WEIR_CACHE is `off`.\
      """;

  private static final String HELP =
      """
      weir help [TOOL | DOMAIN | COMMAND]

      Prints options, mode, exactness, results and an example of a tool.\
      """;

  private final Supplier<Catalogue> discovery;
  private final Screen screen;

  CommandHelp(Supplier<Catalogue> discovery, Screen screen) {
    this.discovery = discovery;
    this.screen = screen;
  }

  /// Prints the overview.
  int general() {
    screen.out().println(GENERAL);
    return ExitCode.COMPLETE;
  }

  /// Prints the help of a command.
  int command(String name) {
    return switch (name) {
      case "run" -> withSteps(RUN);
      case "resume" -> {
        screen.out().println(RESUME);
        section("Options", RunOptions.RESUME);
        yield ExitCode.COMPLETE;
      }
      case "explain" -> withSteps(EXPLAIN);
      case "profile" -> withOptions(PROFILE, RunOptions.PROFILE);
      case "query" -> withOptions(QUERY, RunOptions.QUERY);
      case "tools" -> text(TOOLS);
      case "cache" -> text(CACHE);
      default -> text(HELP);
    };
  }

  /// Prints the help of a tool, and what every step has.
  int tool(String name) {
    var catalogue = discovery.get();
    text().tool(catalogue.tool(name), catalogue.origin(name));
    return ExitCode.COMPLETE;
  }

  private ToolText text() {
    return new ToolText(screen.out(), screen.width());
  }

  private int text(String text) {
    screen.out().println(text);
    return ExitCode.COMPLETE;
  }

  private int withSteps(String text) {
    screen.out().println(text);
    section("Options of every step", RunOptions.STEP);
    return options(RunOptions.RUN);
  }

  private int withOptions(String text, List<OptionDescriptor> options) {
    screen.out().println(text);
    return options(options);
  }

  private int options(List<OptionDescriptor> options) {
    section("Options of the run", options);
    var source = RequestParser.sourceOptions(discovery.get());
    if (!source.isEmpty()) {
      section("Options of the file", source);
    }
    return ExitCode.COMPLETE;
  }

  private void section(String title, List<OptionDescriptor> options) {
    screen.out().println();
    screen.out().println(title);
    text().options(options);
  }
}
