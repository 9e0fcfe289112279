package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.StreamingDataSource.Scan;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 200 MB of CSV with a limit of 32 MB.
class BoundedMemoryTest {
  private static final int ROWS = 5_000_000;

  @TempDir Path folder;

  @Test
  void readsWithinThirtyTwoMegabytes() throws IOException {
    var given = new Given(folder);
    try (var out =
        new BufferedOutputStream(Files.newOutputStream(folder.resolve("f.csv")), 1 << 20)) {
      out.write("a,b,c,t\n".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < ROWS; i++) {
        out.write(
            (i + "," + i / 2 + ".5," + i % 1000 + ",item number " + i % 100 + "\n")
                .getBytes(StandardCharsets.US_ASCII));
      }
    }
    try (var source = given.open("f.csv", Optional.empty(), given.limits(32))) {
      long rows = 0;
      long sum = 0;
      var a = source.schema().column("a");
      try (var reader =
          source.open(new Scan(source.schema().names(), List.of(), 0, 1 << 18, 1 << 20, 1 << 20))) {
        for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
          var cells = chunk.get().longs(a);
          for (int r = 0; r < chunk.get().rows(); r++) {
            sum += cells[r];
          }
          rows += chunk.get().rows();
        }
      }
      assertEquals(ROWS, rows);
      assertEquals((long) ROWS * (ROWS - 1) / 2, sum);
    }
  }
}
