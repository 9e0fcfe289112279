package dev.weir.core.plugins;

import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.ToolRole;
import dev.weir.api.plugin.Api;
import dev.weir.api.plugin.IndexFile;
import dev.weir.api.plugin.PluginIndex;
import dev.weir.api.plugin.ToolEntry;
import dev.weir.api.plugin.VersionRange;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// Makes jars of plugins: compiled here, with an index written here, so that they can be wrong in
/// any way.
public final class PluginJar {
  private final Path folder;
  private final String module;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<Path> libraries = new ArrayList<>();
  private final Map<String, String> otherApi = new LinkedHashMap<>();
  private Predicate<String> kept = _ -> true;

  /// A module of this name, with nothing in it yet.
  ///
  /// @param folder where it is compiled and the jar is written
  public PluginJar(Path folder, String module) {
    this.folder = folder;
    this.module = module;
  }

  /// A plugin with one tool, which lets rows pass.
  public static PluginJar plugin(Path folder, String module, String tool) {
    return plugin(folder, module, tool, "return Helper.pipeline();", "")
        .source(
            module + ".Helper",
            """
            final class Helper {
              static dev.weir.api.AnalysisPipeline pipeline() {
                return (dev.weir.api.StatelessTransform) (chunk, context) -> chunk;
              }
            }
            """);
  }

  /// A plugin whose factory and class body are given.
  public static PluginJar plugin(
      Path folder, String module, String tool, String create, String body) {
    return new PluginJar(folder, module)
        .moduleInfo("requires dev.weir.api;")
        .source(
            module + ".Plugin",
            """
            public final class Plugin implements dev.weir.api.DomainPlugin {
              public java.util.List<dev.weir.api.ToolDescriptor> tools() { return java.util.List.of(); }
              public dev.weir.api.AnalysisPipeline create(String tool, dev.weir.api.OptionValues options,
                  dev.weir.api.Binding input, dev.weir.api.Binding fitted) {
                %s
              }
              %s
            }
            """
                .formatted(create, body))
        .index("1.0.0", VersionRange.compatibleWith(Api.VERSION), tool);
  }

  /// The module's descriptor: these directives, its package exported, its plugin provided.
  public PluginJar moduleInfo(String directives) {
    sources.put(
        "module-info",
        """
        module %1$s {
          %2$s
          exports %1$s;
          provides dev.weir.api.DomainPlugin with %1$s.Plugin;
        }
        """
            .formatted(module, directives));
    return this;
  }

  /// The module's descriptor, as it is.
  public PluginJar wholeModuleInfo(String text) {
    sources.put("module-info", text);
    return this;
  }

  /// A class.
  public PluginJar source(String name, String text) {
    sources.put(name, "package " + name.substring(0, name.lastIndexOf('.')) + ";\n" + text);
    return this;
  }

  /// The index of these tools.
  public PluginJar index(String version, VersionRange api, String... tools) {
    var entries =
        Arrays.stream(tools)
            .map(tool ->
                ToolEntry.of(
                    ToolDescriptor.of(
                            ToolRole.TRANSFORM, ChunkProcessingMode.STATELESS, tool, "Lets pass")
                        .description("Lets rows pass.")
                        .produces("rows", "as they are")
                        .example("weir run data.csv " + tool)
                        .build()))
            .toList();
    var index = new PluginIndex(module + ".Plugin", module, version, api, entries);
    return file(PluginIndex.resource(module + ".Plugin"), IndexFile.write(index));
  }

  /// Any file.
  public PluginJar file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  /// Compiled with these beside.
  public PluginJar with(Path... jars) {
    libraries.addAll(List.of(jars));
    return this;
  }

  /// Compiled against an API in which this class of the package `dev.weir.api` is another.
  public PluginJar against(String name, String text) {
    otherApi.put("dev/weir/api/" + name + ".java", "package dev.weir.api;\n" + text);
    return without(name);
  }

  /// Classes whose names match are left out.
  public PluginJar without(String name) {
    kept = kept.and(file -> !file.endsWith("/" + name + ".class"));
    return this;
  }

  /// Compiles and packs it.
  public Path jar() {
    try {
      var classes = Files.createTempDirectory(folder, "classes");
      compile(classes);
      var jar = folder.resolve(module + ".jar");
      try (var out = new JarOutputStream(Files.newOutputStream(jar));
          var made = Files.walk(classes)) {
        for (var file : made.filter(Files::isRegularFile).sorted().toList()) {
          var name = classes.relativize(file).toString().replace('\\', '/');
          if (kept.test("/" + name)) {
            put(out, name, Files.readAllBytes(file));
          }
        }
        for (var file : files.entrySet()) {
          put(out, file.getKey(), file.getValue());
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(content);
    out.closeEntry();
  }

  private void compile(Path classes) throws IOException {
    var root = Files.createTempDirectory(folder, "sources");
    var words = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none", "-p", path()));
    for (var source : sources.entrySet()) {
      var file = root.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      words.add(Files.writeString(file, source.getValue()).toString());
    }
    if (!otherApi.isEmpty()) {
      var patch = Files.createTempDirectory(folder, "api");
      for (var source : otherApi.entrySet()) {
        var file = patch.resolve(source.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.getValue());
      }
      words.addAll(List.of("--patch-module", "dev.weir.api=" + patch));
    }
    int code =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.err, System.err, words.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalArgumentException("module " + module + " does not compile");
    }
  }

  /// The API as these tests run with it, what it is compiled with, and the libraries.
  private String path() {
    var paths =
        System.getProperty("jdk.module.path", "")
            + File.pathSeparator
            + System.getProperty("java.class.path", "");
    var host =
        Arrays.stream(paths.split(File.pathSeparator, -1))
            .filter(path -> path.matches(".*(framework-api|framework-numerics|jspecify).*"));
    return Stream.concat(host, libraries.stream().map(Path::toString))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
