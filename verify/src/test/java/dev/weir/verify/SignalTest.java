package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C while DuckDB works on a query that has given no row yet: it ends, and no file is left.
final class SignalTest {
  private static final int SIGINT = 130;

  @TempDir Path folder;
  private Weir weir;

  @BeforeEach
  void prepare() throws IOException {
    weir = new Weir(folder);
    var ids = new StringBuilder("id\n");
    for (int i = 0; i < 1000; i++) {
      ids.append(i).append('\n');
    }
    Files.writeString(folder.resolve("ids.csv"), ids);
  }

  private record Stopped(String out, String err) {}

  /// A place at which to press Ctrl-C.
  private interface Moment {
    boolean reached(String err) throws IOException;
  }

  private Stopped stopped(String query, String steps, Moment moment) throws Exception {
    Files.writeString(
        folder.resolve("p.yaml"),
        "input: {file: ids.csv, query: '"
            + query
            + "'}\nrun: {memory: 128m, threads: 1, progress: always, chunk-bytes: 1m, block-rows: 100000}\nsteps:\n"
            + steps);
    Process process = weir.start("run", "p.yaml");
    var out = Weir.read(process.getInputStream());
    var err = new StringBuilder();
    try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
      while (!moment.reached(err.toString())) {
        while (reader.ready()) {
          err.append((char) reader.read());
        }
        assertFalse(process.waitFor(10, TimeUnit.MILLISECONDS), () -> "ended too early: " + err);
      }
      new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        err.append((char) c);
      }
    }
    assertEquals(SIGINT, process.waitFor(), err::toString);
    assertFalse(err.toString().contains("\tat "), err::toString);
    assertFalse(Files.exists(folder.resolve("out.csv")), "an unfinished file has its name");
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.noneMatch(f -> f.getFileName().toString().endsWith(".tmp")));
    }
    weir.nothingIsLeft();
    return new Stopped(out.join(), err.toString());
  }

  @Test
  void aQueryThatHasGivenNoRowYetIsEnded() throws Exception {
    var query = "SELECT sum(a.id * b.id * c.id * d.id) AS s FROM t a, t b, t c, t d";
    var stopped = stopped(query, "- stats.describe\n", err -> isRunning());
    assertFalse(stopped.out().contains("complete"), stopped.out());
  }

  private boolean isRunning() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("temporary"))) {
      return files.anyMatch(f -> f.getFileName().toString().startsWith("weir-run-"));
    }
  }
}
