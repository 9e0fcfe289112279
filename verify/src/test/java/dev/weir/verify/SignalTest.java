package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C while DuckDB works on a query that has given no row yet: it ends, and no file is left.
final class SignalTest {
  private static final int SIGINT = 130;

  @TempDir Path folder;

  @Test
  void aQueryThatHasGivenNoRowYetIsEnded() throws Exception {
    var weir = new Weir(folder);
    var ids = IntStream.range(0, 1000).mapToObj(Integer::toString);
    Files.writeString(
        folder.resolve("ids.csv"), ids.collect(Collectors.joining("\n", "id\n", "\n")));
    Files.writeString(
        folder.resolve("p.yaml"),
        """
        input:
          file: ids.csv
          query: SELECT sum(a.id * b.id * c.id * d.id) AS s FROM t a, t b, t c, t d
        steps:
        - stats.describe
        """);
    Process process = weir.start("run", "p.yaml");
    var out = Weir.read(process.getInputStream());
    var err = Weir.read(process.getErrorStream());
    while (!isRunning()) {
      assertFalse(process.waitFor(10, TimeUnit.MILLISECONDS), "ended too early");
    }
    new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
    assertEquals(SIGINT, process.waitFor(), err::join);
    assertFalse(err.join().contains("\tat "), err::join);
    assertFalse(out.join().contains("complete"), out::join);
    weir.nothingIsLeft();
  }

  private boolean isRunning() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("temporary"))) {
      return files.anyMatch(f -> f.getFileName().toString().startsWith("weir-run-"));
    }
  }
}
