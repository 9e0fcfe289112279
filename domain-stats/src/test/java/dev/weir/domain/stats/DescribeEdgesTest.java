package dev.weir.domain.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Each documented edge of `stats.describe`.
class DescribeEdgesTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Map<String, Object> ALL = Map.of("top", 3, "bins", 4);
  private static final Map<String, Object> EXACT = Map.of("top", 3, "bins", 4, "exact", true);

  @Test
  void noRows() {
    for (var options : List.of(ALL, EXACT)) {
      var described = Described.of(Described.reals(), options);
      assertEquals(
          Map.of(
              "column",
              "x",
              "type",
              "DOUBLE",
              "count",
              0L,
              "missing",
              0L,
              "nan",
              0L,
              "distinct",
              0L),
          described.row("numbers", 0));
      assertEquals(List.of(), described.rows("categories"));
      assertEquals(List.of(), described.rows("top"));
      assertEquals(List.of(), described.rows("histogram"));
      assertEquals(List.of(), described.result().warnings());
    }
    var text = Described.of(Described.texts(), ALL);
    assertEquals(Set.of("column", "type", "count", "missing", "distinct"), keys(text));
  }

  private static Set<String> keys(Described described) {
    return described.row("categories", 0).keySet();
  }

  @Test
  void sameTablesWhateverTheData() {
    var empty = Described.of(Described.reals(), ALL).result().tables();
    var full = Described.of(Described.reals(1, 2, 3), ALL).result().tables();
    assertEquals(List.of("numbers", "categories", "top", "histogram"), List.copyOf(full.keySet()));
    full.forEach((name, table) -> assertEquals(table.schema(), empty.get(name).schema()));
    assertEquals(
        List.of("numbers", "categories"),
        List.copyOf(Described.of(Described.reals(1), Map.of()).result().tables().keySet()));
  }

  @Test
  void oneRow() {
    for (var options : List.of(ALL, EXACT)) {
      var described = Described.of(Described.reals(7), options);
      for (var figure : List.of("mean", "min", "q25", "median", "q75", "max")) {
        assertEquals(7, described.number(figure), figure);
      }
      for (var figure : List.of("sd", "skewness", "kurtosis")) {
        assertEquals(Double.NaN, described.number(figure), figure);
      }
      assertEquals(
          List.of(Map.of("column", "x", "from", 7.0, "to", 7.0, "count", 1L)),
          described.rows("histogram"));
    }
  }

  @Test
  void allMissing() {
    var cells = new Values.Doubles(new double[10], Validity.none(10));
    for (var options : List.of(ALL, EXACT)) {
      var described = Described.of(Described.table(10, Map.of("x", cells)), options);
      assertEquals(10, described.number("missing"));
      assertEquals(0, described.number("count"));
      assertEquals(Double.NaN, described.number("median"));
      assertEquals(List.of("column 'x': all 10 cells are missing"), described.result().warnings());
    }
  }

  @Test
  void constant() {
    var described = Described.of(Described.reals(0.1, 0.1, 0.1), ALL);
    assertEquals(0.1, described.number("mean"));
    assertEquals(0, described.number("sd"));
    assertEquals(Double.NaN, described.number("skewness"));
    assertEquals(Double.NaN, described.number("kurtosis"));
    assertEquals(1, described.number("distinct"));
    assertEquals(
        List.of("column 'x': constant, all 3 values are 0.1"), described.result().warnings());
  }

  @Test
  void notANumber() {
    for (var options : List.of(ALL, EXACT)) {
      var described = Described.of(Described.reals(1, Double.NaN, 3, Double.NaN), options);
      assertEquals(2, described.number("count"));
      assertEquals(2, described.number("nan"));
      assertEquals(0, described.number("missing"));
      assertEquals(2, described.number("mean"));
      assertEquals(2, described.number("median"));
      assertEquals(3, described.number("max"));
      assertEquals(2, described.number("distinct"));
      assertEquals(
          List.of("column 'x': 2 cells are NaN, left out of all figures"),
          described.result().warnings());
      assertEquals(List.of(), described.rows("top"), "NaN is no frequent value");
    }
  }

  @Test
  void infinities() {
    for (var options : List.of(ALL, EXACT)) {
      var described = Described.of(Described.reals(1, 2, 3, INF), options);
      assertEquals(4, described.number("count"));
      assertEquals(INF, described.number("mean"));
      assertEquals(Double.NaN, described.number("sd"));
      assertEquals(2.5, described.number("median"));
      assertEquals(INF, described.number("max"));
      assertEquals(List.of(), described.rows("histogram"));
      var both = Described.of(Described.reals(-INF, 5, INF), options);
      assertEquals(Double.NaN, both.number("mean"));
      assertEquals(-INF, both.number("min"));
      assertEquals(5, both.number("median"));
      assertTrue(both.result().warnings().getFirst().startsWith("column 'x': 2 values are inf"));
    }
  }

  @Test
  void hugeWholeNumbers() {
    long big = Long.MAX_VALUE;
    var described = Described.of(Described.longs(big, big - 1, big - 1, 5), ALL);
    assertEquals(3, described.number("distinct"), "told apart although equal as doubles");
    assertEquals(0x1p63, described.number("max"));
    assertEquals(
        List.of(
            "column 'x': whole numbers beyond 2^53, rounded here; exactly, the least is 5 and the"
                + " greatest 9223372036854775807"),
        described.result().warnings());
    assertEquals(
        List.of(Map.of("column", "x", "value", "9223372036854775806", "count", 2L, "share", 0.5)),
        described.rows("top"));
    assertFalse(described.names("numbers").contains("nan"), "whole numbers are never NaN");
  }

  @Test
  void unicode() {
    var described = Described.of(Described.texts("ä", "😀😀😀", "ä", null, "zz"), ALL);
    var row = described.row("categories", 0);
    assertEquals(4L, row.get("count"));
    assertEquals(1L, row.get("missing"));
    assertEquals(3L, row.get("distinct"));
    assertEquals("zz", row.get("least"));
    assertEquals("😀😀😀", row.get("greatest"));
    assertEquals(1L, row.get("shortest"));
    assertEquals(3L, row.get("longest"));
    assertEquals("ä", described.row("top", 0).get("value"));
  }

  @Test
  void longTextsAreCutBetweenCharacters() {
    var a = "ä".repeat(40);
    var described = Described.of(Described.texts(a, a, "ä".repeat(41), "ä".repeat(41)), ALL);
    var row = described.row("categories", 0);
    assertEquals("ä".repeat(32) + "…", row.get("least"));
    assertEquals("ä".repeat(32) + "…", row.get("greatest"));
    assertEquals(40L, row.get("shortest"));
    assertEquals(2L, row.get("distinct"));
    assertEquals(List.of(), described.result().warnings(), "not said to be constant");
    assertEquals(2, described.rows("top").size());
    for (var item : described.rows("top")) {
      assertTrue(((String) item.get("value")).matches("ä{22}…#[0-9a-f]{16}"), item.toString());
      assertEquals(2L, item.get("count"));
    }
  }

  @Test
  void otherTypes() {
    var columns = new LinkedHashMap<String, Values>();
    columns.put("flag", new Values.Ints(Type.BOOLEAN, new int[] {1, 0, 1}, Validity.ALL));
    columns.put("day", new Values.Longs(Type.DATE, new long[] {0, -1, 19_000}, Validity.ALL));
    columns.put(
        "time", new Values.Longs(Type.TIMESTAMP, new long[] {0, 1_500_000, -1}, Validity.ALL));
    columns.put("blob", new Values.Texts(Type.BYTES, Text.of("\u0001", "ab", ""), Validity.ALL));
    columns.put("n", Values.of(new int[] {3, 3, 4}));
    var described = Described.of(Described.table(3, columns), ALL);
    var rows = described.rows("categories");
    assertEquals("false true", ends(rows.get(0)));
    assertEquals("1969-12-31 2022-01-08", ends(rows.get(1)));
    assertEquals("1969-12-31T23:59:59.999999Z 1970-01-01T00:00:01.500Z", ends(rows.get(2)));
    assertEquals(" 6162", ends(rows.get(3)));
    assertEquals(List.of(2L, 3L, 3L, 3L), rows.stream().map(r -> r.get("distinct")).toList());
    assertEquals(2L, rows.get(3).get("longest"));
    assertEquals(
        List.of("true", "3"), described.rows("top").stream().map(r -> r.get("value")).toList());
    assertEquals("INT", described.row("numbers", 0).get("type"));
  }

  private static String ends(Map<String, Object> row) {
    return row.get("least") + " " + row.get("greatest");
  }

  @Test
  void datesBeyondTheCalendar() {
    var cells = new Values.Longs(Type.DATE, new long[] {Long.MIN_VALUE, 5}, Validity.ALL);
    var row = Described.of(Described.table(2, Map.of("x", cells)), ALL).row("categories", 0);
    assertEquals("day -9223372036854775808", row.get("least"));
  }

  @Test
  void dictionaryOrPlainIsTheSame() {
    var random = new java.util.SplittableRandom(5);
    var words = List.of("", " a", "b", "ö1", "12", "b".repeat(100));
    var plain = new String[500];
    var codes = new int[500];
    for (int r = 0; r < plain.length; r++) {
      codes[r] = random.nextInt(words.size());
      plain[r] = words.get(codes[r]);
    }
    var bytes = String.join("", words).getBytes(StandardCharsets.UTF_8);
    var offsets = new int[words.size() + 1];
    for (int i = 0; i < words.size(); i++) {
      offsets[i + 1] = offsets[i] + words.get(i).getBytes(StandardCharsets.UTF_8).length;
    }
    var coded = new Values.Texts(Type.TEXT, Text.ofDictionary(bytes, offsets, codes), Validity.ALL);
    var a = Described.of(Described.table(500, Map.of("x", coded)), ALL);
    var b = Described.of(Described.texts(plain), ALL);
    assertEquals(b.rows("categories"), a.rows("categories"));
    assertEquals(b.rows("top"), a.rows("top"));
    assertEquals(b.result().warnings(), a.result().warnings());
  }

  @Test
  void missingInDictionaryOfTextsIsNotCounted() {
    var valid = Validity.of(new boolean[] {true, false, true});
    var text = Text.ofDictionary(new byte[] {'a', 'b'}, new int[] {0, 1, 2}, new int[] {0, 1, 0});
    var described =
        Described.of(
            Described.table(3, Map.of("x", new Values.Texts(Type.TEXT, text, valid))), ALL);
    assertEquals(1L, described.row("categories", 0).get("distinct"));
    assertEquals("a", described.row("categories", 0).get("greatest"));
  }

  @Test
  void frequentNumbersOnlyWhileThereAreFewDifferentOnes() {
    var few = new double[1000];
    var many = new double[1000];
    for (int i = 0; i < few.length; i++) {
      few[i] = i % 254;
      many[i] = i % 255;
    }
    assertEquals(3, Described.of(Described.reals(few), ALL).rows("top").size());
    assertEquals(0, Described.of(Described.reals(many), ALL).rows("top").size());
    assertEquals(254, Described.of(Described.reals(few), ALL).number("distinct"));
  }

  @Test
  void valuesThatOccurOnceAreNotFrequent() {
    assertEquals(
        List.of("b"),
        Described.of(Described.texts("a", "b", "b", "c"), ALL).rows("top").stream()
            .map(r -> r.get("value"))
            .toList());
  }

  @Test
  void frequentTextsOfManyAreWithinTheirBound() {
    var cells = new ArrayList<String>();
    for (int i = 0; i < 20_000; i++) {
      cells.add(i % 4 == 0 ? "often" : i > 10_000 && i % 10 == 1 ? "late" : "t" + i);
    }
    var described =
        Described.of(
            Described.texts(cells.toArray(String[]::new)),
            ALL,
            Described.CONFIG.withBlockRows(1000));
    var top = described.rows("top");
    long error = (long) described.bound("top.count").error();
    assertTrue(error <= 20_000 / 128, "error " + error);
    assertEquals("often", top.getFirst().get("value"));
    long often = (Long) top.getFirst().get("count");
    assertTrue(often <= 5000 && often >= 5000 - error, "count " + often);
    assertEquals("late", top.get(1).get("value"));
    long late = (Long) top.get(1).get("count");
    assertTrue(error > 0 && late <= 1000 && late >= 1000 - error, late + " of 1000");
    assertEquals(2, top.size(), "nothing that occurs once");
  }

  @Test
  void rankErrorIsStatedAndKept() {
    var cells = new double[100_000];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (i * 7919L) % cells.length;
    }
    var described = Described.of(Described.reals(cells), Map.of("bins", 10));
    var bound = described.bound("numbers.median");
    assertEquals(0.0133, bound.error(), 1e-4);
    assertEquals(0.99, bound.confidence());
    assertEquals(50_000, described.number("median"), bound.error() * cells.length);
    var histogram = described.rows("histogram");
    assertEquals(cells.length, histogram.stream().mapToLong(r -> (Long) r.get("count")).sum());
    double error = described.bound("histogram.count").error();
    assertEquals(2659, error, 0.1, "two ranks of 1.33 %");
    histogram.forEach(r -> assertEquals(10_000, (Long) r.get("count"), error));
    assertEquals(
        100_000,
        described.number("distinct"),
        100_000 * described.bound("numbers.distinct").error());
    var finer = Described.of(Described.reals(cells), Map.of("sketch-size", 2000));
    assertTrue(finer.bound("numbers.q25").error() < 0.0015);
  }

  @Test
  void exactIsExactOverSeveralPasses() {
    int n = 60_001;
    var cells = new double[n];
    for (int i = 0; i < n; i++) {
      cells[i] = (i * 7919L) % n;
    }
    var described =
        Described.of(
            Described.reals(cells), Map.of("exact", true, "bins", 6, "quantiles", "0.1,0.5,0.9"));
    assertEquals(6_000, described.number("q10"));
    assertEquals(30_000, described.number("median"));
    assertEquals(54_000, described.number("q90"));
    assertEquals(
        List.of(10_001L, 10_000L, 10_000L, 10_000L, 10_000L, 10_000L),
        described.rows("histogram").stream().map(r -> r.get("count")).toList());
    assertEquals(Set.of("numbers.distinct"), described.result().exactness().keySet());
    assertEquals(List.of(), described.result().warnings());
  }

  @Test
  void quantilesAscendAndComeOnce() {
    var described =
        Described.of(Described.reals(1, 2, 3), Map.of("quantiles", "0.75,0.5,0.75,0.333"));
    assertEquals(
        List.of("min", "q33.3", "median", "q75", "max"), described.names("numbers").subList(7, 12));
    assertEquals(
        List.of("min", "max"),
        Described.of(Described.reals(1), Map.of("quantiles", "")).names("numbers").subList(7, 9));
  }

  @Test
  void wrongOptions() {
    assertSays(Map.of("quantiles", "0.5,1.5"), "1.5", "0 to 1");
    assertSays(Map.of("columns", "y"), "'y'", "x");
    assertSays(Map.of("sketch-size", 7), "7", "8 to 65535");
    assertSays(Map.of("top", -1), "-1", "0 to 1000");
    assertSays(Map.of("bins", 1001), "1001", "0 to 1000");
    var many = java.util.stream.IntStream.range(0, 101).mapToObj(i -> i / 100.0).toList();
    assertSays(Map.of("quantiles", many), "101 probabilities", "at most 100");
  }

  private static void assertSays(Map<String, ?> options, String... words) {
    var error =
        assertThrows(PipelineException.class, () -> Described.of(Described.reals(1, 2), options));
    for (var word : words) {
      assertTrue(error.getMessage().contains(word), error.getMessage());
    }
  }
}
