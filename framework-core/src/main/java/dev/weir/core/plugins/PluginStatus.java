package dev.weir.core.plugins;

import java.util.List;

/// A plugin and its state, at the moment of the question.
///
/// @param name its module, or its package; of what cannot be read the file's name
/// @param version its version; empty if unknown
/// @param api the versions of the API that it runs with; empty if unknown
/// @param provider its class; empty if unknown
/// @param location its jar or folder
/// @param state what became of it
/// @param reason why it is in this state; empty if nothing is wrong
/// @param cure what to do; empty if nothing is wrong
/// @param tools names of its tools
public record PluginStatus(
    String name,
    String version,
    String api,
    String provider,
    String location,
    PluginState state,
    String reason,
    String cure,
    List<String> tools) {
  /// Copies the list.
  public PluginStatus {
    tools = List.copyOf(tools);
  }

  /// The name, and the version if known: `dev.weir.domain.stats 0.1.0`.
  public String nameAndVersion() {
    return version.isEmpty() ? name : name + " " + version;
  }
}
