package dev.weir.core.discovery;

import dev.weir.api.DomainPlugin;
import dev.weir.api.plugin.IndexFile;
import dev.weir.api.plugin.MalformedIndexException;
import dev.weir.core.plugins.InstalledPlugin;
import dev.weir.core.plugins.PluginFolder;
import dev.weir.core.plugins.PluginLayers;
import dev.weir.core.plugins.PluginState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// The plugins of the folder: the index that was kept when they were installed is read, no jar is
/// opened; before one is started every byte of it is checked against its lock file.
final class FolderPlugins {
  private static final String AGAIN = "install it again: weir plugin install JAR";

  private FolderPlugins() {}

  static List<FoundPlugin> of(PluginFolder folder) {
    var content = folder.content();
    var found = new ArrayList<FoundPlugin>();
    for (var plugin : content.plugins()) {
      found.add(plugin(plugin));
    }
    for (var stranger : content.strangers()) {
      found.add(
          FoundPlugin.broken(
              String.valueOf(stranger.getFileName()),
              stranger.toString(),
              PluginState.QUARANTINED,
              "it was not installed by Weir",
              "check it and install it: weir plugin install JAR; or remove it"));
    }
    return found;
  }

  private static FoundPlugin plugin(InstalledPlugin plugin) {
    var location = plugin.folder().toString();
    var changed = plugin.changedAtAGlance();
    if (!changed.isEmpty()) {
      return FoundPlugin.broken(plugin.name(), location, PluginState.QUARANTINED, changed, AGAIN);
    }
    try {
      var indexes = IndexFile.read(Files.readAllBytes(plugin.folder().resolve(PluginFolder.INDEX)));
      var index = indexes.getFirst();
      return FoundPlugin.of(index, location, () -> start(plugin, index.provider()));
    } catch (IOException | MalformedIndexException | java.util.NoSuchElementException e) {
      return FoundPlugin.broken(
          plugin.name(),
          location,
          PluginState.FAILED,
          PluginFolder.INDEX + " cannot be read: " + e.getMessage(),
          AGAIN);
    }
  }

  private static DomainPlugin start(InstalledPlugin plugin, String provider) throws Exception {
    var changed = plugin.changed();
    if (!changed.isEmpty()) {
      throw new QuarantineException(changed, AGAIN);
    }
    var jars = plugin.jars().stream().map(jar -> plugin.folder().resolve(jar.file())).toList();
    return FolderPlugins.class.getModule().isNamed()
        ? ModulePlugins.start(PluginLayers.define(plugin.name(), jars), provider)
        : ClassPathPlugins.start(provider, new IsolatedLoader(jars));
  }
}
