package dev.weir.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The modules of this repository and which of the others each may use: the one place where layers
/// are written down.
///
/// To add a module, add a line. A domain may use the API, the numerics and the libraries of its
/// field.
///
/// @param folder the folder, whose prefix is the layer
/// @param name the module's name, which is its root package too
/// @param mayUse the folders of the modules that it may require and whose classes it may touch
record WeirModule(String folder, String name, Set<String> mayUse) {

  static final List<WeirModule> ALL =
      List.of(
          of("framework-api", "dev.weir.api"),
          of("framework-processor", "dev.weir.processor", "framework-api"),
          of("framework-numerics", "dev.weir.numerics", "framework-api"),
          of("framework-core", "dev.weir.core", "framework-api", "framework-numerics"),
          of(
              "framework-tck",
              "dev.weir.tck",
              "framework-api",
              "framework-core",
              "framework-numerics"),
          of("source-duckdb", "dev.weir.source.duckdb", "framework-api"),
          domain("cleaning"),
          domain("stats"),
          domain("timeseries"),
          domain("ml"),
          domain("geo"),
          domain("text"),
          domain("finance"),
          of("app-cli", "dev.weir.app.cli", "framework-api", "framework-core"),
          of(
              "examples",
              "dev.weir.examples",
              "framework-api",
              "framework-core",
              "domain-cleaning",
              "domain-stats",
              "domain-timeseries",
              "domain-geo",
              "domain-text",
              "domain-finance"),
          of(
              "benchmarks",
              "dev.weir.benchmarks",
              "framework-api",
              "framework-numerics",
              "framework-core",
              "source-duckdb",
              "domain-cleaning",
              "domain-stats",
              "domain-geo",
              "domain-text"));

  /// Folders that hold a pom but no module of their own.
  static final Set<String> WITHOUT_MODULE = Set.of("bom", "bundle", "verify");

  /// The root of the repository. Surefire runs tests in the folder of their module.
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static WeirModule of(String folder, String name, String... mayUse) {
    return new WeirModule(folder, name, Set.of(mayUse));
  }

  private static WeirModule domain(String field) {
    return of("domain-" + field, "dev.weir.domain." + field, "framework-api", "framework-numerics");
  }

  /// The module with this folder.
  static WeirModule inFolder(String folder) {
    return ALL.stream().filter(module -> module.folder.equals(folder)).findFirst().orElseThrow();
  }

  /// The module that a class or package of this name belongs to, if it is one of ours.
  static Optional<WeirModule> owning(String qualifiedName) {
    return ALL.stream()
        .filter(module -> (qualifiedName + ".").startsWith(module.name + "."))
        .findFirst();
  }

  /// Whether this module may touch the other one.
  boolean mayTouch(WeirModule other) {
    return equals(other) || mayUse.contains(other.folder);
  }

  Path sources() {
    return ROOT.resolve(folder, "src", "main", "java");
  }

  Path classes() {
    return ROOT.resolve(folder, "target", "classes");
  }

  /// The jar that this build made, by its name without a version.
  Optional<Path> jar() {
    Path target = ROOT.resolve(folder, "target");
    String[] names = target.toFile().list((_, name) -> isJar(name));
    return Arrays.stream(names == null ? new String[0] : names).map(target::resolve).findFirst();
  }

  private boolean isJar(String fileName) {
    return fileName.matches("weir-" + folder + "-[0-9][0-9A-Za-z.]*(-SNAPSHOT)?\\.jar");
  }

  /// Whether the folder is there, built.
  boolean isBuilt() {
    return Files.isRegularFile(classes().resolve("module-info.class"));
  }

  @Override
  public String toString() {
    return folder;
  }
}
