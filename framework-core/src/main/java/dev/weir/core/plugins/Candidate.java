package dev.weir.core.plugins;

import dev.weir.api.DomainPlugin;
import dev.weir.api.PipelineException;
import dev.weir.api.plugin.Api;
import dev.weir.api.plugin.IndexFile;
import dev.weir.api.plugin.MalformedIndexException;
import dev.weir.api.plugin.PluginIndex;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/// Jars that might become a plugin of the folder, looked at without loading a class.
///
/// @param index of the plugin
/// @param module of the plugin
/// @param jars the plugin's own first, then its libraries
public record Candidate(PluginIndex index, ModuleDescriptor module, List<Path> jars) {
  /// Checks jars: whole, no bomb, no copy of the host; the first a module that provides one plugin,
  /// with its index, for this version of the API; all of them together a configuration; their
  /// classes fit to those of the API.
  ///
  /// @throws PipelineException USER saying which jar, what is wrong and what to do
  public static Candidate of(List<Path> jars) {
    jars.forEach(JarCheck::check);
    var jar = jars.getFirst();
    var module = module(jar);
    var providers =
        module.provides().stream()
            .filter(provides -> provides.service().equals(DomainPlugin.class.getName()))
            .flatMap(provides -> provides.providers().stream())
            .toList();
    if (providers.size() != 1) {
      throw JarCheck.wrong(
          jar,
          "module "
              + module.name()
              + " provides "
              + (providers.isEmpty() ? "no plugin" : providers.size() + " plugins")
              + "; it must provide one "
              + DomainPlugin.class.getName());
    }
    var index = index(jar, providers.getFirst());
    if (!index.api().contains(Api.VERSION)) {
      throw JarCheck.wrong(
          jar,
          "it needs version "
              + index.api()
              + " of Weir's API, this is "
              + Api.VERSION
              + ": take a version of the plugin that is made for it");
    }
    var candidate = new Candidate(index, module, List.copyOf(jars));
    PluginLayers.configure(candidate.module().name(), jars);
    ApiCheck.check(jars);
    return candidate;
  }

  private static ModuleDescriptor module(Path jar) {
    try {
      var found = ModuleFinder.of(jar).findAll();
      var module = found.iterator().next().descriptor();
      if (module.isAutomatic()) {
        throw JarCheck.wrong(jar, "it has no module-info: a plugin must be a module");
      }
      return module;
    } catch (FindException e) {
      throw JarCheck.wrong(jar, "its module cannot be read: " + PluginLayers.reason(e));
    }
  }

  private static byte[] bytes(Path jar, String provider) {
    var name = PluginIndex.resource(provider);
    try (var file = new JarFile(jar.toFile())) {
      var entry = file.getEntry(name);
      if (entry == null) {
        throw JarCheck.wrong(jar, "it has no " + name + ": build it with weir-framework-processor");
      }
      return file.getInputStream(entry).readNBytes(IndexFile.MOST_BYTES);
    } catch (IOException e) {
      throw JarCheck.wrong(jar, name + " cannot be read: " + e.getMessage());
    }
  }

  private static PluginIndex index(Path jar, String provider) {
    var name = PluginIndex.resource(provider);
    try {
      var index =
          IndexFile.read(bytes(jar, provider)).stream()
              .filter(found -> found.provider().equals(provider))
              .findFirst()
              .orElseThrow(() -> JarCheck.wrong(jar, name + " is of another plugin"));
      index.tools().forEach(tool -> tool.descriptor());
      return index;
    } catch (MalformedIndexException e) {
      throw JarCheck.wrong(
          jar, name + ": " + e.getMessage() + "; build it again with weir-framework-processor");
    }
  }
}
