package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One pipeline of every kind of step, run again and again: bit for bit the same answer for any
/// number of threads and from any format, and within the stated bounds on other grids. What the
/// bounds are about is computed here from the rows.
final class SameAnswerTest {
  private static final Set<String> MOMENTS = Set.of("mean", "sd", "skewness", "kurtosis");
  private static final Map<String, Double> QUANTILES =
      Map.of("q25", 0.25, "median", 0.5, "q75", 0.75);
  private static final Map<String, Double> EXACT_QUANTILES =
      Map.of("q0", 0.0, "q1", 0.01, "median", 0.5, "q99.9", 0.999, "q100", 1.0);
  private static final double PUSHED = 1e14;

  @TempDir static Path folder;

  private static Weir weir;
  private static SampleRows rows;
  private static List<Integer> kept;
  private static JsonResult first;

  @BeforeAll
  static void firstRun() throws Exception {
    weir = new Weir(folder);
    rows = new SampleRows();
    try (var out = Files.newBufferedWriter(folder.resolve("rows.csv"))) {
      rows.write(out);
    }
    var copied = weir.run("run", "rows.csv", "--out", "rows.parquet", "--quiet");
    assertEquals(0, copied.code(), copied::err);
    kept = new ArrayList<>();
    for (int i = 0; i < SampleRows.ROWS; i++) {
      var x = rows.x[i];
      if (x != null && x < PUSHED) {
        kept.add(i);
      }
    }
    first = result("rows.csv", "x < 1e14", "--threads", "1", "--block-rows", "16000");
  }

