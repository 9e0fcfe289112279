package dev.weir.processor;

import java.util.List;

/// The tools of a module.
///
/// @param name of the plugin: its module's, or its package's if it is in no module
/// @param domain the part of their names before the dot
/// @param packageName where the generated classes lie
/// @param tools by name
record PluginModel(String name, String domain, String packageName, List<ToolModel> tools) {
  /// `StatsPlugin`.
  String pluginName() {
    return Names.upper(domain) + "Plugin";
  }

  /// `StatsTools`.
  String callsName() {
    return Names.upper(domain) + "Tools";
  }

  /// The name with its package.
  String qualified(String simpleName) {
    return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
  }
}
