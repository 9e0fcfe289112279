package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An application may put the jars on the class path as well as on the module path.
final class ClassPathTest {
  @TempDir Path folder;

  @Test
  void classPathFindsTheSameToolsAndGivesTheSameAnswer() throws Exception {
    var weir = new Weir(folder);
    Files.writeString(folder.resolve("f.csv"), "x,g\n1,a\n2,b\n4,a\n");
    var words = List.of("run", "f.csv", "stats.describe", "--by", "g");
    var modules = weir.run(words.toArray(String[]::new));
    assertEquals(0, modules.code(), modules.err());
    assertEquals(table(modules), table(onClassPath(weir, words)));
    assertEquals(weir.run("tools").out(), onClassPath(weir, List.of("tools")).out());
  }

  private static Weir.Ended onClassPath(Weir weir, List<String> words) throws Exception {
    var lib = Weir.launcher().getParent().resolveSibling("lib");
    var command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx352m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                lib + "/*",
                "dev.weir.app.cli.Main"));
    command.addAll(words);
    var ended = Weir.ended(weir.process(command).start());
    assertEquals(0, ended.code(), ended.err());
    assertTrue(ended.err().isEmpty(), ended.err());
    return ended;
  }

  /// The tables; the footer tells the time.
  private static String table(Weir.Ended ended) {
    return ended.out().substring(0, ended.out().lastIndexOf("\n\n"));
  }
}
