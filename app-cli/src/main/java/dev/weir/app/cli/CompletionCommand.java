package dev.weir.app.cli;

import dev.weir.api.NearestNames;
import dev.weir.api.PipelineException;
import dev.weir.app.cli.output.PlainText;
import dev.weir.core.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/// `weir completion SHELL`: a script for the shell. The script asks `weir completion SHELL --
/// WORDS…`, which prints a line for each word that could stand in place of the last one: the word,
/// a tab and what it is. A line `:files` or `:folders`, a blank and what comes before them in the
/// same word asks for names of the file system.
final class CompletionCommand {
  /// The shells that there is a script for.
  static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  private final Supplier<Catalogue> discovery;
  private final Screen screen;

  CompletionCommand(Supplier<Catalogue> discovery, Screen screen) {
    this.discovery = discovery;
    this.screen = screen;
  }

  int run(List<String> words) {
    int end = words.indexOf("--");
    var own = end < 0 ? words : words.subList(0, end);
    if (own.contains("--help") || own.contains("-h")) {
      return new CommandHelp(discovery, screen).command(Command.COMPLETION.word());
    }
    var shell = own.isEmpty() ? "" : own.getFirst();
    if (own.size() != 1 || !SHELLS.contains(shell)) {
      throw PipelineException.user(
          "words.completion",
          "weir completion takes the name of a shell, "
              + String.join(", ", SHELLS)
              + (own.isEmpty()
                  ? ""
                  : ", not '" + String.join(" ", own) + "'" + NearestNames.hint(shell, SHELLS)));
    }
    if (end < 0) {
      screen.out().print(script(shell));
    } else {
      var typed = words.subList(end + 1, words.size());
      print(Completion.of(discovery, typed.isEmpty() ? List.of("") : typed));
    }
    return ExitCode.COMPLETE;
  }

  private void print(Completion completion) {
    var out = screen.out();
    for (var candidate : completion.candidates()) {
      out.print(candidate.value());
      if (!candidate.description().isEmpty()) {
        out.print('\t');
        out.print(PlainText.escaped(candidate.description()));
      }
      out.print('\n');
    }
    switch (completion.names()) {
      case NONE -> {}
      case FILES -> out.print(":files " + completion.lead() + "\n");
      case FOLDERS -> out.print(":folders " + completion.lead() + "\n");
    }
  }

  private static String script(String shell) {
    try (var in = CompletionCommand.class.getResourceAsStream("weir." + shell)) {
      if (in == null) {
        throw new AssertionError("no script for " + shell);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
