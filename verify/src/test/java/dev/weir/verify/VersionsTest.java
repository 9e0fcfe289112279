package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.api.plugin.Api;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/// Each version is written once: libraries and plugins in the root pom, our modules in the bom.
/// What Maven makes us repeat is compared here.
final class VersionsTest {
  static List<String> children() throws IOException {
    List<String> folders = new ArrayList<>(Poms.root().modules());
    folders.remove("bom");
    return folders;
  }

  @ParameterizedTest
  @MethodSource("children")
  void aModuleNamesNoVersionButItsOwn(String folder) throws IOException {
    Poms.Pom pom = Poms.in(folder);
    List<String> foreign =
        pom.all("version")
            .map(version -> ((Element) version.getParentNode()).getTagName())
            .filter(owner -> !owner.equals("project") && !owner.equals("parent"))
            .toList();
    assertEquals(
        List.of(),
        foreign,
        pom.file() + " has a <version> in these elements; move it to the root pom");
    assertEquals(Poms.root().text("version"), pom.text("parent", "version"), "parent of " + folder);
  }

  @ParameterizedTest
  @MethodSource("children")
  void aDomainHasItsOwnVersionAndTheBomRepeatsIt(String folder) throws IOException {
    Optional<String> own = Poms.in(folder).text("version");
    if (folder.startsWith("domain-")) {
      assertFalse(own.isEmpty(), folder + " must have its own <version>");
      assertEquals(own, Poms.in("bom").text("properties", "weir-" + folder + ".version"), folder);
    } else {
      assertEquals(Optional.empty(), own, folder + " must take its <version> from the root pom");
    }
  }

  /// Plugins state which of these they run with.
  @Test
  void theApiSaysItsVersion() throws IOException {
    assertEquals(Poms.root().text("version").orElseThrow(), Api.VERSION);
  }

  @Test
  void theBomListsEveryPublishedModule() throws IOException {
    List<String> listed =
        Poms.in("bom")
            .all("dependency")
            .map(entry -> Poms.child(entry, "artifactId"))
            .sorted()
            .toList();
    List<String> published =
        WeirModule.ALL.stream()
            .map(WeirModule::folder)
            .filter(folder -> !folder.equals("examples") && !folder.equals("benchmarks"))
            .map(folder -> "weir-" + folder)
            .sorted()
            .toList();
    assertEquals(published, listed);
  }

  @Test
  void theRootPomAndTheBomAgree() throws IOException {
    Poms.Pom root = Poms.root();
    Poms.Pom bom = Poms.in("bom");
    assertEquals(root.text("version"), bom.text("version"));
    root.all("dependency")
        .filter(entry -> Poms.child(entry, "groupId").equals("dev.weir"))
        .forEach(entry ->
            assertEquals(
                root.text("version").orElseThrow(),
                Poms.child(entry, "version"),
                Poms.child(entry, "artifactId")));
    assertPluginsAgree(root, bom);
  }

  /// Examples with builds of their own can take no version from here, as no stranger can.
  @ParameterizedTest
  @ValueSource(strings = {"third-party-plugin", "embedding-app"})
  void anExampleOutsideOfTheReactorHasTheVersionsOfTheRootPom(String name) throws IOException {
    Poms.Pom root = Poms.root();
    Poms.Pom example = Poms.in("examples/" + name);
    assertEquals(root.text("version"), example.text("properties", "weir.version"));
    example
        .text("properties", "junit.version")
        .ifPresent(
            junit -> assertEquals(root.text("properties", "junit.version").orElse(""), junit));
    assertPluginsAgree(root, example);
  }

  private static void assertPluginsAgree(Poms.Pom root, Poms.Pom other) {
    other
        .all("plugin")
        .forEach(plugin ->
            assertEquals(
                pluginVersion(root, Poms.child(plugin, "artifactId")),
                Poms.child(plugin, "version"),
                Poms.child(plugin, "artifactId")));
  }

  private static String pluginVersion(Poms.Pom root, String artifactId) {
    String version =
        root.all("plugin")
            .filter(plugin -> Poms.child(plugin, "artifactId").equals(artifactId))
            .map(plugin -> Poms.child(plugin, "version"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("the root pom does not know " + artifactId));
    return root.text("properties", version.replaceAll("[${}]", "")).orElse(version);
  }
}
