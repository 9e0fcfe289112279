package dev.weir.core.plugins;

import dev.weir.api.DomainPlugin;
import dev.weir.api.PipelineException;
import dev.weir.numerics.ExactSum;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Each plugin of the folder has a module layer of its own, over that of the host, of which it may
/// require the API and the numerics only: so two plugins can have different versions of a library,
/// and none comes to depend on the inside of Weir.
public final class PluginLayers {
  private static final Set<String> OF_THE_HOST = Set.of("dev.weir.api", "dev.weir.numerics");

  private PluginLayers() {}

  /// Resolves a plugin and its libraries.
  ///
  /// @param module the plugin's
  /// @throws PipelineException USER if a module is missing, is not to be required, lies in two
  ///   jars, or two of them share a package or require each other
  public static Configuration configure(String module, List<Path> jars) {
    var finder = ModuleFinder.of(jars.toArray(Path[]::new));
    Configuration found;
    try {
      found = host().configuration().resolve(finder, classPath(), Set.of(module));
    } catch (FindException | ResolutionException e) {
      throw JarCheck.wrong(jars.getFirst(), "its modules do not fit together: " + reason(e));
    }
    for (var resolved : found.modules()) {
      var descriptor = resolved.reference().descriptor();
      for (var requires : descriptor.requires()) {
        var name = requires.name();
        boolean fine =
            requires.modifiers().contains(Modifier.STATIC)
                || OF_THE_HOST.contains(name)
                || name.startsWith("java.")
                || name.startsWith("jdk.")
                || found.modules().stream().anyMatch(other -> other.name().equals(name));
        if (!fine) {
          throw JarCheck.wrong(
              jars.getFirst(),
              "module "
                  + descriptor.name()
                  + " requires "
                  + name
                  + ", which is Weir's own: a plugin may require "
                  + String.join(", ", OF_THE_HOST.stream().sorted().toList())
                  + ", modules of Java, and what it brings along");
        }
      }
    }
    return found;
  }

  /// What a plugin may require of a host that lies on the class path.
  private static ModuleFinder classPath() {
    if (PluginLayers.class.getModule().isNamed()) {
      return ModuleFinder.of();
    }
    return ModuleFinder.of(jar(DomainPlugin.class), jar(ExactSum.class));
  }

  private static Path jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The layer that this module is in; on the class path that of Java.
  private static ModuleLayer host() {
    var layer = PluginLayers.class.getModule().getLayer();
    return layer == null ? ModuleLayer.boot() : layer;
  }

  /// Makes the layer; its class loader sees the plugin's jars, what these require, and Java.
  ///
  /// @return the plugin's module
  public static Module define(String module, List<Path> jars) {
    var configuration = configure(module, jars);
    var layer =
        ModuleLayer.defineModulesWithOneLoader(
                configuration, List.of(host()), ClassLoader.getPlatformClassLoader())
            .layer();
    return layer.findModule(module).orElseThrow();
  }

  static String reason(Exception failure) {
    var text = String.valueOf(failure.getMessage());
    var cause = failure.getCause();
    return cause == null || cause.getMessage() == null || text.contains(cause.getMessage())
        ? text
        : text + ": " + cause.getMessage();
  }
}
