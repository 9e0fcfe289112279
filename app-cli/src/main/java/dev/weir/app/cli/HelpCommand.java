package dev.weir.app.cli;

import dev.weir.api.PipelineException;
import dev.weir.api.plugin.ToolEntry;
import dev.weir.app.cli.output.ToolText;
import dev.weir.core.Catalogue;
import java.util.List;
import java.util.function.Supplier;

/// `weir help [TOOL | DOMAIN | COMMAND]`.
final class HelpCommand {
  private final Supplier<Catalogue> discovery;
  private final Screen screen;

  HelpCommand(Supplier<Catalogue> discovery, Screen screen) {
    this.discovery = discovery;
    this.screen = screen;
  }

  int run(List<String> words) {
    var help = new CommandHelp(discovery, screen);
    var names =
        words.stream().filter(word -> !List.of("--help", "-h", "--debug").contains(word)).toList();
    if (names.isEmpty()) {
      return words.isEmpty() || words.equals(List.of("--debug"))
          ? help.general()
          : help.command("help");
    }
    if (names.size() > 1) {
      throw PipelineException.user(
          "words.extra",
          "weir help takes one name, not '"
              + String.join(" ", names)
              + "'; `weir tools WORDS` searches");
    }
    var name = names.getFirst();
    if (CommandHelp.NAMES.contains(name)) {
      return help.command(name);
    }
    var ofDomain =
        name.contains(".")
            ? List.<ToolEntry>of()
            : discovery.get().tools().stream().filter(tool -> tool.domain().equals(name)).toList();
    if (ofDomain.isEmpty()) {
      return help.tool(name);
    }
    new ToolText(screen.out(), screen.width()).list(ofDomain);
    return ExitCode.COMPLETE;
  }
}
