package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import dev.weir.api.StreamingDataSource;
import dev.weir.source.duckdb.engine.Engine;
import dev.weir.source.duckdb.engine.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows with a cell that its column cannot hold: told of where somebody listens, each once a scan,
/// at the position that it has in every scan; errors otherwise.
class MisfitsTest {
  private static final String TYPES =
      "l=long,i=int,d=double,b=boolean,day=date,at=timestamp,y=bytes,t=text";
  private static final String GOOD = "1,2,2.5,true,2020-01-01,2020-01-01 10:00,x,y\n";

  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void folder() {
    given = new Given(folder);
  }

  private record Heard(List<String> rows, NavigableMap<Long, String> misfits) {}

  private static Heard read(StreamingDataSource source, StreamingDataSource.Scan scan) {
    var misfits = new TreeMap<Long, String>();
    var rows =
        Given.rows(
            source,
            scan.withMisfits((position, reason) -> {
              assertTrue(misfits.put(position, reason) == null, "twice");
            }));
    return new Heard(rows, misfits);
  }

  private String mixed() {
    return "l,i,d,b,day,at,y,t\n"
        + GOOD
        + "x,2,2.5,true,2020-01-01,2020-01-01 10:00,x,y\n"
        + "1,3000000000,2.5,true,2020-01-01,2020-01-01 10:00,x,y\n"
        + "1,2,abc,true,2020-01-01,2020-01-01 10:00,x,y\n"
        + "1,2,2.5,maybe,2020-01-01,2020-01-01 10:00,x,y\n"
        + "1,2,2.5,true,2020-13-01,2020-01-01 10:00,x,y\n"
        + "1,2,2.5,true,2020-01-01,noon,x,y\n"
        + "1,2,2.5,true,2020-01-01,2020-01-01 10:00,\\q,y\n"
        + "9999999999999999999,2,z,true,2020-01-01,2020-01-01 10:00,x,y\n"
        + ",,,,,,,\n"
        + GOOD;
  }

