package dev.weir.app.cli;

import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.NearestNames;
import dev.weir.api.PipelineException;
import dev.weir.api.json.JsonWriter;
import dev.weir.api.json.ToolJson;
import dev.weir.api.plugin.ToolEntry;
import dev.weir.app.cli.output.PlainText;
import dev.weir.app.cli.output.SafeFile;
import dev.weir.app.cli.output.ToolText;
import dev.weir.core.Catalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// `weir tools [WORDS] [--domain D] [--mode M] [--json]`. No tool is a result like any other: an
/// empty list, with a note on standard error.
final class ToolsCommand {
  private static final List<String> MODES =
      Arrays.stream(ChunkProcessingMode.values()).map(PlainText::lower).toList();

  private final Supplier<Catalogue> discovery;
  private final Screen screen;

  ToolsCommand(Supplier<Catalogue> discovery, Screen screen) {
    this.discovery = discovery;
    this.screen = screen;
  }

  int run(List<String> words) {
    var wanted = new ArrayList<String>();
    Predicate<ToolEntry> filter = _ -> true;
    boolean json = false;
    for (int w = 0; w < words.size(); w++) {
      var word = words.get(w);
      switch (word) {
        case "--json" -> json = true;
        case "--debug" -> {}
        case "--help", "-h" -> {
          return new CommandHelp(discovery, screen).command("tools");
        }
        case "--domain" -> {
          var domain = value(words, ++w, word);
          filter = filter.and(tool -> tool.domain().equals(domain));
        }
        case "--mode" -> {
          var mode = value(words, ++w, word);
          if (!MODES.contains(mode)) {
            throw PipelineException.user(
                "option.value",
                "weir tools: --mode '"
                    + mode
                    + "'"
                    + NearestNames.hint(mode, MODES)
                    + "; modes are "
                    + String.join(", ", MODES));
          }
          filter = filter.and(tool -> PlainText.lower(tool.mode()).equals(mode));
        }
        default -> {
          if (word.startsWith("-")) {
            throw PipelineException.user(
                "option.unknown",
                "weir tools: no option "
                    + word
                    + NearestNames.hint(word, List.of("--json", "--domain", "--mode", "--help")));
          }
          wanted.addAll(List.of(word.strip().split("\\s+", -1)));
        }
      }
    }
    var catalogue = discovery.get();
    var tools = catalogue.search(wanted).stream().filter(filter).toList();
    if (json) {
      SafeFile.through(screen.out(), to -> json(catalogue, tools, new JsonWriter(to)));
    } else {
      new ToolText(screen.out(), screen.width()).list(tools);
    }
    if (catalogue.tools().isEmpty()) {
      screen
          .err()
          .println("weir: no domain is installed; add one, such as dev.weir:weir-domain-stats");
    } else if (tools.isEmpty()) {
      screen.err().println("weir: no tool is like that; `weir tools` lists all");
    }
    catalogue.plugins().stream()
        .filter(plugin -> !plugin.reason().isEmpty())
        .forEach(plugin ->
            Cli.warn(
                screen,
                "plugin "
                    + plugin.nameAndVersion()
                    + " ("
                    + plugin.location()
                    + ") is "
                    + PlainText.lower(plugin.state())
                    + ": "
                    + plugin.reason()
                    + "; "
                    + plugin.cure()));
    return ExitCode.COMPLETE;
  }

  private static String value(List<String> words, int at, String option) {
    if (at == words.size()) {
      throw PipelineException.user("option.value", "weir tools: " + option + " needs a value");
    }
    return words.get(at);
  }

  private static void json(Catalogue catalogue, List<ToolEntry> tools, JsonWriter json) {
    json.array();
    for (var tool : tools) {
      json.object();
      ToolJson.members(tool.descriptor(), json);
      json.name("origin").value(catalogue.origin(tool));
      json.end();
    }
    json.end();
  }
}
