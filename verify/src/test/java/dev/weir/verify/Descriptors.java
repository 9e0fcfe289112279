package dev.weir.verify;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;

/// Reads module descriptors of what the build made.
final class Descriptors {
  private Descriptors() {}

  /// The descriptor in the module's folder of classes.
  static ModuleDescriptor of(WeirModule module) {
    if (!module.isBuilt()) {
      throw new AssertionError(
          module + " has no module-info.class in " + module.classes() + ": build it first");
    }
    return at(module.classes());
  }

  /// The descriptor of one jar or folder.
  static ModuleDescriptor at(Path jarOrFolder) {
    return ModuleFinder.of(jarOrFolder).findAll().stream()
        .findFirst()
        .orElseThrow(() -> new AssertionError("no module in " + jarOrFolder))
        .descriptor();
  }
}
