package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.PipelineException.Category;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each wrong input: one line with the place, the value and the cure.
class WrongInputTest {
  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void folder() {
    given = new Given(folder);
  }

  private void refused(String code, String location, String... parts) {
    given.refused(code, location, List.of(), parts);
  }

  @Test
  void missingFile() throws IOException {
    given.file("diamonds.csv", "a\n1\n");
    var error =
        given.refused(
            "source.missing",
            "diamond.csv",
            List.of(),
            "no file 'diamond.csv'",
            "did you mean 'diamonds.csv'?");
    assertEquals(Category.USER, error.category());
    refused("source.missing", "nowhere/f.csv", "there is no folder");
    refused("source.missing", "*.parquet", "no file fits '*.parquet'");
  }

  @Test
  void folderAndUnknownEnding() throws IOException {
    Files.createDirectory(folder.resolve("d.csv"));
    refused("source.directory", "d.csv", "'d.csv' is a folder", "d.csv/*.csv");
    given.file("f.xlsx", "x");
    refused("source.format", "f.xlsx", "f.xlsx", ".parquet");
  }

  @Test
  void emptyFiles() throws IOException {
    given.file("e.csv", "");
    refused("source.empty", "e.csv", "'e.csv' is empty (0 bytes)", "header line");
    given.file("b.csv", "\n\n\n");
    refused("source.empty", "b.csv", "b.csv holds only blank lines");
    given.file("e.parquet", "");
    refused("source.empty", "e.parquet", "empty");
  }

  @Test
  void headerAlone() throws IOException {
    for (var content : List.of("a,b\n", "a,b", "a,b\r\n\r\n", "name\n")) {
      given.file("h1.csv", content);
      var error =
          given.refused(
              "source.empty",
              "h1.csv",
              List.of(),
              "h1.csv holds a header line and no rows",
              "--header no");
      assertEquals(Category.DATA, error.category());
    }
    given.file("h2.csv", "name\n");
    refused("source.empty", "h?.csv", "h1.csv and the other 1 file hold", "no rows");
    given.gzip("h.csv.gz", "a,b\n");
    refused("source.empty", "h.csv.gz", "h.csv.gz holds a header line and no rows");
  }

  @Test
  void raggedRows() throws IOException {
    given.file("r.csv", "a,b\n1,2\n3\n4,5\n");
    refused(
        "source.csv.ragged", "r.csv", "r.csv, line 3: 1 field where line 1 has 2", "--delimiter");
    given.file("late.csv", "a,b\n" + "1,2\n".repeat(200_000) + "1,2,3\n");
    refused("source.csv.ragged", "late.csv", "late.csv, line 200002: 3 fields where line 1 has 2");
  }

  @Test
  void linesThatDuckDbWouldSkip() throws IOException {
    given.file("r.csv", "a,b\n1\n2,3,4\n5,6\n");
    refused("source.csv.ragged", "r.csv", "r.csv, line 2");
    given.file("t.csv", "My title\n\na,b,c\n1,2,3\n4,5,6\n");
    refused("source.csv.ragged", "t.csv", "t.csv, line 3: 3 fields where line 1 has 1");
  }

  @Test
  void duplicateNames() throws IOException {
    given.file("d.csv", "a,b,a\n1,2,3\n");
    refused(
        "source.csv.duplicate-column",
        "d.csv",
        "d.csv, line 1: columns 1 and 3 are both named 'a'",
        "--header no");
    given.file("c.csv", "Id,id\nx,y\n");
    refused("source.csv.duplicate-column", "c.csv", "columns 1 and 2");
  }

