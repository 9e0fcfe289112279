package dev.weir.core.discovery;

import dev.weir.api.DomainPlugin;
import dev.weir.api.plugin.PluginIndex;
import dev.weir.core.plugins.PluginState;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The plugins that modules of a layer, and of its parents, say that they provide.
final class ModulePlugins {
  private ModulePlugins() {}

  static List<FoundPlugin> of(ModuleLayer layer) {
    var byName = new TreeMap<String, Module>();
    collect(layer, byName);
    var merged = byName.isEmpty() ? MergedIndex.NONE : MergedIndex.ofThisProgram();
    var found = new ArrayList<FoundPlugin>();
    for (var module : byName.values()) {
      for (var provider : providers(module)) {
        found.add(plugin(module, provider, merged));
      }
    }
    return found;
  }

  private static void collect(ModuleLayer layer, Map<String, Module> byName) {
    for (var module : layer.modules()) {
      if (!providers(module).isEmpty()) {
        byName.putIfAbsent(module.getName(), module);
      }
    }
    for (var parent : layer.parents()) {
      collect(parent, byName);
    }
  }

  private static Collection<String> providers(Module module) {
    for (var provides : module.getDescriptor().provides()) {
      if (provides.service().equals(Discovery.SERVICE)) {
        return provides.providers();
      }
    }
    return List.of();
  }

  private static FoundPlugin plugin(Module module, String provider, MergedIndex merged) {
    var uri = location(module);
    var location = uri == null ? module.getName() : Locations.text(uri);
    var start = new Start(module, provider);
    var known = merged.of(provider, location);
    if (known.isPresent()) {
      return FoundPlugin.of(known.get(), location, start);
    }
    var name = PluginIndex.resource(provider);
    try (var jar = IndexReading.jar(location)) {
      var bytes = IndexReading.bytes(jar, name);
      if (bytes == null) {
        bytes = IndexReading.bytes(module.getResourceAsStream(name));
      }
      return IndexReading.read(bytes, provider, location, start);
    } catch (IOException e) {
      return FoundPlugin.broken(
          module.getName(),
          location,
          PluginState.FAILED,
          name + " cannot be read: " + e.getMessage(),
          IndexReading.CURE);
    }
  }

  private static @Nullable URI location(Module module) {
    var resolved = module.getLayer().configuration().findModule(module.getName());
    return resolved.isEmpty() ? null : resolved.get().reference().location().orElse(null);
  }

  /// Starts a plugin of a module.
  record Start(Module module, String provider) implements Callable<DomainPlugin> {
    @Override
    public DomainPlugin call() throws Exception {
      var type = Class.forName(module, provider);
      if (type == null) {
        throw new ClassNotFoundException(provider);
      }
      return Activation.construct(type);
    }
  }
}
