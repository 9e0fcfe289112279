package dev.weir.core.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.api.plugin.IndexFile;
import dev.weir.api.plugin.VersionRange;
import dev.weir.core.Catalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginFolderTest {
  private static final Schema SCHEMA = Schema.of(Schema.Field.of("x", Type.DOUBLE));

  @TempDir Path temp;
  private PluginFolder folder = new PluginFolder(Path.of(""));

  @BeforeEach
  void folder() {
    folder = new PluginFolder(temp.resolve("plugins"));
  }

  private Catalogue catalogue() {
    return Catalogue.discover(Optional.of(folder));
  }

  private static void bind(Catalogue catalogue, String tool) {
    catalogue.bind(tool, Map.of(), SCHEMA, SCHEMA, 1);
  }

  private static PluginStatus status(Catalogue catalogue, String name) {
    return catalogue.plugins().stream()
        .filter(plugin -> plugin.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private InstalledPlugin install(PluginJar plugin, Path... libraries) {
    var jars = new java.util.ArrayList<>(List.of(plugin.jar()));
    jars.addAll(List.of(libraries));
    return folder.install(Candidate.of(jars), Optional.empty());
  }

  @Test
  void aPluginIsFoundByItsIndexAndStartedAtFirstUse() {
    install(PluginJar.plugin(temp, "org.one", "one.pass"));
    var catalogue = catalogue();
    assertEquals(PluginState.DISCOVERED, status(catalogue, "org.one").state());
    assertEquals("Lets pass", catalogue.tool("one.pass").summary());
    assertEquals("org.one 1.0.0", catalogue.origin("one.pass"));
    assertEquals(PluginState.DISCOVERED, status(catalogue, "org.one").state());
    bind(catalogue, "one.pass");
    assertEquals(PluginState.ACTIVE, status(catalogue, "org.one").state());
  }

  @Test
  void noFolderIsAnEmptyOne() {
    assertEquals(List.of(), folder.content().plugins());
    assertFalse(folder.remove("org.one"));
    catalogue();
  }

  @Test
  void anotherVersionTakesThePlaceOfThisOne() {
    install(PluginJar.plugin(temp, "org.one", "one.pass"));
    install(
        PluginJar.plugin(temp, "org.one", "one.pass")
            .index("2.0.0", VersionRange.parse("[0.1,)"), "one.pass", "one.more"));
    assertEquals("2.0.0", folder.content().plugins().getFirst().version());
    assertEquals(1, folder.content().plugins().size());
    assertTrue(catalogue().has("one.more"));
    assertTrue(folder.remove("org.one"));
    assertFalse(catalogue().has("one.pass"));
    assertEquals(List.of(), folder.content().strangers());
  }

  @Test
  void twoPluginsHaveTwoVersionsOfOneLibrary() throws Exception {
    for (int version = 1; version <= 2; version++) {
      var place = Files.createDirectory(temp.resolve("v" + version));
      var library =
          new PluginJar(place, "org.library")
              .wholeModuleInfo("module org.library { exports org.library; }")
              .source(
                  "org.library.Version",
                  "public final class Version { public static int number() { return "
                      + version
                      + "; } }")
              .jar();
      var plugin =
          PluginJar.plugin(
                  place,
                  "org.user" + version,
                  "user" + version + ".pass",
                  """
                  if (org.library.Version.number() != %d) { throw new IllegalStateException(); }
                  return (dev.weir.api.StatelessTransform) (chunk, context) -> chunk;
                  """
                      .formatted(version),
                  "")
              .moduleInfo("requires dev.weir.api; requires org.library;")
              .with(library);
      install(plugin, library);
    }
    var catalogue = catalogue();
    bind(catalogue, "user1.pass");
    bind(catalogue, "user2.pass");
  }

  @Test
  void theHashIsThatOfTheUserOrNothingIsInstalled() {
    var candidate = Candidate.of(List.of(PluginJar.plugin(temp, "org.one", "one.pass").jar()));
    var e =
        assertThrows(
            PipelineException.class, () -> folder.install(candidate, Optional.of("0".repeat(64))));
    assertEquals("plugin.hash", e.code());
    assertFalse(catalogue().has("one.pass"));
    var right = Hashes.sha256(candidate.jars().getFirst()).toUpperCase(java.util.Locale.ROOT);
    folder.install(candidate, Optional.of(right));
    assertTrue(catalogue().has("one.pass"));
  }

  @Test
  void aChangedJarIsQuarantined() throws Exception {
    var installed = install(PluginJar.plugin(temp, "org.one", "one.pass"));
    install(PluginJar.plugin(temp, "org.two", "two.pass"));
    var jar = installed.folder().resolve(installed.jars().getFirst().file());
    var bytes = Files.readAllBytes(jar);
    bytes[bytes.length / 2] ^= 1;
    Files.write(jar, bytes);
    var catalogue = catalogue();
    var e = assertThrows(PipelineException.class, () -> bind(catalogue, "one.pass"));
    assertEquals("plugin.quarantined", e.code());
    assertTrue(String.valueOf(e.getMessage()).contains("SHA-256"), e.getMessage());
    assertEquals(PluginState.QUARANTINED, status(catalogue, "org.one").state());
    bind(catalogue, "two.pass");

    Files.write(jar, new byte[3]);
    var shorter = catalogue();
    assertEquals(PluginState.QUARANTINED, status(shorter, "org.one").state());
    assertEquals(
        "plugin.quarantined",
        assertThrows(PipelineException.class, () -> shorter.plugin("org.one")).code());
    bind(shorter, "two.pass");
  }

  /// Lists read one file in place of two a plugin; what it says counts for unchanged files only.
  @Test
  void keptCopiesCountForUnchangedFilesOnly() throws Exception {
    var one = install(PluginJar.plugin(temp, "org.one", "one.pass"));
    install(PluginJar.plugin(temp, "org.two", "two.pass"));
    var kept = folder.path().resolve(KeptFiles.NAME);
    assertEquals(List.of("one.pass", "two.pass"), names());

    var whole = Files.readAllBytes(kept);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(kept, Arrays.copyOf(whole, length));
      assertEquals(List.of("one.pass", "two.pass"), names());
    }
    for (int at = 0; at < whole.length; at += 5) {
      var damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(kept, damaged);
      assertEquals(List.of("one.pass", "two.pass"), names());
    }

    Files.write(kept, whole);
    var index = one.folder().resolve(PluginFolder.INDEX);
    var other =
        PluginJar.plugin(temp, "org.one", "one.pass")
            .index("1.0.0", VersionRange.parse("[0.1,)"), "one.other");
    Files.write(index, IndexFile.write(Candidate.of(List.of(other.jar())).index()));
    assertEquals(List.of("one.other", "two.pass"), names(), "the file is newer than its copy");
    Files.delete(one.folder().resolve(LockFile.NAME));
    assertEquals(List.of("two.pass"), names());
    assertEquals(List.of(one.folder()), folder.content().strangers());
    folder.remove("org.two");
    folder.remove("org.one");
    assertEquals(List.of(), names());
  }

  /// The copy of a lock file is as good as the file for a list, never for a start.
  @Test
  void aStartReadsTheLockFileItself() throws Exception {
    var installed = install(PluginJar.plugin(temp, "org.one", "one.pass"));
    var lock = installed.folder().resolve(LockFile.NAME);
    var time = Files.getLastModifiedTime(lock);
    var text = Files.readString(lock);
    var hash = installed.jars().getFirst().sha256();
    Files.writeString(lock, text.replace(hash, "0".repeat(64)));
    Files.setLastModifiedTime(lock, time);
    var catalogue = catalogue();
    assertEquals(PluginState.DISCOVERED, status(catalogue, "org.one").state());
    var e = assertThrows(PipelineException.class, () -> bind(catalogue, "one.pass"));
    assertEquals("plugin.quarantined", e.code());
    assertTrue(String.valueOf(e.getMessage()).contains("not " + "0".repeat(64)), e.getMessage());
  }

  private List<String> names() {
    return catalogue().tools().stream().map(tool -> tool.name()).sorted().toList();
  }

  @Test
  void whatWasPutThereByHandIsQuarantined() throws Exception {
    install(PluginJar.plugin(temp, "org.one", "one.pass"));
    Files.copy(
        PluginJar.plugin(temp, "org.two", "two.pass").jar(), folder.path().resolve("two.jar"));
    Files.createDirectory(folder.path().resolve("three"));
    var damaged = Files.createDirectory(folder.path().resolve("four"));
    Files.write(damaged.resolve(LockFile.NAME), "weir-plugin 9\n".getBytes(StandardCharsets.UTF_8));
    var catalogue = catalogue();
    for (var name : List.of("two.jar", "three", "four")) {
      assertEquals(PluginState.QUARANTINED, status(catalogue, name).state(), name);
      assertTrue(status(catalogue, name).cure().contains("install"), name);
    }
    bind(catalogue, "one.pass");
  }

  @Test
  void noNameLeadsOutOfTheFolder() {
    install(PluginJar.plugin(temp, "org.one", "one.pass"));
    for (var name : List.of("", ".", "..", "../plugins", "/", "org.one/..")) {
      assertFalse(folder.remove(name), name);
    }
    assertTrue(catalogue().has("one.pass"));
  }

  @Test
  void bothHoldersOfANameAreListedAndNeitherIsPicked() {
    install(PluginJar.plugin(temp, "org.one", "same.pass"));
    install(
        PluginJar.plugin(temp, "org.two", "same.pass")
            .index("3.1.0", VersionRange.parse("[0.1,)"), "same.pass", "two.own"));
    var catalogue = catalogue();
    assertEquals(PluginState.CONFLICT, status(catalogue, "org.one").state());
    assertEquals(PluginState.CONFLICT, status(catalogue, "org.two").state());
    var e = assertThrows(PipelineException.class, () -> catalogue.tool("same.pass"));
    assertEquals("tool.conflict", e.code());
    for (var part : List.of("org.one 1.0.0", "org.two 3.1.0", "remove one")) {
      assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }
    assertEquals(2, catalogue.tools().stream().filter(t -> t.name().equals("same.pass")).count());
    assertEquals(
        List.of("org.one 1.0.0", "org.two 3.1.0"),
        catalogue.tools().stream()
            .filter(t -> t.name().equals("same.pass"))
            .map(catalogue::origin)
            .toList());
    bind(catalogue, "two.own");
  }
}
