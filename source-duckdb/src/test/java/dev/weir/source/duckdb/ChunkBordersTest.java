package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingDataSource.Scan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkBordersTest {
  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void folder() {
    given = new Given(folder);
  }

  private static List<Integer> sizes(StreamingDataSource source, int rows, long bytes, long block) {
    var scan = new Scan(source.schema().names(), List.of(), 0, rows, bytes, block);
    return Given.chunks(source, scan).stream().map(Chunk::rows).toList();
  }

  private static String numbers(int count) {
    var text = new StringBuilder("a\n");
    IntStream.range(0, count).forEach(i -> text.append(i).append('\n'));
    return text.toString();
  }

  @Test
  void rowsAndBlocks() throws IOException {
    given.file("n.csv", numbers(10_000));
    try (var source = given.open("n.csv")) {
      assertEquals(List.of(3000, 3000, 3000, 1000), sizes(source, 3000, 1 << 30, 1 << 20));
      assertEquals(List.of(3000, 1000, 3000, 1000, 2000), sizes(source, 3000, 1 << 30, 4000));
      assertEquals(List.of(4000, 4000, 2000), sizes(source, 1 << 18, 1 << 30, 4000));
    }
  }

  @Test
  void bytes() throws IOException {
    given.file("n.csv", numbers(1000));
    given.file("t.csv", "t,u\n" + "abcdef,x\n".repeat(1000));
    try (var source = given.open("n.csv");
        var texts = given.open("t.csv")) {
      assertEquals(
          List.of(100, 100, 100, 100, 100, 100, 100, 100, 100, 100),
          sizes(source, 1 << 18, 800, 1 << 20));
      // 4 + 4 bytes of offsets and 6 + 1 of content a row: the 54th row reaches 800.
      assertEquals(54, sizes(texts, 1 << 18, 800, 1 << 20).getFirst());
      assertEquals(1000, sizes(texts, 1 << 18, 1, 1 << 20).size());
    }
  }

  @Test
  void splits() throws IOException {
    given.file("a.csv", numbers(5));
    given.file("b.csv", numbers(7));
    try (var source = given.open("*.csv")) {
      assertEquals(List.of(5, 7), sizes(source, 1 << 18, 1 << 30, 1 << 20));
    }
  }

  @Test
  void positionsAreThoseOfTheRowsWhateverTheBorders() throws IOException {
    given.file("n.csv", numbers(10_000));
    given.sql("COPY (SELECT range AS a FROM range(10000)) TO '%s/n.parquet'");
    for (var location : List.of("n.csv", "n.parquet")) {
      try (var source = given.open(location)) {
        var scan = new Scan(List.of("a"), List.of(), 0, 777, 5000, 1000);
        long next = 0;
        for (var chunk : Given.chunks(source, scan)) {
          for (int r = 0; r < chunk.rows(); r++) {
            assertEquals(next, chunk.position(r));
            assertEquals(next++, chunk.longs(source.schema().column("a"))[r]);
          }
        }
        assertEquals(10_000, next);
      }
    }
  }

  @Test
  void beginsAtAPosition() throws IOException {
    given.file("n.csv", numbers(10_000));
    given.sql("COPY (SELECT range AS a FROM range(10000)) TO '%s/n.parquet'");
    for (var location : List.of("n.csv", "n.parquet")) {
      try (var source = given.open(location)) {
        var whole = new ArrayList<>(Given.rows(source, Given.all(source)));
        for (int from : List.of(1, 2047, 2048, 2049, 9999, 10_000)) {
          var scan = new Scan(List.of("a"), List.of(), from, 1000, 1 << 20, 5000);
          assertEquals(whole.subList(from, 10_000), Given.rows(source, scan));
        }
        assertTrue(
            Given.rows(source, Given.scan(List.of("a"), List.of(), Chunk.position(3, 0)))
                .isEmpty());
      }
    }
  }

  @Test
  void missingCellsKeepTheirPlace() throws IOException {
    var text = new StringBuilder("a,t\n");
    IntStream.range(0, 5000)
        .forEach(i ->
            text.append(i % 3 == 0 ? "" : i)
                .append(',')
                .append(i % 5 == 0 ? "" : "t" + i)
                .append('\n'));
    given.file("m.csv", text.toString());
    try (var source = given.open("m.csv")) {
      var scan = new Scan(List.of("a", "t"), List.of(), 0, 333, 1 << 20, 1 << 20);
      int row = 0;
      for (var line : Given.rows(source, scan)) {
        assertEquals((row % 3 == 0 ? "~" : row) + "|" + (row % 5 == 0 ? "~" : "t" + row), line);
        row++;
      }
    }
  }
}
