package dev.weir.core.discovery;

import dev.weir.api.DataSourceProvider;
import dev.weir.api.DomainPlugin;
import dev.weir.core.plugins.PluginFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// Finds the plugins there are: service names first, then the index that each name leads to.
public final class Discovery {
  static final String SERVICE = DomainPlugin.class.getName();

  private Discovery() {}

  /// All plugins: those of the layers that this module sees, or of the class path, then those of
  /// the folder. Never fails because of one plugin.
  public static List<FoundPlugin> all(Optional<PluginFolder> folder) {
    var found = new ArrayList<>(ofThisProgram());
    if (folder.isPresent()) {
      found.addAll(FolderPlugins.of(folder.get()));
    }
    return List.copyOf(found);
  }

  /// Those of modules, by name. A layer stays as it was made, and Java has its jars open: they are
  /// looked at once in a process.
  private static final class Modules {
    static final @Nullable ModuleLayer LAYER = Discovery.class.getModule().getLayer();
    static final List<FoundPlugin> PLUGINS =
        ModulePlugins.of(LAYER == null ? ModuleLayer.boot() : LAYER);
  }

  private static List<FoundPlugin> ofThisProgram() {
    var found = new ArrayList<FoundPlugin>();
    var providers = new HashSet<String>();
    for (var plugin : Modules.PLUGINS) {
      providers.add(plugin.index().provider());
      found.add(plugin.copy());
    }
    if (hasClassPath()) {
      for (var plugin : ClassPathPlugins.of(Thread.currentThread().getContextClassLoader())) {
        if (!providers.contains(plugin.index().provider())) {
          found.add(plugin);
        }
      }
    }
    found.sort(ByName.ORDER);
    return found;
  }

  /// What is on the class path of a program of modules is no module's business, as for services.
  private static boolean hasClassPath() {
    return Modules.LAYER == null || !System.getProperty("java.class.path", "").isEmpty();
  }

  /// The providers of sources. Where there are only modules, only those are asked: on a class path,
  /// Java would open every jar for its service files.
  public static ServiceLoader<DataSourceProvider> sources() {
    var layer = Modules.LAYER;
    return layer == null || hasClassPath()
        ? ServiceLoader.load(DataSourceProvider.class)
        : ServiceLoader.load(layer, DataSourceProvider.class);
  }

  private enum ByName implements Comparator<FoundPlugin> {
    ORDER;

    @Override
    public int compare(FoundPlugin one, FoundPlugin other) {
      return one.index().name().compareTo(other.index().name());
    }
  }
}
