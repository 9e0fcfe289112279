package dev.weir.benchmarks.start;

import dev.weir.core.plugins.Candidate;
import dev.weir.core.plugins.PluginFolder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;

/// Plugins as authors make them, in any number: one is compiled from sources by javac with the
/// bundle's annotation processor, and the others are it under names of the same length. Each has
/// its own module, jar and index; each tool five options and no duty, so that it can be bound.
public final class GeneratedPlugins {
  /// In all names of the first one; see [#domain].
  private static final String FIRST = domain(0);

  private final Path bundle;
  private final Path work;

  private GeneratedPlugins(Path bundle, Path work) {
    this.bundle = bundle;
    this.work = work;
  }

  /// Makes, in a folder, `lib` with plugins and what they run on, the host's modules alone as
  /// `host`, and `plugins`, a plugins folder with the same plugins installed.
  ///
  /// @param words the bundle's folder, the folder to fill, how many plugins (to 128), how many
  ///   tools each
  public static void main(String[] words) throws IOException {
    make(
        Path.of(words[0]),
        Path.of(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]));
  }

  /// The same, for tests.
  public static void make(Path bundle, Path folder, int plugins, int tools) throws IOException {
    var host = Files.createDirectories(folder.resolve("host"));
    var lib = Files.createDirectories(folder.resolve("lib"));
    var generated = new GeneratedPlugins(bundle, folder);
    generated.host(host);
    generated.host(lib);
    var installed = new PluginFolder(folder.resolve("plugins"));
    var first = generated.plugin(tools);
    for (int p = 0; p < plugins; p++) {
      var name = domain(p);
      var jar = lib.resolve("weir-domain-" + name + ".jar");
      renamed(first, name, jar);
      installed.install(Candidate.of(List.of(jar)), Optional.empty());
    }
  }

  /// The framework's modules, and [FreshStart] as one.
  private void host(Path to) throws IOException {
    var framework =
        ModuleLayer.boot()
            .configuration()
            .resolve(
                ModuleFinder.of(bundle.resolve("lib")),
                ModuleFinder.of(),
                Set.of("dev.weir.core", "org.jspecify"));
    for (var module : framework.modules()) {
      var jar = Path.of(module.reference().location().orElseThrow());
      Files.copy(jar, to.resolve(jar.getFileName()));
    }
    var classes = Files.createDirectories(work.resolve("classes/start"));
    var name = FreshStart.class.getName().replace('.', '/') + ".class";
    var target = classes.resolve(name);
    Files.createDirectories(target.resolveSibling("."));
    try (InputStream in = FreshStart.class.getResourceAsStream("/" + name)) {
      Files.write(target, Objects.requireNonNull(in, name).readAllBytes());
    }
    var source =
        Files.writeString(
            Files.createDirectories(work.resolve("sources/start")).resolve("module-info.java"),
            "module dev.weir.benchmarks.start { requires dev.weir.core; }");
    run("javac", "-d", classes.toString(), "-p", to.toString(), source.toString());
    jar(to.resolve("fresh-start.jar"), classes);
  }

  private Path plugin(int tools) throws IOException {
    var sources = Files.createDirectories(work.resolve("sources/plugin"));
    var classes = Files.createDirectories(work.resolve("classes/plugin"));
    var words =
        new ArrayList<>(
            List.of(
                "-d",
                classes.toString(),
                "-p",
                bundle.resolve("lib/weir-framework-api.jar")
                    + File.pathSeparator
                    + bundle.resolve("lib/jspecify.jar"),
                "--processor-path",
                bundle.resolve("lib/weir-framework-api.jar") + File.pathSeparator + processor(),
                "-Aweir.plugin.version=1.0.0"));
    words.add(Files.writeString(sources.resolve("module-info.java"), module()).toString());
    for (int t = 1; t <= tools; t++) {
      words.add(Files.writeString(sources.resolve("Tool" + t + ".java"), tool(t)).toString());
    }
    run("javac", words.toArray(String[]::new));
    var jar = work.resolve("first.jar");
    jar(jar, classes);
    return jar;
  }

  /// Writes the first plugin under another name: class files and indexes hold names as they are.
  private static void renamed(Path first, String name, Path jar) throws IOException {
    try (var from = new JarFile(first.toFile());
        var to = new JarOutputStream(Files.newOutputStream(jar))) {
      for (var entry : Collections.list(from.entries())) {
        to.putNextEntry(
            new ZipEntry(
                entry.getName().replace(FIRST, name).replace(capital(FIRST), capital(name))));
        var bytes = from.getInputStream(entry).readAllBytes();
        var changed =
            new String(bytes, StandardCharsets.ISO_8859_1)
                .replace(FIRST, name)
                .replace(capital(FIRST), capital(name))
                .getBytes(StandardCharsets.ISO_8859_1);
        if (entry.getName().endsWith(".index")) {
          checked(changed);
        }
        to.write(changed);
      }
    }
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /// The domain of a plugin. All have one hash code, as `an` and `c0` have, for a factory is a
  /// switch over names, which javac compiles to one over their hash codes.
  ///
  /// @param plugin from 0 to 127
  public static String domain(int plugin) {
    var name = new StringBuilder();
    for (int bit = 6; bit >= 0; bit--) {
      name.append((plugin >> bit & 1) == 0 ? "an" : "c0");
    }
    return name.append('x').toString();
  }

  /// Puts the checksum of an index right; [dev.weir.api.plugin.IndexFile] says where it stands.
  private static void checked(byte[] index) {
    var crc = new CRC32C();
    crc.update(index, 20, index.length - 20);
    ByteBuffer.wrap(index).putInt(16, (int) crc.getValue());
  }

  private static String module() {
    return """
    module org.example.%1$s {
      requires dev.weir.api;
      exports org.example.%1$s;
      provides dev.weir.api.DomainPlugin with org.example.%1$s.%2$sPlugin;
    }
    """
        .formatted(FIRST, capital(FIRST));
  }

  private static String tool(int tool) {
    return
"""
    package org.example.%1$s;

    import dev.weir.api.*;
    import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

    /// Keeps all rows and adds nothing, as tool %2$d of field %1$s.
    ///
    /// Rows stay unchanged and in order; a missing cell stays missing, NaN stays NaN. No rows: an
    /// empty table with the same columns. Cost: nothing a row. Exact. This comment is about as long
    /// as those of real tools are, for all of it is in the index, and read from the disk with it.
    @Tool(
        name = "%1$s.tool-%2$d",
        exactness = "exact",
        produces = {"rows: all rows of the input", "kept: how many there are"},
        example = "weir run data.csv %1$s.tool-%2$d --columns x --weight 2")
    final class Tool%2$d implements StatelessTransform {
      enum How { FIRST, LAST, MEAN }

      /// What the user chose.
      ///
      /// @param columns columns that are looked at; none: all numbers
      /// @param weight weight of each row, a positive number
      /// @param limit most rows that are looked at; 0: all
      /// @param how which of several rows is taken
      /// @param strict refuse rows with a missing cell in one of the columns
      record Options(
          @Option(type = OptionType.COLUMNS, accepts = {Type.DOUBLE, Type.LONG}) List<String> columns,
          @Option(byDefault = "1", least = 0, most = 1000) double weight,
          @Option(byDefault = "0", least = 0) long limit,
          @Option(byDefault = "first") How how,
          boolean strict) {}

      Tool%2$d(Options options, Binding in) {}

      @Override
      public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
        return chunk;
      }
    }
"""
        .formatted(FIRST, tool);
  }

  private Path processor() throws IOException {
    try (var files = Files.walk(bundle.resolve("repo/dev/weir/weir-framework-processor"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }

  private static void jar(Path jar, Path classes) {
    run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
  }

  private static void run(String tool, String... words) {
    int code = ToolProvider.findFirst(tool).orElseThrow().run(System.err, System.err, words);
    if (code != 0) {
      throw new IllegalStateException(tool + " failed: " + String.join(" ", words));
    }
  }
}
