package dev.weir.processor;

import dev.weir.api.ToolDescriptor;
import java.util.stream.Collectors;

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
                "", "| tool | what it does | kind | exactness |\n|---|---|---|---|\n", ""));
  }

  private static String row(ToolDescriptor tool) {
    return "| `%s` | %s | %s, %s | %s |\n"
        .formatted(
            tool.name(),
            cell(tool.summary()),
            Names.choice(tool.role().name()),
            Names.choice(tool.mode().name()),
            cell(tool.exactness()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
