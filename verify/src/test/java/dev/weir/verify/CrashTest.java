package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left after `kill -9`, and that the next run clears it away.
final class CrashTest {
  private static final String RUN = "weir-run-";
  private static final int SIGKILL = 9;

  @TempDir Path folder;

  @Test
  void theNextRunRemovesTheFolderOfOneThatWasKilled() throws Exception {
    var weir = new Weir(folder);
    var file = folder.resolve("numbers.csv");
    try (var writer = Files.newBufferedWriter(file)) {
      writer.write("id,x\n");
      for (int i = 0; i < 400_000; i++) {
        writer.write(i + "," + i % 977 / 7.0 + "\n");
      }
    }

    var words =
        "run numbers.csv stats.describe --exact then cleaning.filter --where x>=0 --out out.csv";
    Process process = weir.start((words + " --threads 1 --progress always").split(" "));
    try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
      var err = new StringBuilder();
      // The first sign of progress: the run is under way, and has five more passes to go.
      while (err.indexOf("rows/s") < 0) {
        int c = reader.read();
        assertTrue(c >= 0, () -> "ended too early: " + err);
        err.append((char) c);
      }
      process.destroyForcibly();
      assertEquals(128 + SIGKILL, process.waitFor());
    }
    assertEquals(1, weir.left().stream().filter(name -> name.startsWith(RUN)).count());
    assertFalse(Files.exists(folder.resolve("out.csv")), "an unfinished file has its name");

    assertEquals(0, weir.run("run", "numbers.csv", "stats.describe").code());
    assertEquals(List.of(), weir.left());
  }
}
