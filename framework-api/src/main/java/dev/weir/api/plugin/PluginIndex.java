package dev.weir.api.plugin;

import dev.weir.api.ToolDescriptor;
import java.util.List;

/// What is known of a plugin without loading a class of it. **The processor writes it into the
/// plugin's jar as [#resource]; the catalogue is made of nothing else.**
///
/// The file begins with the thin table, what a list of tools shows; the descriptors follow and are
/// decoded on demand. It is self-delimiting: files may be written one after another
/// ([IndexFile#read] gives all of them), as tools that merge jars do. Fields that a reader does not
/// know are passed over.
///
/// @param provider class name of the plugin, which names the file too
/// @param name of the plugin: its module, or the package of its provider
/// @param version of the plugin
/// @param api the versions of this API that it runs with
/// @param tools by name
public record PluginIndex(
    String provider, String name, String version, VersionRange api, List<ToolEntry> tools) {
  /// Copies the list.
  public PluginIndex {
    tools = List.copyOf(tools);
  }

  /// Path of the index within a jar.
  ///
  /// @param provider class name of the plugin
  public static String resource(String provider) {
    return "META-INF/weir/" + provider + ".index";
  }

  /// Path within a jar of the same as JSON, with a JSON Schema of each tool's options.
  ///
  /// @param provider class name of the plugin
  public static String json(String provider) {
    return "META-INF/weir/" + provider + ".json";
  }

  /// The descriptors that lie beside this class of a plugin.
  ///
  /// @throws MalformedIndexException if there is no index, or it cannot be read
  public static List<ToolDescriptor> descriptorsOf(Class<?> provider) {
    return IndexFile.of(provider).tools().stream().map(ToolEntry::descriptor).toList();
  }
}
