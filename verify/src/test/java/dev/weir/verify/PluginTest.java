package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a plugin that is not fit. One that is: [StrangerTest].
final class PluginTest {
  private static final String TOOL = "seismology.geometric-mean";

  @TempDir Path folder;
  private Path project = Path.of("");

  @BeforeEach
  void begin() throws Exception {
    var weir = new Weir(folder);
    project = folder.resolve("own");
    assertEquals(0, weir.run("plugin", "new", "seismology", "own").code());
  }

  private Weir.Ended weir(String... words) throws Exception {
    var all = new ArrayList<>(List.of(Weir.launcher().toString()));
    all.addAll(List.of(words));
    all.addAll(List.of("--plugins", folder.resolve("plugins").toString()));
    var builder = new ProcessBuilder(all).directory(folder.toFile());
    builder.environment().put("TMPDIR", folder.resolve("temporary").toString());
    builder.environment().put("WEIR_CACHE", "off");
    builder.environment().put("WEIR_AOT", "off");
    return Weir.ended(builder.start());
  }

  /// Compiles and packs the project as its pom says, but without its tests, which would fail.
  private String jar() throws Exception {
    var bundle = Weir.launcher().getParent().getParent();
    var api = bundle.resolve("lib/weir-framework-api.jar");
    var classes = Files.createTempDirectory(folder, "classes");
    List<String> words =
        new ArrayList<>(
            List.of(
                "-d",
                classes.toString(),
                "-p",
                api + File.pathSeparator + bundle.resolve("lib/jspecify.jar"),
                "--processor-path",
                api + File.pathSeparator + processor(bundle),
                "-Aweir.plugin.version=0.1.0"));
    try (var sources = Files.walk(project.resolve("src/main/java"))) {
      words.addAll(sources.map(Path::toString).filter(file -> file.endsWith(".java")).toList());
    }
    tool("javac", words);
    var jar = folder.resolve("seismology.jar");
    tool("jar", List.of("--create", "--file", jar.toString(), "-C", classes.toString(), "."));
    return jar.toString();
  }

  private static Path processor(Path bundle) throws Exception {
    try (var files = Files.walk(bundle.resolve("repo/dev/weir/weir-framework-processor"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }

  private static void tool(String name, List<String> words) {
    int code =
        ToolProvider.findFirst(name)
            .orElseThrow()
            .run(System.err, System.err, words.toArray(String[]::new));
    assertEquals(0, code, name + " " + words);
  }

  @Test
  void aPluginThatBreaksALawIsNotInstalled() throws Exception {
    change("earlier.count += later.count;", "");
    refused("install", "is broken by " + TOOL, "it does not pass");
  }

  @Test
  void aPluginThatEndsTheProcessIsNotFit() throws Exception {
    change(
        "  private final Column column;",
        "  static { System.exit(0); }\n  private final Column column;");
    refused("verify", "", "it ended the process, with code 0");
  }

  private void change(String from, String to) throws Exception {
    var file = project.resolve("src/main/java/org/example/seismology/GeometricMean.java");
    var text = Files.readString(file);
    assertTrue(text.contains(from), text);
    Files.writeString(file, text.replace(from, to));
  }

  private void refused(String command, String out, String why) throws Exception {
    var ended = weir("plugin", command, jar());
    assertEquals(2, ended.code(), ended.out() + ended.err());
    assertTrue(ended.out().contains(out), ended.out());
    assertTrue(ended.err().contains(why), ended.err());
    var tools = weir("tools");
    assertEquals("", tools.err());
    assertTrue(!tools.out().contains(TOOL) && tools.out().contains("stats.describe"), tools.out());
  }
}