  @Test
  void wrongEncodings() throws IOException {
    given.bytes("l.csv", "a\nx\nnaïve\n".getBytes(StandardCharsets.ISO_8859_1));
    refused(
        "source.csv.encoding",
        "l.csv",
        "l.csv, line 3: byte 0xEF is not UTF-8",
        "--encoding latin-1");
    given.bytes("big.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16));
    refused("source.csv.encoding", "big.csv", "iconv -f UTF-16BE -t UTF-8");
    given.bytes("w.csv", "\ufeffa,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE));
    refused("source.csv.encoding", "w.csv", "--encoding utf-16");
    var late = ("a\n" + "x\n".repeat(300_000)).getBytes(StandardCharsets.UTF_8);
    late[late.length - 2] = (byte) 0xe9;
    given.bytes("late.csv", late);
    refused("source.csv.encoding", "late.csv", "late.csv, line 300001", "--encoding latin-1");
  }

  @Test
  void binaryJunk() throws IOException {
    var junk = new byte[10_000];
    new Random(1).nextBytes(junk);
    given.bytes("j.csv", junk);
    refused("source.content", "j.csv", "j.csv, byte", "no text");
    given.bytes("j.parquet", junk);
    refused("source.parquet", "j.parquet", "j.parquet: not a whole Parquet file");
    given.bytes("j.csv.gz", junk);
    refused("source.compression", "j.csv.gz", "its name says gzip");
    given.bytes("j.jsonl", junk);
    refused("source.json", "j.jsonl", "j.jsonl");
    given.bytes("j.sqlite", junk);
    refused("source.sqlite", "j.sqlite", "j.sqlite cannot be read as a SQLite database");
    given.bytes("j.duckdb", junk);
    refused("source.database", "j.duckdb", "j.duckdb");
    given.file("p.csv", "PAR1....");
    refused("source.content", "p.csv", "p.csv is not text but a Parquet file");
  }

  @Test
  void brokenGzip() throws IOException {
    var text = new StringBuilder("a\n");
    new Random(1).ints(400_000).forEach(i -> text.append(i).append('\n'));
    var file = given.gzip("g.csv.gz", text.toString());
    var bytes = Files.readAllBytes(file);
    given.bytes("g.csv.gz", java.util.Arrays.copyOf(bytes, bytes.length / 2));
    refused("source.compression", "g.csv.gz", "g.csv.gz", "gzip", "get the file again");
    given.bytes("s.csv.gz", java.util.Arrays.copyOf(bytes, 100));
    refused("source.compression", "s.csv.gz", "s.csv.gz", "gzip", "get the file again");
  }

  @Test
  void brokenParquet() throws IOException {
    given.sql("COPY (SELECT range AS a FROM range(100000)) TO '%s/p.parquet'");
    var bytes = Files.readAllBytes(folder.resolve("p.parquet"));
    given.bytes("cut.parquet", java.util.Arrays.copyOf(bytes, bytes.length / 2));
    refused("source.parquet", "cut.parquet", "cut.parquet: not a whole Parquet file", "again");
  }

  @Test
  void tenMegabyteField() throws IOException {
    given.file("big.csv", "a,b\n1," + "x".repeat(10 << 20) + "\n2,y\n");
    try (var source = given.open("big.csv", Optional.empty(), given.limits(96))) {
      var chunks = Given.chunks(source, Given.all(source));
      assertEquals(10 << 20, chunks.getFirst().text(source.schema().column("b")).length(0));
      assertEquals(1, chunks.getFirst().rows());
    }
    Given.refused(
        "source.csv.long-line",
        () -> given.open("big.csv", Optional.empty(), given.limits(32)).close(),
        "big.csv",
        "--memory");
  }

  @Test
  void laterCellThatDoesNotFit() throws IOException {
    given.file("m.csv", "a,price\n" + "1,2\n".repeat(150_000) + "1,n/a\n");
    refused(
        "source.value",
        "m.csv",
        "m.csv, row 150001, column 'price': 'n/a' is no whole number",
        "--types price=text",
        "--null-value 'n/a'");
    given.file("f.csv", "a,price\n" + "1,2\n".repeat(150_000) + "1,2.5\n");
    refused("source.value", "f.csv", "row 150001, column 'price': '2.5' is no whole number");
    given.file("b.csv", "a\n" + "1\n".repeat(150_000) + "9223372036854775808\n");
    refused("source.value", "b.csv", "'9223372036854775808' is beyond 64 bits");
    given.file("d.csv", "a,price\n" + "1,2.5\n".repeat(150_000) + "1,x\n");
    refused(
        "source.value",
        "d.csv",
        "d.csv, line 150002, column 'price': 'x' is no number",
        "--types price=text");
    given.file("t.csv", "day\n" + "2020-01-01\n".repeat(150_000) + "2020-01-01 10:00\n");
    refused("source.value", "t.csv", "row 150001, column 'day': '2020-01-01 10:00' is no date");
  }

  @Test
  void laterCellIsPlacedInQueries() throws IOException {
    given.file("m.csv", "a\n" + "1\n".repeat(150_000) + "1.5\n");
    Given.refused(
        "source.value",
        () -> given.queried("m.csv", "SELECT sum(a) AS s FROM t"),
        "m.csv, row 150001, column 'a': '1.5'");
  }

  @Test
  void openQuotes() throws IOException {
    given.file("q.csv", "a,b\n1,\"x\n2,y\n");
    refused("source.csv.quote", "q.csv", "q.csv, line 2", "does not end");
  }

  @Test
  void headerThatNobodyCanTell() throws IOException {
    given.file("h.csv", "country,id,2019\nFrance,1,5\nItaly,2,6\n");
    refused(
        "source.csv.header",
        "h.csv",
        "h.csv, line 1",
        "'id'",
        "'2019'",
        "--header yes or --header no");
    assertEquals(List.of("France|1|5", "Italy|2|6"), given.rows("h.csv", "header", "yes"));
  }

  @Test
  void filesThatDisagree() throws IOException {
    given.file("a.csv", "x,y\n1,2\n");
    given.file("b.csv", "x,z\n1,2\n");
    refused("source.schema", "*.csv", "b.csv has no column 'y'", "a.csv");
    given.sql("COPY (SELECT 1 AS a) TO '%s/a.parquet'", "COPY (SELECT 'x' AS a) TO '%s/b.parquet'");
    refused("source.schema", "*.parquet", "b.parquet column 'a' is TEXT and not INT");
  }

  @Test
  void wrongOptions() throws IOException {
    given.file("f.csv", "price\n1\n");
    given.refused(
        "column.unknown",
        "f.csv",
        List.of("types", "prize=text"),
        "no column 'prize' in f.csv",
        "'price'");
    given.refused(
        "option.value", "f.csv", List.of("types", "price=string"), "no type 'string'", "text");
    given.refused("option.value", "f.csv", List.of("types", "price"), "column=type");
    given.refused("option.value", "f.csv", List.of("delimiter", ";;"), "one character");
  }

  @Test
  void optionsOfOtherFormats() throws IOException {
    given.file("f.csv", "price\n1\n");
    given.file("f.jsonl", "{\"price\": 1}\n");
    given.sql(
        "COPY (SELECT 1 AS price) TO '%s/f.parquet'",
        "ATTACH '%s/f.duckdb' AS d", "CREATE TABLE d.price AS SELECT 1 AS price");
    var csvOnly =
        List.of(
            List.of("delimiter", ";"),
            List.of("header", "no"),
            List.of("null-value", "NA"),
            List.of("encoding", "latin-1"),
            List.of("types", "price=text"));
    for (var file : List.of("f.parquet Parquet", "f.jsonl JSON", "f.duckdb DuckDB")) {
      var name = file.substring(0, file.indexOf(' '));
      var format = file.substring(file.indexOf(' ') + 1);
      for (var option : csvOnly) {
        var error =
            given.refused(
                "option.format",
                name,
                option,
                "--" + option.getFirst() + " is for CSV files, and '" + name + "' is " + format,
                "leave it out");
        assertEquals(Category.USER, error.category());
      }
    }
    for (var name : List.of("f.csv", "f.parquet", "f.jsonl")) {
      given.refused(
          "option.format",
          name,
          List.of("table", "price"),
          "--table is for DuckDB and SQLite files",
          name);
    }
    assertEquals(List.of("1"), given.rows("f.duckdb", "table", "price"));
  }

  @Test
  void mixedLineBreaks() throws IOException {
    given.file("m.csv", "a,b\r\n1,2\n3,4\r\n");
    refused("source.csv.line-breaks", "m.csv", "m.csv", "line breaks");
  }

  @Test
  void brokenJson() throws IOException {
    given.file("j.jsonl", "{\"a\":1}\n{\"a\":}\n");
    refused(
        "source.json", "j.jsonl", "j.jsonl: Malformed JSON at byte 6 of record 2", "correct it");
    given.file("k.jsonl", "x{\"a\":1}\n{\"a\":2}\n");
    refused("source.json", "k.jsonl", "at byte 1 of record 1");
    given.file("k.json", "[{\"a\":1},\n{\"a\":2},\n{\"a\":}]");
    refused("source.json", "k.json", "of record 3");
    given.file("l.jsonl", "{\"a\":1}\n".repeat(50_000) + "{\"a\":oops}\n");
    refused("source.json", "l.jsonl", "of record 50001");
    given.file("n.jsonl", "1\n2\n");
    refused("source.json", "n.jsonl", "not objects");
  }
}