  @Test
  void everyTypeTellsOfItsMisfits() throws IOException {
    given.file("m.csv", mixed());
    try (var source = given.open("m.csv", "types", TYPES)) {
      var heard = read(source, Given.all(source));
      assertEquals(11, heard.rows().size(), "they are given all the same");
      assertEquals(
          List.of(
              "1 column 'l': 'x' is no whole number",
              "2 column 'i': '3000000000' is beyond 32 bits",
              "3 column 'd': 'abc' is no number",
              "4 column 'b': 'maybe' is no boolean (true or false)",
              "5 column 'day': '2020-13-01' is no date (2020-12-31)",
              "6 column 'at': 'noon' is no timestamp (2020-12-31 23:59:59)",
              "7 column 'y': '\\q' is no text of bytes (\\xNN where not ASCII)",
              "8 column 'l': '9999999999999999999' is beyond 64 bits"),
          heard.misfits().entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
      assertEquals(heard.rows().getFirst(), heard.rows().getLast());
      assertEquals("~|~|~|~|~|~|~|~", heard.rows().get(9));
      assertTrue(heard.rows().get(3).contains("|~|"), heard.rows().get(3));
    }
  }

  @Test
  void onlyColumnsThatAreReadAndRowsFromTheFirst() throws IOException {
    given.file("m.csv", mixed());
    try (var source = given.open("m.csv", "types", TYPES)) {
      var columns = List.of("d", "t");
      assertEquals(
          List.of(3L, 8L),
          List.copyOf(read(source, Given.scan(columns, List.of(), 0)).misfits().keySet()));
      assertEquals(
          List.of(8L),
          List.copyOf(read(source, Given.scan(columns, List.of(), 4)).misfits().keySet()));
      assertEquals(
          List.of(),
          List.copyOf(read(source, Given.scan(List.of(), List.of(), 0)).misfits().keySet()));
    }
  }

  @Test
  void bordersDoNotDependOnThem() throws IOException {
    var rows = new StringBuilder("d,t\n");
    for (int i = 0; i < 10_000; i++) {
      rows.append(i % 97 == 0 ? "bad" : "1.5").append(",t").append(i).append('\n');
    }
    given.file("m.csv", rows.toString());
    given.file("good.csv", rows.toString().replace("bad", "2.5"));
    var scan = new StreamingDataSource.Scan(List.of("d", "t"), List.of(), 0, 700, 9000, 3000);
    var borders = new ArrayList<List<Long>>();
    for (var name : List.of("m.csv", "good.csv")) {
      try (var source = given.open(name, "types", "d=double")) {
        borders.add(
            Given.chunks(source, scan.withMisfits((_, _) -> {})).stream()
                .map(c -> c.position(c.rows() - 1))
                .toList());
      }
    }
    assertEquals(borders.getFirst(), borders.getLast());
  }

  @Test
  void parquetTellsOfThemToo() {
    given.sql(
        "COPY (SELECT CASE WHEN range = 3 THEN 'infinity'::DATE ELSE DATE '2020-01-01' END AS day, CASE WHEN range = 5 THEN 18446744073709551615 ELSE range END::UBIGINT AS u FROM range(8)) TO '%s/p.parquet'");
    try (var source = given.open("p.parquet")) {
      var heard = read(source, Given.all(source));
      assertEquals(
          "{3=column 'day': 'infinity' is no day, 5=column 'u': '18446744073709551615' is beyond 64 bits}",
          heard.misfits().toString());
    }
  }

  @Test
  void theListenerMayEndThePass() throws IOException {
    given.file("m.csv", mixed());
    try (var source = given.open("m.csv", "types", TYPES)) {
      Given.refused(
          "rows.budget",
          () ->
              Given.chunks(
                  source,
                  Given.all(source)
                      .withMisfits((_, reason) -> {
                        throw PipelineException.data("rows.budget", reason);
                      })),
          "column 'l': 'x'");
    }
  }

  @Test
  void raggedLinesStayErrors() throws IOException {
    given.file("r.csv", "d\n" + "1.5\n".repeat(200_000) + "1,2\n");
    try (var source = given.open("r.csv", "types", "d=double")) {
      Given.refused("source.csv.ragged", () -> read(source, Given.all(source)), "line 200002");
    }
  }

  /// DuckDB's reader of CSV and its cast agree on any spelling: what is a number, and to the bit
  /// which one.
  @Test
  void sameSpellingSameBits() throws IOException {
    var spellings = spellings();
    var text = new StringBuilder("id,x\n");
    for (int i = 0; i < spellings.size(); i++) {
      text.append(i).append(",\"").append(spellings.get(i)).append("\"\n");
    }
    var file = given.file("s.csv", text.toString());
    for (var type : List.of("double", "boolean")) {
      var byReader = new TreeMap<Long, String>();
      try (var engine = Engine.open(given.limits(), List.of(file), List.of());
          var session = engine.session()) {
        readerCells(session, file, type, byReader);
      }
      try (var source = given.open("s.csv", "types", "id=long,x=" + type)) {
        var heard = read(source, Given.all(source));
        assertEquals(spellings.size() - byReader.size(), heard.misfits().size(), type);
        for (int i = 0; i < spellings.size(); i++) {
          boolean fits = !heard.misfits().containsKey((long) i);
          assertEquals(byReader.containsKey((long) i), fits, type + " '" + spellings.get(i) + "'");
          if (fits) {
            var cell = heard.rows().get(i).split("\\|", -1)[1];
            assertEquals(byReader.get((long) i), cell, type + " '" + spellings.get(i) + "'");
          }
        }
        assertTrue(byReader.size() > 10, type + ": some fit");
      }
    }
  }

  /// What the reader itself makes of the cells; lines that it cannot read are left out.
  private static void readerCells(
      Session session, Path file, String type, Map<Long, String> cells) {
    var sql =
        "SELECT id, x FROM read_csv('"
            + file
            + "', auto_detect = false, columns = {id: 'BIGINT', x: '"
            + type
            + "'}, delim = ',', quote = '\"', escape = '\"', header = true, nullstr = [''], allow_quoted_nulls = true, strict_mode = true, ignore_errors = true)";
    try (var rows = session.stream(sql)) {
      while (rows.next()) {
        var ids = rows.vector(0);
        var xs = rows.vector(1);
        for (int r = 0; r < rows.rows(); r++) {
          var cell =
              xs.isNull(r)
                  ? "~"
                  : type.equals("boolean")
                      ? (xs.bool(r) ? "1" : "0")
                      : Double.toString(Double.longBitsToDouble(xs.word(r)));
          cells.put(ids.word(r), cell);
        }
      }
    }
  }

  private static List<String> spellings() {
    var all =
        new ArrayList<>(
            List.of(
                "",
                " ",
                "1",
                "+1",
                "-1",
                "1.",
                ".5",
                ".",
                "-.5",
                "1e5",
                "1E+5",
                "1e",
                "1e400",
                "-1e400",
                "1e-400",
                "4.9e-324",
                "2.2250738585072011e-308",
                "1.7976931348623159e308",
                "0.1",
                "0.30000000000000004",
                "9007199254740993",
                "nan",
                "NaN",
                "inf",
                "-inf",
                "+inf",
                "Infinity",
                "-infinity",
                " 1.5",
                "1.5 ",
                "\t1",
                "1_000",
                "1_",
                "_1",
                "1,5",
                "0x10",
                "1f",
                "1d",
                "١",
                "true",
                "TRUE",
                "True",
                "t",
                "T",
                "f",
                "false",
                "yes",
                "no",
                "y",
                "n",
                "on",
                "off",
                "0",
                "00",
                "2",
                " true",
                "true ",
                "1.0.0",
                "--1",
                "+-1",
                "1e5.5",
                "1e+",
                "007",
                "1 2",
                "1e0005",
                "123456789012345678901234567890"));
    var random = new Random(7);
    var alphabet = "0123456789012345678901234567890.eE+-_ nafit";
    for (int i = 0; i < 20_000; i++) {
      var spelling = new StringBuilder();
      int length = 1 + random.nextInt(12);
      for (int c = 0; c < length; c++) {
        spelling.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      all.add(spelling.toString());
    }
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      all.add(
          i % 2 == 0
              ? Double.toString(value)
              : new java.math.BigDecimal(Double.isFinite(value) ? value : 1)
                  .round(new java.math.MathContext(1 + random.nextInt(25)))
                  .toString());
    }
    return all;
  }

  @Test
  void positionsAreThoseOfTheFile() throws IOException {
    given.file("1.csv", "d\n1.5\n");
    given.file("2.csv", "d\n2.5\nx\n");
    try (var source = given.open("?.csv", "types", "d=double")) {
      var heard = read(source, Given.all(source));
      assertEquals(List.of(Chunk.position(1, 1)), List.copyOf(heard.misfits().keySet()));
      assertEquals("2.csv, row 2", source.place(heard.misfits().firstKey()));
    }
  }
}
