package dev.weir.app.cli;

import dev.weir.api.NearestNames;
import dev.weir.api.PipelineException;
import dev.weir.app.cli.output.JsonWriter;
import dev.weir.app.cli.output.SafeFile;
import dev.weir.app.cli.output.ToolJson;
import dev.weir.app.cli.output.ToolText;
import dev.weir.core.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// `weir tools [WORDS] [--json]`. No tool is a result like any other: an empty list, with a note on
/// standard error.
final class ToolsCommand {
  private final Supplier<Catalogue> discovery;
  private final Screen screen;

  ToolsCommand(Supplier<Catalogue> discovery, Screen screen) {
    this.discovery = discovery;
    this.screen = screen;
  }

  int run(List<String> words) {
    var wanted = new ArrayList<String>();
    boolean json = false;
    for (var word : words) {
      switch (word) {
        case "--json" -> json = true;
        case "--debug" -> {}
        case "--help", "-h" -> {
          return new CommandHelp(discovery, screen).command("tools");
        }
        default -> {
          if (word.startsWith("-")) {
            throw PipelineException.user(
                "option.unknown",
                "weir tools: no option "
                    + word
                    + NearestNames.hint(word, List.of("--json", "--help")));
          }
          wanted.addAll(List.of(word.strip().split("\\s+", -1)));
        }
      }
    }
    var catalogue = discovery.get();
    var tools = catalogue.search(wanted);
    if (json) {
      SafeFile.through(
          screen.out(), to -> ToolJson.write(tools, catalogue::origin, new JsonWriter(to)));
    } else {
      new ToolText(screen.out(), screen.width()).list(tools);
    }
    if (tools.isEmpty() && wanted.isEmpty()) {
      screen
          .err()
          .println("weir: no domain is installed; add one, such as dev.weir:weir-domain-stats");
    } else if (tools.isEmpty()) {
      screen
          .err()
          .println(
              "weir: no tool mentions '" + String.join(" ", wanted) + "'; `weir tools` lists all");
    }
    return ExitCode.COMPLETE;
  }
}
