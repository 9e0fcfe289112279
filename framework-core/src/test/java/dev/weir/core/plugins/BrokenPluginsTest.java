package dev.weir.core.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.api.plugin.PluginIndex;
import dev.weir.api.plugin.VersionRange;
import dev.weir.core.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each way for a plugin to be broken: it is refused before it is installed, or where only its
/// start shows it, its tools say why; all other tools stay usable.
final class BrokenPluginsTest {
  private static final Schema SCHEMA = Schema.of(Schema.Field.of("x", Type.DOUBLE));
  private static final String PASS =
      "return (dev.weir.api.StatelessTransform) (chunk, context) -> chunk;";

  @TempDir Path temp;
  private PluginFolder folder = new PluginFolder(Path.of(""));

  @BeforeEach
  void oneThatWorks() {
    folder = new PluginFolder(temp.resolve("plugins"));
    install(PluginJar.plugin(temp, "org.fine", "fine.pass").jar());
  }

  private void install(Path... jars) {
    folder.install(Candidate.of(List.of(jars)), Optional.empty());
  }

  private static void bind(Catalogue catalogue, String tool) {
    catalogue.bind(tool, Map.of(), SCHEMA, SCHEMA, 1);
  }

  private void refused(String why, Path... jars) {
    var e = assertThrows(PipelineException.class, () -> install(jars));
    assertEquals("plugin.jar", e.code());
    assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains(jars[0].toString()), e.getMessage());
    bind(Catalogue.discover(Optional.of(folder)), "fine.pass");
  }

  /// Installed, for nothing shows before it is started.
  private void fails(String tool, String why, PluginJar plugin, Path... libraries) {
    var jars = new java.util.ArrayList<>(List.of(plugin.jar()));
    jars.addAll(List.of(libraries));
    install(jars.toArray(Path[]::new));
    var catalogue = Catalogue.discover(Optional.of(folder));
    var first = assertThrows(PipelineException.class, () -> bind(catalogue, tool));
    var again = assertThrows(PipelineException.class, () -> bind(catalogue, tool));
    assertEquals("plugin.failed", first.code());
    assertEquals(first.getMessage(), again.getMessage());
    assertTrue(String.valueOf(first.getMessage()).contains(why), first.getMessage());
    var status =
        catalogue.plugins().stream()
            .filter(p -> p.tools().contains(tool))
            .findFirst()
            .orElseThrow();
    assertEquals(PluginState.FAILED, status.state());
    assertTrue(status.reason().contains(why), status.reason());
    assertFalse(status.cure().isEmpty());
    bind(catalogue, "fine.pass");
  }

  @Test
  void missingClass() {
    fails(
        "bad.pass",
        "a class that it needs is missing: org.bad.Helper",
        PluginJar.plugin(temp, "org.bad", "bad.pass").without("Helper"));
  }

  @Test
  void missingProvider() {
    fails(
        "bad.pass",
        "a class that it needs is missing: org.bad.Plugin",
        PluginJar.plugin(temp, "org.bad", "bad.pass").without("Plugin"));
  }

  @Test
  void missingSuperclass() {
    fails(
        "bad.pass",
        "a class that it needs is missing: org.bad.Base",
        PluginJar.plugin(temp, "org.bad", "bad.pass", "return new Tool();", "")
            .source(
                "org.bad.Base", "abstract class Base implements dev.weir.api.StatelessTransform {}")
            .source(
                "org.bad.Tool",
                """
                final class Tool extends Base {
                  public dev.weir.api.Chunk transform(dev.weir.api.Chunk chunk,
                      dev.weir.api.ChunkProcessingContext context) { return chunk; }
                }
                """)
            .without("Base"));
  }

  @Test
  void aNewerJava() throws IOException {
    var jar = PluginJar.plugin(temp, "org.bad", "bad.pass").jar();
    rewrite(jar, "org/bad/Plugin.class", bytes -> bytes[7] = 99);
    refused("org/bad/Plugin.class is damaged or for a newer Java", jar);
  }

  @Test
  void throwingConstructor() {
    fails(
        "bad.pass",
        "no licence here",
        PluginJar.plugin(
            temp,
            "org.bad",
            "bad.pass",
            PASS,
            "public Plugin() { throw new UnsupportedOperationException(\"no licence here\"); }"));
  }

  @Test
  void throwingInitializer() {
    fails(
        "bad.pass",
        "no such table",
        PluginJar.plugin(
            temp,
            "org.bad",
            "bad.pass",
            PASS,
            "static int n = Integer.parseInt(System.getProperty(\"no.such.one\", \"no such table\"));"));
  }

  @Test
  void missingNativeLibrary() {
    fails(
        "bad.pass",
        "a native library that it needs is missing",
        PluginJar.plugin(
            temp,
            "org.bad",
            "bad.pass",
            PASS,
            "static { System.loadLibrary(\"no-such-library\"); }"));
  }

  @Test
  void malformedIndex() {
    refused(
        "no index begins",
        PluginJar.plugin(temp, "org.bad", "bad.pass")
            .file(PluginIndex.resource("org.bad.Plugin"), new byte[] {1, 2, 3})
            .jar());
    refused(
        "it has no META-INF/weir/org.worse.Plugin.index",
        new PluginJar(temp, "org.worse")
            .moduleInfo("requires dev.weir.api;")
            .source(
                "org.worse.Plugin",
                """
                public final class Plugin implements dev.weir.api.DomainPlugin {
                  public java.util.List<dev.weir.api.ToolDescriptor> tools() { return java.util.List.of(); }
                  public dev.weir.api.AnalysisPipeline create(String tool, dev.weir.api.OptionValues options,
                      dev.weir.api.Binding input, dev.weir.api.Binding fitted) { return null; }
                }
                """)
            .jar());
  }

  @Test
  void indexThatIsDamagedAfterwards() throws IOException {
    install(PluginJar.plugin(temp, "org.bad", "bad.pass").jar());
    Files.write(folder.path().resolve("org.bad").resolve(PluginFolder.INDEX), new byte[] {9});
    var catalogue = Catalogue.discover(Optional.of(folder));
    var status = catalogue.plugins().stream().filter(p -> p.name().equals("org.bad")).findFirst();
    assertEquals(PluginState.FAILED, status.orElseThrow().state());
    bind(catalogue, "fine.pass");
  }

  @Test
  void splitPackage() throws IOException {
    var whole = library("org.library", "org.library");
    var plugin =
        PluginJar.plugin(temp, "org.bad", "bad.pass")
            .moduleInfo("requires dev.weir.api; requires org.library;")
            .with(whole)
            .jar();
    refused("package org.bad", plugin, library("org.library", "org.bad"));
  }

  /// A module with one class, in a package of that name.
  private Path library(String module, String inPackage) throws IOException {
    return new PluginJar(Files.createTempDirectory(temp, "library"), module)
        .wholeModuleInfo("module " + module + " { exports " + inPackage + "; }")
        .source(inPackage + ".Some", "public final class Some {}")
        .jar();
  }

  @Test
  void cyclicRequires() throws IOException {
    var back = library("org.back", "org.back");
    var alone =
        PluginJar.plugin(Files.createDirectory(temp.resolve("alone")), "org.bad", "bad.pass").jar();
    var forth =
        PluginJar.plugin(temp, "org.bad", "bad.pass")
            .moduleInfo("requires dev.weir.api; requires org.back;")
            .with(back)
            .jar();
    var cyclic =
        new PluginJar(Files.createDirectory(temp.resolve("again")), "org.back")
            .wholeModuleInfo("module org.back { requires org.bad; exports org.back; }")
            .source("org.back.Some", "public final class Some {}")
            .with(alone)
            .jar();
    refused("Cycle", forth, cyclic);
  }

  @Test
  void missingModule() throws IOException {
    var library = library("org.library", "org.library");
    refused(
        "org.library not found",
        PluginJar.plugin(temp, "org.bad", "bad.pass")
            .moduleInfo("requires dev.weir.api; requires org.library;")
            .with(library)
            .jar());
  }

  @Test
  void incompatibleRange() {
    refused(
        "it needs version [7,8) of Weir's API",
        PluginJar.plugin(temp, "org.bad", "bad.pass")
            .index("1.0.0", VersionRange.parse("[7,8)"), "bad.pass")
            .jar());
  }

  @Test
  void compiledAgainstAnApiWithMore() {
    refused(
        "its class org.bad.Plugin uses the class dev.weir.api.Gone, which Weir does not have",
        PluginJar.plugin(temp, "org.bad", "bad.pass", "return dev.weir.api.Gone.pass();", "")
            .against(
                "Gone",
                "public class Gone { public static AnalysisPipeline pass() { return null; } }")
            .jar());
    refused(
        "its class org.less.Plugin uses org.less.Plugin.later (long)boolean",
        PluginJar.plugin(temp, "org.less", "bad.pass", "return later(1L) ? null : null;", "")
            .against("DomainPlugin", plugin("default boolean later(long n) { return n > 0; }"))
            .jar());
    refused(
        "uses dev.weir.api.Chunk.width ()int",
        PluginJar.plugin(
                temp,
                "org.member",
                "bad.pass",
                "return (dev.weir.api.StatelessTransform) (chunk, context) -> "
                    + "chunk.width() > 0 ? chunk : chunk;",
                "")
            .against("Chunk", "public final class Chunk { public int width() { return 0; } }")
            .jar());
  }

  @Test
  void compiledAgainstAnApiThatDemandedLess() {
    refused(
        "its class org.bad.Plugin lacks the method tools ()List of dev.weir.api.DomainPlugin",
        new PluginJar(temp, "org.bad")
            .moduleInfo("requires dev.weir.api;")
            .source(
                "org.bad.Plugin",
                """
                public final class Plugin implements dev.weir.api.DomainPlugin {
                  public dev.weir.api.AnalysisPipeline create(String tool, dev.weir.api.OptionValues options,
                      dev.weir.api.Binding input, dev.weir.api.Binding fitted) { return null; }
                }
                """)
            .against(
                "DomainPlugin", plugin("").replace("java.util.List<ToolDescriptor> tools();", ""))
            .index(
                "1.0.0", VersionRange.compatibleWith(dev.weir.api.plugin.Api.VERSION), "bad.pass")
            .jar());
  }

  private static String plugin(String more) {
    return """
    public interface DomainPlugin {
      java.util.List<ToolDescriptor> tools();
      AnalysisPipeline create(String tool, OptionValues options, Binding input, Binding fitted);
      %s
    }
    """
        .formatted(more);
  }

  @Test
  void becomesIncompatibleByANewerWeir() throws IOException {
    install(PluginJar.plugin(temp, "org.bad", "bad.pass").jar());
    var index =
        new PluginIndex(
            "org.bad.Plugin",
            "org.bad",
            "1.0.0",
            VersionRange.parse("[7,8)"),
            dev.weir.api.plugin.IndexFile.read(
                    Files.readAllBytes(
                        folder.path().resolve("org.bad").resolve(PluginFolder.INDEX)))
                .getFirst()
                .tools());
    Files.write(
        folder.path().resolve("org.bad").resolve(PluginFolder.INDEX),
        dev.weir.api.plugin.IndexFile.write(index));
    var catalogue = Catalogue.discover(Optional.of(folder));
    assertFalse(catalogue.has("bad.pass"));
    var e = assertThrows(PipelineException.class, () -> catalogue.tool("bad.pass"));
    assertEquals("plugin.incompatible", e.code());
    assertTrue(String.valueOf(e.getMessage()).contains("[7,8)"), e.getMessage());
    bind(catalogue, "fine.pass");
  }

  @Test
  void truncatedJar() throws IOException {
    var jar = PluginJar.plugin(temp, "org.bad", "bad.pass").jar();
    var bytes = Files.readAllBytes(jar);
    Files.write(jar, java.util.Arrays.copyOf(bytes, bytes.length * 2 / 3));
    refused("it is no whole jar", jar);
  }

  @Test
  void damagedJar() throws IOException {
    var jar = PluginJar.plugin(temp, "org.bad", "bad.pass").jar();
    var bytes = Files.readAllBytes(jar);
    bytes[100] ^= 0x55;
    bytes[101] ^= 0x55;
    Files.write(jar, bytes);
    refused("it is no whole jar", jar);
  }

  @Test
  void zipBomb() throws IOException {
    var jar = temp.resolve("bomb.jar");
    try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("zeros"));
      var zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        out.write(zeros);
      }
      out.closeEntry();
    }
    refused("a zip bomb", jar);
  }

  @Test
  void notAJar() throws IOException {
    refused("it is no whole jar", Files.writeString(temp.resolve("text.jar"), "hello"));
    refused("there is no such file", temp.resolve("nowhere.jar"));
    refused("it is no file", Files.createDirectory(temp.resolve("folder.jar")));
    refused(
        "it has no module-info",
        new PluginJar(temp, "org.plain").source("org.plain.A", "public final class A {}").jar());
    refused(
        "provides no plugin",
        new PluginJar(temp, "org.none")
            .wholeModuleInfo("module org.none { exports org.none; }")
            .source("org.none.A", "public final class A {}")
            .jar());
  }

  @Test
  void bundledCopyOfTheApi() {
    refused(
        "it bundles dev.weir.api.*",
        PluginJar.plugin(temp, "org.bad", "bad.pass")
            .file("dev/weir/api/Chunk.class", new byte[10])
            .jar());
  }

  private interface Change {
    void apply(byte[] bytes);
  }

  private static void rewrite(Path jar, String name, Change change) throws IOException {
    try (var files = java.nio.file.FileSystems.newFileSystem(jar)) {
      var bytes = Files.readAllBytes(files.getPath(name));
      change.apply(bytes);
      Files.write(files.getPath(name), bytes);
    }
  }
}
