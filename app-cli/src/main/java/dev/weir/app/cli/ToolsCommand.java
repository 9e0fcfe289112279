package dev.weir.app.cli;

import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionValues;
import dev.weir.api.StreamingConfig;
import dev.weir.api.json.JsonWriter;
import dev.weir.api.json.ToolJson;
import dev.weir.api.plugin.ToolEntry;
import dev.weir.app.cli.output.PlainText;
import dev.weir.app.cli.output.SafeFile;
import dev.weir.app.cli.output.ToolText;
import dev.weir.app.cli.request.CommandLine;
import dev.weir.app.cli.request.RequestParser;
import dev.weir.app.cli.request.RunOptions;
import dev.weir.core.Catalogue;
import dev.weir.core.StreamingQueryExecutor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// `weir tools [WORDS] [--domain D] [--mode M] [--for FILE] [--json]`. No tool is a result like any
/// other: an empty list, with a note on standard error.
final class ToolsCommand {
  private final Supplier<Catalogue> discovery;
  private final Screen screen;

  ToolsCommand(Supplier<Catalogue> discovery, Screen screen) {
    this.discovery = discovery;
    this.screen = screen;
  }

  int run(List<String> words) {
    var line = CommandLine.of("weir tools", descriptors(words), words);
    if (line.asksForHelp()) {
      return new CommandHelp(discovery, screen).command(Command.TOOLS.word());
    }
    var catalogue = discovery.get();
    var tools = wanted(catalogue, line);
    if (line.options().flag("json")) {
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

  private List<ToolEntry> wanted(Catalogue catalogue, CommandLine line) {
    var words =
        line.plain().stream().flatMap(word -> Stream.of(word.strip().split("\\s+", -1))).toList();
    var options = line.options();
    var tools =
        catalogue.search(words).stream()
            .filter(tool -> isWanted(options, "domain", tool.domain()))
            .filter(tool -> isWanted(options, "mode", PlainText.lower(tool.mode())))
            .toList();
    if (!options.has(RunOptions.FOR.name())) {
      return tools;
    }
    var accepting = accepting(catalogue, line);
    return tools.stream().filter(tool -> accepting.contains(tool.name())).toList();
  }

  /// The sources are asked for their options only where a file is named: loading them takes time.
  private List<OptionDescriptor> descriptors(List<String> words) {
    var file = "--" + RunOptions.FOR.name();
    if (words.stream().noneMatch(word -> word.equals(file) || word.startsWith(file + "="))) {
      return RunOptions.TOOLS;
    }
    var all = new ArrayList<>(RunOptions.TOOLS);
    all.addAll(RequestParser.sourceOptions(discovery.get()));
    return all;
  }

  private Set<String> accepting(Catalogue catalogue, CommandLine line) {
    var ofFile = new LinkedHashMap<>(line.given());
    RunOptions.TOOLS.forEach(own -> ofFile.remove(own.name()));
    var input =
        new RequestParser(catalogue, screen.environment())
            .file(line.options().text(RunOptions.FOR.name()), ofFile);
    var executor = new StreamingQueryExecutor(catalogue, StreamingConfig.defaults());
    return Set.copyOf(catalogue.accepting(executor.schema(input)));
  }

  private static boolean isWanted(OptionValues options, String name, String value) {
    return !options.has(name) || options.text(name).equals(value);
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
