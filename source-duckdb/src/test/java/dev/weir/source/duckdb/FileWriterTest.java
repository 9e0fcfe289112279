package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Schema.Field;
import dev.weir.api.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWriterTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.of("flag", Type.BOOLEAN),
          Field.of("i", Type.INT),
          Field.of("l", Type.LONG),
          Field.of("day", Type.DATE),
          Field.of("at", Type.TIMESTAMP),
          Field.of("d", Type.DOUBLE),
          Field.of("t", Type.TEXT),
          Field.of("raw", Type.BYTES));

  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void folder() {
    given = new Given(folder);
  }

  private static Chunk rows(int from, int count) {
    var rows = Rows.of(SCHEMA);
    for (int i = from; i < from + count; i++) {
      rows.row();
      if (i % 7 != 3) {
        rows.put(0, i % 2)
            .put(1, -i)
            .put(2, i * 1_000_000_007L)
            .put(3, i - 500L)
            .put(4, i * 1_234_567L);
        rows.put(5, i / 3.0)
            .put(6, "text, \"quoted\"\n" + i)
            .put(7, new byte[] {(byte) (32 + i % 90), 1}, 0, 1);
      }
    }
    return rows.chunk();
  }

  private void write(String name, int count) {
    try (var writer = Given.PROVIDER.write(folder.resolve(name), SCHEMA, given.limits())) {
      for (int from = 0; from < count; from += 3000) {
        writer.write(rows(from, Math.min(3000, count - from)));
      }
      writer.commit();
    }
  }

  private static List<String> expected(int count) {
    return Given.lines(rows(0, count));
  }

  @Test
  void parquetKeepsEverything() {
    write("o.parquet", 10_000);
    try (var source = given.open("o.parquet")) {
      assertEquals(SCHEMA.fields(), source.schema().fields());
      assertEquals(expected(10_000), Given.rows(source, Given.all(source)));
    }
  }

  @Test
  void csvKeepsWhatTextCan() {
    for (var name : List.of("o.csv", "o.tsv", "o.csv.gz", "o.tsv.gz")) {
      write(name, 5000);
      try (var source = given.open(name, "types", "i=int,raw=bytes")) {
        assertEquals(SCHEMA.fields(), source.schema().fields(), name);
        assertEquals(expected(5000), Given.rows(source, Given.all(source)), name);
      }
    }
  }

  @Test
  void nothingIsThereBeforeCommit() throws IOException {
    given.file("o.parquet", "old");
    try (var writer = Given.PROVIDER.write(folder.resolve("o.parquet"), SCHEMA, given.limits())) {
      writer.write(rows(0, 5000));
    }
    assertEquals("old", Files.readString(folder.resolve("o.parquet")));
    assertEquals(List.of("o.parquet"), files());
    write("o.parquet", 10);
    assertEquals(List.of("o.parquet"), files());
    assertEquals(expected(10), given.rows("o.parquet"));
  }

  @Test
  void closedWriterRefusesInsteadOfTouchingFreedMemory() {
    var writer = Given.PROVIDER.write(folder.resolve("o.parquet"), SCHEMA, given.limits());
    writer.close();
    writer.close();
    assertThrows(IllegalStateException.class, () -> writer.write(rows(0, 1)));
    assertThrows(IllegalStateException.class, writer::commit);
  }

  private List<String> files() throws IOException {
    try (var entries = Files.list(folder)) {
      var names =
          new ArrayList<>(
              entries.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList());
      names.sort(null);
      return names;
    }
  }

  @Test
  void noRowsAreATableToo() {
    write("o.parquet", 0);
    assertEquals(List.of(), given.rows("o.parquet"));
    write("o.csv", 0);
    assertEquals(List.of(String.join("|", SCHEMA.names())), given.rows("o.csv", "header", "no"));
    Given.refused("source.empty", () -> given.rows("o.csv"), "o.csv holds a header line");
  }

  @Test
  void refusesWhereItCannotWrite() throws IOException {
    Files.createDirectory(folder.resolve("d.csv"));
    Given.refused(
        "sink.folder", () -> write("none/o.csv", 1), "there is no folder", "make it first");
    Given.refused("sink.directory", () -> write("d.csv", 1), "is a folder");
    Given.refused("sink.format", () -> write("o.xlsx", 1), ".parquet");
    assertTrue(Given.PROVIDER.writes(Path.of("x.csv.gz")));
    assertFalse(Given.PROVIDER.writes(Path.of("x.json")));
  }

  @Test
  void staysWithinLittleMemoryAndDisk() {
    try (var writer = Given.PROVIDER.write(folder.resolve("o.parquet"), SCHEMA, given.limits(32))) {
      var chunk = rows(0, 20_000);
      for (int i = 0; i < 50; i++) {
        writer.write(chunk);
      }
      writer.commit();
    }
    try (var source = given.open("o.parquet")) {
      assertEquals(1_000_000, source.rows().orElseThrow());
    }
    var limits = given.limits(32);
    var small =
        new dev.weir.api.SourceLimits(limits.memoryBytes(), 1, 1 << 20, limits.spillDirectory());
    Given.refused(
        "sink.disk",
        () -> {
          try (var writer = Given.PROVIDER.write(folder.resolve("p.parquet"), SCHEMA, small)) {
            var chunk = rows(0, 20_000);
            for (int i = 0; i < 100; i++) {
              writer.write(chunk);
            }
            writer.commit();
          }
        },
        "--disk");
    assertFalse(Files.exists(folder.resolve("p.parquet")));
  }

  @Test
  void wideTextStaysWithinLittleMemory() {
    var schema = Schema.of(Field.of("n", Type.LONG), Field.of("text", Type.TEXT));
    var rows = Rows.of(schema);
    for (int i = 0; i < 20_000; i++) {
      rows.row().put(0, i).put(1, ("row " + i + " ").repeat(15));
    }
    var chunk = rows.chunk();
    try (var writer = Given.PROVIDER.write(folder.resolve("o.csv"), schema, given.limits(32))) {
      for (int i = 0; i < 40; i++) {
        writer.write(chunk);
      }
      writer.commit();
    }
    assertTrue(folder.resolve("o.csv").toFile().length() > 100 << 20);
  }
}
