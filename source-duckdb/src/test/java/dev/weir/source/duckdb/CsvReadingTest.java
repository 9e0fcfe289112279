package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReadingTest {
  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void folder() {
    given = new Given(folder);
  }

  private List<Type> types(String location, String... options) {
    try (var source = given.open(location, options)) {
      return source.schema().fields().stream().map(f -> f.type()).toList();
    }
  }

  @Test
  void findsTypes() throws IOException {
    given.file(
        "f.csv",
        """
        flag,whole,real,day,time,zip,big,us,text,none
        true,1,0.5,2020-02-29,2020-01-01T10:00:00+02:00,01234,99999999999999999999,01/02/2020,a b,
        FALSE,-2,1e3,1969-12-31,2020-01-01 10:00,00001,1,02/03/2020,"c,\"\"d\"\"\",
        """);
    assertEquals(
        List.of(
            Type.BOOLEAN,
            Type.LONG,
            Type.DOUBLE,
            Type.DATE,
            Type.TIMESTAMP,
            Type.TEXT,
            Type.TEXT,
            Type.TEXT,
            Type.TEXT,
            Type.TEXT),
        types("f.csv"));
    assertEquals(
        List.of(
            "1|1|0.5|18321|1577865600000000|01234|99999999999999999999|01/02/2020|a b|~",
            "0|-2|1000.0|-1|1577872800000000|00001|1|02/03/2020|c,\"d\"|~"),
        given.rows("f.csv"));
  }

  @Test
  void takesTypesThatAreSaid() throws IOException {
    given.file("f.csv", "a,b,c\n1,2,3\n");
    assertEquals(
        List.of(Type.TEXT, Type.DOUBLE, Type.INT),
        types("f.csv", "types", "a=text,b=double,c=int"));
    assertEquals(List.of("1|2.0|3"), given.rows("f.csv", "types", "a=text,b=double,c=int"));
    given.file("g.csv", "a\nxyz\n");
    assertEquals(List.of(Type.BYTES), types("g.csv", "types", "a=bytes"));
  }

  @Test
  void findsDelimiters() throws IOException {
    given.file("s.csv", "a;b\n1,5;x\n2,5;y\n");
    given.file("t.tsv", "a\tb\n1\tx,y\n");
    given.file("p.txt", "a|b\n1|2\n");
    given.file("one.csv", "a\n1\n2\n");
    assertEquals(List.of("1,5|x", "2,5|y"), given.rows("s.csv"));
    assertEquals(List.of("1|x,y"), given.rows("t.tsv"));
    assertEquals(List.of("1|2"), given.rows("p.txt"));
    assertEquals(List.of("1", "2"), given.rows("one.csv"));
    assertEquals(List.of("1\tx,y"), given.rows("t.tsv", "delimiter", ";"));
    assertEquals(List.of("1|x,y"), given.rows("t.tsv", "delimiter", "tab"));
    assertEquals(List.of("1|x,y"), given.rows("t.tsv", "delimiter", "\\t"));
  }

  @Test
  void decidesHeader() throws IOException {
    given.file("numbers.csv", "1,2\n3,4\n");
    given.file("texts.csv", "x,y\na,b\n");
    given.file("unnamed.csv", "\"\",x\n1,2\n");
    assertEquals(List.of("1|2", "3|4"), given.rows("numbers.csv"));
    assertEquals(List.of("3|4"), given.rows("numbers.csv", "header", "yes"));
    assertEquals(List.of("a|b"), given.rows("texts.csv"));
    assertEquals(List.of("x|y", "a|b"), given.rows("texts.csv", "header", "no"));
    try (var source = given.open("unnamed.csv")) {
      assertEquals(List.of("column1", "x"), source.schema().names());
    }
    try (var source = given.open("numbers.csv")) {
      assertEquals(List.of("column1", "column2"), source.schema().names());
    }
  }

  @Test
  void onlySomeFilesMayBeAHeaderAlone() throws IOException {
    given.file("1.csv", "a,b\n");
    given.file("2.csv", "a,b\n1,2\n");
    given.file("3.csv", "a,b");
    assertEquals(List.of("1|2"), given.rows("*.csv"));
    assertEquals(List.of("a|b"), given.rows("1.csv", "header", "no"));
  }

  @Test
  void readsMissingCells() throws IOException {
    given.file("n.csv", "a,b\n1,NA\n\\N,x\n,\n");
    assertEquals(List.of("1|~", "~|x", "~|~"), given.rows("n.csv", "null-value", "NA,\\N"));
    assertEquals(List.of("1|NA", "\\N|x", "~|~"), given.rows("n.csv"));
  }

  @Test
  void readsEncodingsAndByteOrderMarks() throws IOException {
    given.bytes("l.csv", "naïve\né\n".getBytes(StandardCharsets.ISO_8859_1));
    given.bytes("u.csv", "\ufeffnaïve\né\n".getBytes(StandardCharsets.UTF_8));
    given.bytes("w.csv", "\ufeffnaïve\né\n".getBytes(StandardCharsets.UTF_16LE));
    assertEquals(List.of("é"), given.rows("l.csv", "encoding", "latin-1"));
    assertEquals(List.of("é"), given.rows("u.csv"));
    assertEquals(List.of("é"), given.rows("w.csv", "encoding", "utf-16"));
    try (var source = given.open("u.csv")) {
      assertEquals(List.of("naïve"), source.schema().names());
    }
  }

  @Test
  void readsLineBreaksWithinQuotes() throws IOException {
    given.file("q.csv", "a,b\r\n1,\"x\r\ny\"\r\n2,z\r\n");
    assertEquals(List.of("1|x\r\ny", "2|z"), given.rows("q.csv"));
  }

  @Test
  void readsCompressedFilesAndPatterns() throws IOException {
    given.gzip("a.csv.gz", "x,y\n1,2\n3,4\n");
    given.gzip("b.csv.gz", "y,x\n6,5\n");
    Files.createDirectories(folder.resolve("deep/er"));
    given.gzip("deep/er/c.csv.gz", "x,y\n7,8\n");
    assertEquals(List.of("1|2", "3|4", "5|6"), given.rows("?.csv.gz"));
    assertEquals(List.of("1|2", "3|4", "5|6", "7|8"), given.rows("**/*.csv.gz"));
    try (var source = given.open("*.csv.gz")) {
      var chunks = Given.chunks(source, Given.all(source));
      assertEquals(2, chunks.size());
      assertEquals(Chunk.position(0, 0), chunks.get(0).position(0));
      assertEquals(Chunk.position(1, 0), chunks.get(1).position(0));
      assertEquals("b.csv.gz, row 1", source.place(chunks.get(1).position(0)));
      var later =
          Given.rows(source, Given.scan(List.of("x", "y"), List.of(), Chunk.position(0, 1)));
      assertEquals(List.of("3|4", "5|6"), later);
    }
  }

  @Test
  void readsFilesWithSpecialNames() throws IOException {
    given.file("it's [1].csv", "a\n1\n");
    assertEquals(List.of("1"), given.rows("it's [1].csv"));
  }

  @Test
  void widensTypesOverFiles() throws IOException {
    given.file("a.csv", "x\n1\n");
    given.file("b.csv", "x\n1.5\n");
    assertEquals(List.of("1.0", "1.5"), given.rows("*.csv"));
  }

  @Test
  void readsOnlyWantedColumns() throws IOException {
    given.file("f.csv", "a,b,c\n1,2,3\n4,5,6\n");
    try (var source = given.open("f.csv")) {
      var chunk = Given.chunks(source, Given.scan(List.of("b"), List.of(), 0)).getFirst();
      assertFalse(chunk.has(source.schema().column("a")));
      assertEquals(List.of("2", "5"), Given.lines(chunk));
      var none = Given.chunks(source, Given.scan(List.of(), List.of(), 0)).getFirst();
      assertEquals(2, none.rows());
      assertFalse(none.has(source.schema().column("b")));
    }
  }

  @Test
  void severalReadersAtOnce() throws IOException {
    given.file("f.csv", "a\n" + "1\n".repeat(10_000));
    try (var source = given.open("f.csv");
        var one = source.open(Given.all(source));
        var two = source.open(Given.all(source))) {
      assertTrue(one.next().isPresent());
      assertEquals(10_000, Given.drain(two).stream().mapToInt(Chunk::rows).sum());
      assertTrue(one.next().isEmpty());
    }
  }
}
