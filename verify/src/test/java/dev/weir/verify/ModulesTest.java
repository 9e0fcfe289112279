package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every jar is a named module that says what it is, and the bundle's module path holds together.
final class ModulesTest {
  static List<WeirModule> modules() {
    return WeirModule.ALL;
  }

  @Test
  void everyFolderOfTheReactorIsKnown() throws IOException {
    Set<String> folders = new TreeSet<>(WeirModule.WITHOUT_MODULE);
    WeirModule.ALL.forEach(module -> folders.add(module.folder()));
    assertEquals(
        folders, new TreeSet<>(Poms.root().modules()), "modules of the root pom and in WeirModule");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyJarIsANamedModule(WeirModule module) throws IOException {
    Path jar =
        module
            .jar()
            .orElseThrow(() -> new AssertionError(module + " has no jar: run ./mvnw verify"));
    ModuleDescriptor descriptor = Descriptors.at(jar);
    assertFalse(descriptor.isAutomatic(), module + " has no module-info");
    assertEquals(module.name(), descriptor.name());
    assertFalse(descriptor.isOpen(), module + " must not be open");
    try (JarFile file = new JarFile(jar.toFile())) {
      assertNotNull(file.getEntry("META-INF/LICENSE"), jar + " carries no licence");
      assertNotNull(file.getEntry("META-INF/NOTICE"), jar + " carries no notice");
    }
  }

  @Test
  void theBundleIsOneModuleGraphThatLacksNothing() throws IOException {
    Path lib = WeirModule.ROOT.resolve("bundle", "target", "weir", "lib");
    assertTrue(Files.isDirectory(lib), lib + " is missing: run ./mvnw verify");
    ModuleFinder finder = ModuleFinder.of(lib);
    Set<String> names =
        finder.findAll().stream()
            .map(reference -> reference.descriptor().name())
            .collect(Collectors.toSet());
    for (WeirModule module : bundled()) {
      assertTrue(names.contains(module.name()), module + " is not in the bundle");
    }
    // Fails on a missing module, on two modules with one package, and on a cycle.
    assertDoesNotThrow(
        () -> ModuleLayer.boot().configuration().resolveAndBind(ModuleFinder.of(), finder, names));
  }

  private static List<WeirModule> bundled() {
    Set<String> left = Set.of("framework-processor", "framework-tck", "examples", "benchmarks");
    return WeirModule.ALL.stream().filter(module -> !left.contains(module.folder())).toList();
  }

  @Test
  void theBundleHoldsEveryJarOnce() throws IOException {
    try (Stream<Path> files =
        Files.list(WeirModule.ROOT.resolve("bundle", "target", "weir", "lib"))) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
      assertEquals(jars.size(), ModuleFinder.of(jars.toArray(Path[]::new)).findAll().size());
    }
  }
}
