package dev.weir.app.cli;

import dev.weir.api.OptionDescriptor;
import dev.weir.app.cli.request.RunOptions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The commands: what they are called and what they take. Help, the manual page and completion are
/// all read from here.
enum Command {
  /// `weir profile`.
  PROFILE(
      List.of(new Usage("FILE", "a first look, with no configuration")),
      """
      A first look: rows, columns and their types, statistics, most frequent values, and what looks wrong.\
      """),
  /// `weir run`.
  RUN(
      List.of(
          new Usage("FILE STEP [--option value]… [then STEP …]", "clean and analyse"),
          new Usage("PIPELINE.yaml", "the same, written down in a file")),
      """
      Runs steps over a file, in one pass where possible, and prints what they find. A step is a tool of `weir tools` and
      its options; `weir run FILE TOOL --help` shows them. Options of the run may stand anywhere.

      Exit codes: 0 complete, 1 a bug, 2 wrong usage or input, 3 partial result, 4 refused by the plan, 5 memory, disk,
      time or error budget spent, 130 and 143 interrupted.\
      """),
  /// `weir resume`.
  RESUME(
      List.of(new Usage("FOLDER", "goes on with a run that had --checkpoint")),
      """
      Goes on with a run that was started with --checkpoint FOLDER and has not come to its end: it was killed, interrupted,
      or ran out of time or memory. The result is that of a run that was never stopped. The folder says all that is needed;
      input, steps and versions must be as they were.\
      """),
  /// `weir query`.
  QUERY(
      List.of(new Usage("FILE \"SELECT … FROM t\"", "rows by SQL; the file is table t")),
      """
      Prints the rows of one SELECT over the file, which is table `t`. On a terminal the first rows as a table; anywhere
      else all rows as CSV with a header. --out and --json write all rows in any case.\
      """),
  /// `weir explain`.
  EXPLAIN(
      List.of(
          new Usage(
              "FILE STEP [--option value]… [then STEP …]", "what a run of these words would do"),
          new Usage("PIPELINE.yaml", "the same for a pipeline in a file")),
      """
      Says what `weir run` with the same words would do: scans and passes, order, columns read, memory of each step. Reads
      no data beyond the names and types of columns. A plan that cannot run is refused here as well (exit code 4).\
      """),
  /// `weir tools`.
  TOOLS(
      List.of(new Usage("[WORDS]", "the steps there are")),
      """
      Lists the tools, or those that mention all of the words, are of a domain, see the rows in one way, or find columns
      of the types that they need in a file (--for), of which nothing but names and types of columns is read. --json prints
      all that is known of them, with a JSON Schema of the options of each. Plugins that cannot be used are warned of, with
      reason and cure.\
      """),
  /// `weir help`.
  HELP(
      List.of(new Usage("[TOOL | DOMAIN | COMMAND]", "options, example and exactness of one")),
      """
      Prints options, mode, exactness, results and an example of a tool.\
      """),
  /// `weir plugin`.
  PLUGIN(
      List.of(
          new Usage("list", "plugins, in what state they are"),
          new Usage("info NAME", "one of them, with its tools"),
          new Usage("verify JAR [LIBRARY.jar…]", "checks a plugin without installing it"),
          new Usage("install JAR [LIBRARY.jar…]", "tools of other people"),
          new Usage("remove NAME", "takes a plugin away"),
          new Usage("new NAME [FOLDER]", "a project for a plugin of your own")),
      """
      A plugin is a jar with tools, and the jars of its libraries. Before it is installed it is checked: its files, its
      index, its versions, and the laws that all tools keep, on rows made for it, in a process of its own. Then its files
      are pinned by SHA-256 and checked again before they are used. Plugins lie in --plugins FOLDER, else $WEIR_PLUGINS,
      else $XDG_DATA_HOME/weir/plugins, else ~/.local/share/weir/plugins. All commands take --plugins FOLDER; with
      WEIR_PLUGINS=off there are none. A plugin runs with your rights: install what you trust.\
      """),
  /// `weir cache`.
  CACHE(
      List.of(new Usage("[info | clear]", "results that are kept for the next time")),
      """
      Says how many results are kept and where, or removes them. `profile` and `run` keep what they found, unless they
      write rows, and give it again as long as every byte of the file, the options and the program are the same. Kept are
      results, for you alone, in $WEIR_CACHE, else $XDG_CACHE_HOME/weir, else ~/.cache/weir. Neither with --no-cache, nor
      where WEIR_CACHE is `off`.\
      """),
  /// `weir doctor`.
  DOCTOR(
      List.of(new Usage("", "whether all that Weir needs is there")),
      """
      Looks at Java, memory, the temporary folder, plugins, reading of files and what is kept, and says what is wrong and
      how to mend it. Exit code 0 if a run would find what it needs, else 1.\
      """),
  /// `weir completion`.
  COMPLETION(
      List.of(new Usage("bash | zsh | fish", "completes words as you type them")),
      """
      Prints a script that teaches the shell to complete commands, tools, options, their values and names of files.

      bash, in ~/.bashrc:                   eval "$(weir completion bash)"
      zsh, in ~/.zshrc, after compinit:     eval "$(weir completion zsh)"
      fish, in ~/.config/fish/config.fish:  weir completion fish | source\
      """);

  /// One way to call a command.
  ///
  /// @param words what follows its name
  /// @param summary what it does, in a few words
  record Usage(String words, String summary) {}

  /// Options that are told of together.
  record Section(String title, List<OptionDescriptor> options) {}

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Usage> usages;

  private final String text;

  Command(List<Usage> usages, String text) {
    this.usages = usages;
    this.text = text;
  }

  /// The word after `weir`.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The ways to call it, with `weir` and its name.
  List<Usage> usages() {
    return usages.stream()
        .map(usage -> new Usage(("weir " + word() + " " + usage.words()).strip(), usage.summary()))
        .toList();
  }

  /// Paragraphs about it.
  String text() {
    return text;
  }

  /// Its options, those of files apart.
  List<Section> sections() {
    return switch (this) {
      case RUN, EXPLAIN ->
          List.of(
              new Section("Options of every step", RunOptions.STEP),
              new Section("Options of the run", RunOptions.RUN));
      case PROFILE -> List.of(new Section("Options of the run", RunOptions.PROFILE));
      case QUERY -> List.of(new Section("Options of the run", RunOptions.QUERY));
      case RESUME -> List.of(new Section("Options", RunOptions.RESUME));
      case TOOLS -> List.of(new Section("Options", RunOptions.TOOLS));
      case DOCTOR -> List.of(new Section("Options", RunOptions.DOCTOR));
      case PLUGIN -> List.of(new Section("Options", RunOptions.PLUGIN));
      case HELP, CACHE, COMPLETION -> List.of(new Section("Options", RunOptions.COMMON));
    };
  }

  /// Whether it reads a file, and has the options of files.
  boolean readsFiles() {
    return switch (this) {
      case PROFILE, RUN, QUERY, EXPLAIN, TOOLS -> true;
      case RESUME, PLUGIN, DOCTOR, HELP, CACHE, COMPLETION -> false;
    };
  }

  /// The command of that name, if there is one.
  static Optional<Command> of(String word) {
    for (var command : values()) {
      if (command.word().equals(word)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }
}
