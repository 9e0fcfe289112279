package dev.weir.core.discovery;

import dev.weir.api.DomainPlugin;
import dev.weir.core.plugins.PluginFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Finds the plugins there are: service names first, then the index that each name leads to.
public final class Discovery {
  static final String SERVICE = DomainPlugin.class.getName();

  private Discovery() {}

  /// All plugins: those of the layers that this module sees, or of the class path, then those of
  /// the folder. Never fails because of one plugin.
  public static List<FoundPlugin> all(Optional<PluginFolder> folder) {
    var found = new ArrayList<>(ofThisProgram());
    folder.ifPresent(from -> found.addAll(FolderPlugins.of(from)));
    return List.copyOf(found);
  }

  private static List<FoundPlugin> ofThisProgram() {
    var layer = Discovery.class.getModule().getLayer();
    var found = new ArrayList<FoundPlugin>();
    var providers = new HashSet<String>();
    var modules = ModulePlugins.of(layer == null ? ModuleLayer.boot() : layer);
    for (var plugin : modules) {
      providers.add(plugin.index().provider());
      found.add(plugin);
    }
    // What is on the class path of a program of modules is no module's business, as for services.
    if (layer == null || !System.getProperty("java.class.path", "").isEmpty()) {
      ClassPathPlugins.of(Thread.currentThread().getContextClassLoader()).stream()
          .filter(plugin -> !providers.contains(plugin.index().provider()))
          .forEach(found::add);
    }
    found.sort(Comparator.comparing(plugin -> plugin.index().name()));
    return found;
  }
}
