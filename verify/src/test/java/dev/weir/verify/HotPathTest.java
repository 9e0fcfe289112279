package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people type all day starts at once because it loads little: seen in Java's own list of the
/// classes that it loads.
final class HotPathTest {
  private static final Pattern HEAVY =
      Pattern.compile(
          "org\\.duckdb\\.|org\\.xerial\\.|org\\.sqlite\\.|com\\.github\\.benmanes\\.|"
              + "com\\.fasterxml\\.|tools\\.jackson\\.|org\\.snakeyaml\\.|picocli\\.|smile\\.|"
              + "org\\.apache\\.|org\\.locationtech\\.|java\\.lang\\.management\\.|"
              + "sun\\.management\\.|java\\.sql\\.|java\\.util\\.logging\\.|jdk\\.jfr\\.|"
              + "dev\\.weir\\.domain\\.|dev\\.weir\\.core\\.run\\.|dev\\.weir\\.source\\.duckdb\\.engine\\.(?!EngineException$)");

  @TempDir Path folder;

  private List<String> loaded(String... words) throws Exception {
    var log = folder.resolve("classes");
    var command = new ArrayList<>(List.of(Weir.launcher().toString()));
    command.addAll(List.of(words));
    var process = new Weir(Files.createDirectories(folder.resolve("run"))).process(command);
    process.environment().put("WEIR_JAVA_OPTS", "-Xlog:class+load=info:file=" + log);
    var ended = Weir.ended(process.start());
    assertEquals(0, ended.code(), ended.err());
    return Files.readAllLines(log).stream()
        .map(line -> line.replaceFirst("^\\[[^a-z]*s\\]\\[[^\\]]*\\]\\[[^\\]]*\\] ", ""))
        .map(line -> line.replaceFirst(" .*", ""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "help",
        "tools",
        "tools --json",
        "help stats.describe",
        "help run",
        "completion bash",
        "completion bash -- run a.csv stats.describe --ex"
      })
  void nothingHeavyIsLoaded(String words) throws Exception {
    var classes = loaded(words.split(" "));
    assertTrue(classes.contains("dev.weir.app.cli.Cli"), "the log is read wrongly: " + classes);
    var heavy = classes.stream().filter(name -> HEAVY.matcher(name).lookingAt()).toList();
    assertEquals(List.of(), heavy);
  }

  @Test
  void theVersionAsksForNoTools() throws Exception {
    var ours =
        loaded("--version").stream()
            .filter(name -> name.startsWith("dev.weir.") && !name.contains("$$Lambda"))
            .toList();
    assertTrue(ours.size() <= 12, ours::toString);
  }
}
