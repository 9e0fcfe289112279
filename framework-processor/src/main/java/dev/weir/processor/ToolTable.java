package dev.weir.processor;

import dev.weir.api.OptionDescriptor;
import dev.weir.api.ToolDescriptor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table of tools in a domain's README.
final class ToolTable {
  /// The file that holds it, beside the generated sources.
  static final String FILE = "tools.md";

  private ToolTable() {}

  static String of(PluginModel plugin) {
    return plugin.tools().stream()
        .map(ToolModel::descriptor)
        .map(ToolTable::row)
        .collect(
            Collectors.joining(
                "",
                "| tool | what it does | needs | kind | exactness |\n|---|---|---|---|---|\n",
                ""));
  }

  private static String row(ToolDescriptor tool) {
    return "| `%s` | %s | %s | %s, %s | %s |\n"
        .formatted(
            tool.name(),
            cell(tool.summary()),
            needs(tool),
            Names.choice(tool.role().name()),
            Names.choice(tool.mode().name()),
            cell(tool.exactness()));
  }

  /// Options that must be given, the further input among them.
  private static String needs(ToolDescriptor tool) {
    var required =
        tool.options().stream().filter(OptionDescriptor::required).map(OptionDescriptor::name);
    var all = Stream.concat(required, tool.fitOn().stream()).map(name -> "`--" + name + "`");
    return Stream.concat(Stream.of(tool.oneOfWords().replaceAll("--[a-z0-9-]+", "`$0`")), all)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
