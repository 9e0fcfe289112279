package dev.weir.core.discovery;

import dev.weir.api.DomainPlugin;
import dev.weir.api.plugin.MalformedIndexException;
import dev.weir.core.plugins.InstalledPlugin;
import dev.weir.core.plugins.PluginFolder;
import dev.weir.core.plugins.PluginLayers;
import dev.weir.core.plugins.PluginState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// The plugins of the folder: the index that was kept when they were installed is read, no jar is
/// opened; before one is started every byte of it is checked against its lock file.
final class FolderPlugins {
  private static final String AGAIN = "install it again: weir plugin install JAR";

  private FolderPlugins() {}

  static List<FoundPlugin> of(PluginFolder folder) {
    var content = folder.content();
    var found = new ArrayList<FoundPlugin>();
    for (var plugin : content.plugins()) {
      found.add(plugin(plugin, content));
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

  private static FoundPlugin plugin(InstalledPlugin plugin, PluginFolder.Content content) {
    var location = plugin.folder().toString();
    var changed = plugin.changedAtAGlance();
    if (!changed.isEmpty()) {
      return FoundPlugin.broken(plugin.name(), location, PluginState.QUARANTINED, changed, AGAIN);
    }
    try {
      var index = content.index(plugin);
      return FoundPlugin.of(index, location, new Start(plugin, index.provider()));
    } catch (IOException | MalformedIndexException e) {
      return FoundPlugin.broken(
          plugin.name(),
          location,
          PluginState.FAILED,
          PluginFolder.INDEX + " cannot be read: " + e.getMessage(),
          AGAIN);
    }
  }

  private record Start(InstalledPlugin plugin, String provider) implements Callable<DomainPlugin> {
    @Override
    public DomainPlugin call() throws Exception {
      var pinned = plugin.pinned();
      var changed = pinned.changed();
      if (!changed.isEmpty()) {
        throw new QuarantineException(changed, AGAIN);
      }
      var jars = new ArrayList<Path>();
      for (var jar : pinned.jars()) {
        jars.add(pinned.folder().resolve(jar.file()));
      }
      return FolderPlugins.class.getModule().isNamed()
          ? new ModulePlugins.Start(PluginLayers.define(pinned.name(), jars), provider).call()
          : new ClassPathPlugins.Start(provider, new IsolatedLoader(jars)).call();
    }
  }
}