  private static JsonResult result(String file, String where, String... options) throws Exception {
    var words = new ArrayList<>(List.of("run", file, "cleaning.filter", "--where", where, "then"));
    words.addAll(List.of("cleaning.derive", "--column", "z", "--expression", "x * 2 + w", "then"));
    words.addAll(
        List.of("cleaning.impute --columns w --strategy median --indicator then".split(" ")));
    words.addAll(
        List.of("cleaning.impute --columns k,z --strategy mean --by g --as means then".split(" ")));
    words.addAll(List.of("stats.describe --as plain --top 5 --bins 10 then".split(" ")));
    words.addAll(
        List.of(
            "stats.describe --as exact --exact --by g --bins 5 --quantiles 0,0.01,0.5,0.999,1"
                .split(" ")));
    words.addAll(List.of(options));
    words.addAll(List.of("--json", "-"));
    var ended = weir.run(words.toArray(String[]::new));
    assertEquals(0, ended.code(), ended::err);
    return JsonResult.of(ended.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4"})
  void theBitsAreTheSameAgainAndForAnyThreads(String threads) throws Exception {
    var again = result("rows.csv", "x < 1e14", "--threads", threads, "--block-rows", "16000");
    assertEquals(first.withoutMetrics(), again.withoutMetrics());
  }

  /// The first condition is given to the source, which leaves rows out while it reads; the second,
  /// which says the same, is not.
  @ParameterizedTest
  @CsvSource({"rows.csv, x + 0 < 1e14", "rows.parquet, x < 1e14", "rows.parquet, x + 0 < 1e14"})
  void theBitsAreTheSameFromAnotherFormatAndWithoutPushdown(String file, String where)
      throws Exception {
    var other = result(file, where, "--threads", "2", "--block-rows", "16000");
    for (var part : List.of("status", "rows", "tables", "values", "warnings", "exactness")) {
      assertEquals(first.at(part), other.at(part), part);
    }
    for (var part : List.of("chunkRows", "chunkBytes", "blockRows")) {
      assertEquals(first.at("lineage", part), other.at("lineage", part), part);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--chunk-bytes 64k", "--block-rows 5000", "--chunk-bytes 300k --block-rows 50000"})
  void onAnotherGridFiguresStayWithinTheirBounds(String grid) throws Exception {
    var other = result("rows.csv", "x < 1e14", (grid + " --threads 2").split(" "));
    assertEquals(first.at("rows"), other.at("rows"));
    assertEquals(first.tables(), other.tables());
    for (var table : List.of("cleaning.impute.fill", "means.fill", "plain.categories")) {
      assertEquals(first.table(table), other.table(table), table);
    }
    sameButMoments("plain.numbers", other, QUANTILES.keySet());
    sameButMoments("exact.numbers", other, Set.of());
    assertEquals(first.table("exact.histogram"), other.table("exact.histogram"));
    sketchesAreWithinTheirBound(other);
    topIsWithinItsBound(other);
  }

  private void sameButMoments(String table, JsonResult other, Set<String> sketched) {
    var expected = first.table(table);
    var actual = other.table(table);
    assertEquals(expected.size(), actual.size());
    for (int r = 0; r < expected.size(); r++) {
      var row = expected.get(r);
      var figures = figures(row);
      for (var figure : row.keySet()) {
        var value = row.get(figure);
        var otherValue = actual.get(r).get(figure);
        var place = table + " " + row.get("g") + " " + row.get("column") + " " + figure;
        if (MOMENTS.contains(figure)) {
          assertEquals((double) value, (double) otherValue, figures.tolerance(figure), place);
        } else if (!sketched.contains(figure)) {
          assertEquals(value, otherValue, place);
        }
      }
    }
  }

  @Test
  void figuresAreThoseOfTheRows() {
    assertEquals(SampleRows.ROWS, first.number("rows", "read"));
    for (var table : List.of("plain.numbers", "exact.numbers")) {
      for (var row : first.table(table)) {
        var figures = figures(row);
        var place = table + " " + row.get("g") + " " + row.get("column");
        assertEquals(figures.count(), number(row, "count"), place);
        assertEquals(figures.missing(), number(row, "missing"), place);
        assertEquals(figures.nan(), number(row, "nan"), place);
        assertEquals(figures.least(), number(row, "min"), place);
        assertEquals(figures.greatest(), number(row, "max"), place);
        assertEquals(figures.mean(), number(row, "mean"), figures.tolerance("mean"), place);
        assertEquals(figures.sd(), number(row, "sd"), figures.tolerance("sd"), place);
      }
    }
    for (var row : first.table("exact.numbers")) {
      var figures = figures(row);
      EXACT_QUANTILES.forEach((name, probability) ->
          assertTrue(figures.holdsQuantile(probability, number(row, name)), name + " of " + row));
    }
    sketchesAreWithinTheirBound(first);
    topIsWithinItsBound(first);
  }

  private static void sketchesAreWithinTheirBound(JsonResult result) {
    for (var row : result.table("plain.numbers")) {
      var figures = figures(row);
      QUANTILES.forEach((name, probability) -> {
        double bound = result.number("exactness", "plain.numbers." + name, "error");
        assertTrue(bound < 0.0134, () -> "bound " + bound);
        double error = figures.rankError(probability, number(row, name));
        assertTrue(error <= bound, () -> name + " of " + row + " is " + error + " off");
      });
    }
  }

  /// At most 1/128 of the values may be missing from a count.
  private static void topIsWithinItsBound(JsonResult result) {
    var counts = new LinkedHashMap<String, Long>();
    for (int i : kept) {
      var t = rows.t[i];
      if (t != null) {
        counts.merge(t, 1L, Long::sum);
      }
    }
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    var top =
        result.table("plain.top").stream().filter(row -> row.get("column").equals("t")).toList();
    assertEquals(5, top.size());
    for (var row : top) {
      long count = counts.get((String) row.get("value"));
      double said = number(row, "count");
      assertTrue(said <= count && said >= count - all / 128.0, () -> row + ", but it is " + count);
    }
  }

  private static double number(Map<String, Object> row, String figure) {
    return ((Number) row.get(figure)).doubleValue();
  }

  /// What the rows say about the column, and group, of a row of a result.
  private static Figures figures(Map<String, Object> row) {
    var group = row.get("g");
    var chosen = kept.stream().filter(i -> group == null || group.equals(rows.g[i])).toList();
    var column = (String) row.get("column");
    return Figures.of(chosen.stream().map(i -> cell(column, i)).toList());
  }

  private static @Nullable Number cell(String column, int row) {
    return switch (column) {
      case "id" -> (Number) row;
      case "x" -> rows.x[row];
      case "huge" -> rows.huge[row];
      case "w" -> rows.w[row] == null ? (Number) median() : rows.w[row];
      case "k" -> rows.k[row] == null ? (Number) means("k").get(rows.g[row]) : rows.k[row];
      case "z" -> derived(row) == null ? means("z").get(rows.g[row]) : derived(row);
      default -> throw new IllegalArgumentException(column);
    };
  }

  private static @Nullable Double derived(int row) {
    var x = rows.x[row];
    var w = rows.w[row];
    return x == null || w == null ? null : (Double) (x * 2 + w);
  }

  private static final Map<String, Map<String, Double>> MEANS = new LinkedHashMap<>();
  private static @Nullable Double median;

  private static double median() {
    if (median == null) {
      median = Figures.of(kept.stream().map(i -> rows.w[i]).toList()).median();
    }
    return median;
  }

  /// Means of the groups, before anything was filled.
  private static Map<String, Double> means(String column) {
    return MEANS.computeIfAbsent(
        column,
        name -> {
          var means = new LinkedHashMap<String, Double>();
          for (var group : Arrays.asList("a", "b", "c", "d", "e")) {
            means.put(
                group,
                Figures.mean(
                    kept.stream()
                        .filter(i -> rows.g[i].equals(group))
                        .map(i -> name.equals("k") ? (Number) rows.k[i] : derived(i))
                        .filter(java.util.Objects::nonNull)
                        .mapToDouble(Number::doubleValue)
                        .filter(value -> !Double.isNaN(value))
                        .toArray()));
          }
          return means;
        });
  }
}
