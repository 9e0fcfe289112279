package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Code that was written against a released version of the API goes on to run: each jar in
/// `framework-api/baseline` is compared with the one that is built.
final class ApiCompatibilityTest {
  private static final Path BASELINE = WeirModule.ROOT.resolve("framework-api/baseline");
  private static final Path ACCEPTED = BASELINE.resolve("accepted.txt");

  @TempDir Path folder;

  private static List<Path> jars(Path of) throws IOException {
    try (var files = Files.list(of)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  @Test
  void nothingThatWasReleasedIsBroken() throws IOException {
    var api = Weir.launcher().getParent().resolveSibling("lib/weir-framework-api.jar");
    var accepted = ApiChanges.accepted(ACCEPTED);
    for (var released : jars(BASELINE)) {
      var breaks = new TreeMap<>(ApiChanges.breaks(released, api));
      breaks.keySet().removeAll(accepted);
      assertTrue(breaks.isEmpty(), () -> message(released, breaks));
    }
  }

  private static String message(Path released, Map<String, String> breaks) {
    var text = new StringBuilder("Code written against " + released.getFileName() + " breaks:\n");
    breaks.forEach((what, kind) -> text.append(what).append("  (").append(kind).append(")\n"));
    return text.append("binary: compiled plugins fail; source: they fail when compiled anew.\n")
        .append(
            "Keep what was there, deprecated, beside the new. If it must go, the next version is a ")
        .append("major one (before 1.0 a minor one, docs/versioning.md); add each line to ")
        .append(WeirModule.ROOT.relativize(ACCEPTED))
        .append(" with the reason: class#member CHANGE: reason")
        .toString();
  }

  private Path jar(String name, String members) throws IOException {
    var classes = Files.createDirectories(folder.resolve(name));
    var source =
        Files.writeString(
            classes.resolve("Sample.java"), "package p; public class Sample {" + members + "}");
    run("javac", "-d", classes.toString(), source.toString());
    var jar = folder.resolve(name + ".jar");
    run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), "p");
    return jar;
  }

  private static void run(String tool, String... words) {
    assertEquals(
        0, ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, words), tool);
  }

  @Test
  void aRemovedMethodFailsAndAnAddedOnePasses() throws IOException {
    var one = jar("one", "public void kept() {}");
    var two = jar("two", "public void kept() {} public int more() { return 1; }");
    assertEquals(Map.of(), ApiChanges.breaks(one, two));
    var breaks = ApiChanges.breaks(two, one);
    assertEquals(Map.of("p.Sample#more METHOD_REMOVED", "binary"), breaks);
    var message = message(two, breaks);
    assertTrue(message.contains("p.Sample#more METHOD_REMOVED  (binary)"), message);
    assertTrue(message.contains("framework-api/baseline/accepted.txt"), message);
  }

  @Test
  void anAcceptedBreakNeedsAReason() throws IOException {
    var file = folder.resolve("accepted.txt");
    Files.writeString(file, "# why\n\np.Sample#more METHOD_REMOVED: nobody called it\n");
    assertEquals(List.of("p.Sample#more METHOD_REMOVED"), ApiChanges.accepted(file));
    Files.writeString(file, "p.Sample#more METHOD_REMOVED\n");
    assertThrows(IllegalArgumentException.class, () -> ApiChanges.accepted(file));
  }
}
