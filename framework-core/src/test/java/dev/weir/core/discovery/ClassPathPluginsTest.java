package dev.weir.core.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.plugin.PluginIndex;
import dev.weir.core.plugins.PluginJar;
import dev.weir.core.plugins.PluginState;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassPathPluginsTest {
  private static final String SERVICES = "META-INF/services/dev.weir.api.DomainPlugin";

  @TempDir Path temp;

  private Path plugin(String module, String tool, String services) {
    return PluginJar.plugin(temp, module, tool)
        .file(SERVICES, services.getBytes(StandardCharsets.UTF_8))
        .jar();
  }

  private static List<FoundPlugin> found(URLClassLoader loader) {
    return ClassPathPlugins.of(loader);
  }

  private static URLClassLoader loader(Path... jars) throws IOException {
    var urls = new URL[jars.length];
    for (int j = 0; j < jars.length; j++) {
      urls[j] = jars[j].toUri().toURL();
    }
    return new URLClassLoader(urls, ClassPathPluginsTest.class.getClassLoader());
  }

  private static FoundPlugin named(List<FoundPlugin> all, String name) {
    return all.stream().filter(p -> p.index().name().contains(name)).findFirst().orElseThrow();
  }

  @Test
  void serviceFilesLeadToIndexes() throws IOException {
    var one = plugin("org.one", "one.pass", "# by hand\norg.one.Plugin # the plugin\n\n");
    var two = plugin("org.two", "two.pass", "org.two.Plugin");
    try (var loader = loader(one, two)) {
      var found = found(loader);
      assertEquals(one.toString(), named(found, "org.one").location());
      assertEquals("1.0.0", named(found, "org.two").index().version());
      assertEquals(loader, named(found, "org.two").plugin().getClass().getClassLoader());
    }
  }

  /// As tools do that merge jars: service files appended, other files side by side.
  @Test
  void aMergedJarKeepsAllPlugins() throws IOException {
    var one = plugin("org.one", "one.pass", "org.one.Plugin\n");
    var two = plugin("org.two", "two.pass", "org.two.Plugin\n");
    var merged = temp.resolve("merged.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(merged))) {
      for (var jar : List.of(one, two)) {
        try (var file = new JarFile(jar.toFile())) {
          for (var entry : file.stream().toList()) {
            if (!entry.getName().equals(SERVICES) && !entry.getName().equals("module-info.class")) {
              out.putNextEntry(new ZipEntry(entry.getName()));
              out.write(file.getInputStream(entry).readAllBytes());
            }
          }
        }
      }
      out.putNextEntry(new ZipEntry(SERVICES));
      out.write("org.one.Plugin\norg.two.Plugin\n".getBytes(StandardCharsets.UTF_8));
    }
    try (var loader = loader(merged)) {
      var found = found(loader);
      named(found, "org.one").plugin();
      named(found, "org.two").plugin();
    }
  }

  @Test
  void malformedServiceFileAndIndexHarmNobodyElse() throws IOException {
    var one = plugin("org.one", "one.pass", "org.one.Plugin");
    var bad = plugin("org.bad", "bad.pass", "not a class!\norg.nowhere.Plugin\n");
    var worse =
        PluginJar.plugin(temp, "org.worse", "worse.pass")
            .file(SERVICES, "org.worse.Plugin".getBytes(StandardCharsets.UTF_8))
            .file(PluginIndex.resource("org.worse.Plugin"), new byte[] {7})
            .jar();
    try (var loader = loader(bad, one, worse)) {
      var found = found(loader);
      assertEquals(2, found.stream().filter(p -> p.location().equals(bad.toString())).count());
      var reasons = found.stream().map(p -> p.status().reason()).toList();
      assertTrue(reasons.toString().contains("'not a class!' is no name of a class"));
      assertTrue(reasons.toString().contains("it has no META-INF/weir/org.nowhere.Plugin.index"));
      assertEquals(PluginState.FAILED, named(found, "org.worse").status().state());
      assertThrows(PipelineException.class, () -> named(found, "org.worse").plugin());
      named(found, "org.one").plugin();
    }
  }

  @Test
  void mergedIndexCountsForUnchangedJarsOnly() throws IOException {
    var one = plugin("org.one", "one.pass", "org.one.Plugin");
    var bytes = MergedIndex.of(temp);
    var merged = MergedIndex.read(bytes);
    assertEquals("1.0.0", merged.of("org.one.Plugin", one.toString()).orElseThrow().version());
    assertTrue(merged.of("org.two.Plugin", one.toString()).isEmpty());
    Files.write(one, Arrays.copyOf(Files.readAllBytes(one), 10));
    assertTrue(merged.of("org.one.Plugin", one.toString()).isEmpty());
    for (int length = 0; length < bytes.length; length += 7) {
      var part = Arrays.copyOf(bytes, length);
      assertThrows(RuntimeException.class, () -> MergedIndex.read(part), length + " bytes");
    }
  }
}
