package dev.weir.domain.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Figures of R, SciPy and NIST; `etc/oracles/stats` says how they were made.
class DescribeReferenceTest {
  @Test
  void figuresOfR() {
    for (boolean exact : new boolean[] {false, true}) {
      for (var set : Vectors.groups("describe-r.txt", 7)) {
        var probabilities = Vectors.numbers(set.get(4));
        var described =
            Described.of(
                Vectors.holed(Vectors.numbers(set.get(1))),
                Map.of(
                    "quantiles", Arrays.stream(probabilities).boxed().toList(),
                    "exact", exact,
                    "sketch-size", 512,
                    "top", 1,
                    "bins", 5));
        checkFigures(set, described);
        checkQuantiles(set, described, probabilities);
        assertEquals(Map.of(), described.result().exactness(), "all is exact for few values");
      }
    }
  }

  private static void checkFigures(List<String> set, Described described) {
    var counts = Vectors.numbers(set.get(2));
    assertEquals(counts[0], described.number("count"), set.getFirst());
    assertEquals(counts[1], described.number("missing"), set.getFirst());
    assertEquals(counts[2], described.number("distinct"), set.getFirst());
    var figures = Vectors.numbers(set.get(3));
    assertEquals(figures[0], described.number("mean"), 1e-14 * figures[0], set.getFirst());
    assertEquals(figures[1], described.number("sd"), 1e-14 * figures[1], set.getFirst());
    assertEquals(figures[2], described.number("min"), set.getFirst());
    assertEquals(figures[3], described.number("max"), set.getFirst());
    var bins = described.rows("histogram").stream().mapToDouble(r -> (Long) r.get("count"));
    assertEquals(set.get(6), words(bins.toArray()), set.getFirst());
  }

  private static String words(double[] counts) {
    return String.join(" ", Arrays.stream(counts).mapToObj(c -> Long.toString((long) c)).toList());
  }

  private static void checkQuantiles(
      List<String> set, Described described, double[] probabilities) {
    assertEquals(
        List.of("q0", "q2.5", "q10", "q25", "median", "q75", "q99.9", "q100"),
        described.names("numbers").subList(8, 16));
    var quantiles = Vectors.numbers(set.get(5));
    for (int i = 0; i < probabilities.length; i++) {
      var name = DescribeReport.quantileName(probabilities[i]);
      assertEquals(
          quantiles[i], described.number(name), 2e-15 * quantiles[i], set.getFirst() + " " + name);
    }
  }

  @Test
  void shapesOfScipy() {
    var sets = Vectors.groups("describe-r.txt", 7);
    var shapes = Vectors.groups("describe-scipy.txt", 2);
    assertEquals(sets.size(), shapes.size());
    for (int i = 0; i < sets.size(); i++) {
      var described = Described.of(Vectors.holed(Vectors.numbers(sets.get(i).get(1))), Map.of());
      var shape = Vectors.numbers(shapes.get(i).get(1));
      assertEquals(shape[0], described.number("skewness"), 1e-13, shapes.get(i).getFirst());
      assertEquals(shape[1], described.number("kurtosis"), 1e-13, shapes.get(i).getFirst());
    }
  }

  @Test
  void textsOfR() {
    for (var set : Vectors.groups("describe-text-r.txt", 6)) {
      var described = Described.of(Described.texts(set.get(1).split(" ")), Map.of("top", 10));
      var row = described.row("categories", 0);
      var figures = Vectors.numbers(set.get(2));
      assertEquals((long) figures[0], row.get("count"));
      assertEquals((long) figures[1], row.get("distinct"));
      assertEquals((long) figures[2], row.get("shortest"));
      assertEquals((long) figures[3], row.get("longest"));
      assertEquals(set.get(3), row.get("least") + " " + row.get("greatest"));
      var top = described.rows("top");
      assertEquals(
          set.get(4), String.join(" ", top.stream().map(r -> (String) r.get("value")).toList()));
      assertEquals(
          set.get(5), String.join(" ", top.stream().map(r -> r.get("count").toString()).toList()));
      assertEquals((Long) top.getFirst().get("count") / figures[0], top.getFirst().get("share"));
    }
  }

  /// `../shared/oracles.md`: recomputed with R and SciPy.
  @Test
  void nile() {
    var nile =
        Vectors.groups("describe-r.txt", 7).stream()
            .filter(set -> set.getFirst().equals("nile"))
            .findFirst()
            .orElseThrow();
    var described = Described.of(Vectors.holed(Vectors.numbers(nile.get(1))), Map.of());
    assertEquals(919.35, described.number("mean"), 1e-12);
    double sd = described.number("sd");
    assertEquals(28637.947, sd * sd, 5e-4);
  }

  @Test
  void nistMeasured() {
    for (var set : Vectors.groups("nist.txt", 3)) {
      var certified = Vectors.numbers(set.get(1));
      digits(set.getFirst(), Vectors.numbers(set.get(2)), certified[0], certified[1], 14.5, 13);
    }
  }

  @Test
  void nistNumericalAccuracy() {
    digits("NumAcc1", new double[] {10000001, 10000003, 10000002}, 10000002, 1, 15, 15);
    digits("NumAcc2", alternating(1.2, 1.1, 1.3), 1.2, 0.1, 15, 14);
    digits("NumAcc3", alternating(1000000.2, 1000000.1, 1000000.3), 1000000.2, 0.1, 15, 9);
    digits("NumAcc4", alternating(10000000.2, 10000000.1, 10000000.3), 10000000.2, 0.1, 15, 8);
  }

  private static double[] alternating(double first, double odd, double even) {
    IntToDoubleFunction cell = i -> i == 0 ? first : i % 2 == 1 ? odd : even;
    return java.util.stream.IntStream.range(0, 1001).mapToDouble(cell).toArray();
  }

  /// Correct digits of mean and sd, as one chunk and as many.
  private static void digits(
      String set, double[] cells, double mean, double sd, double ofMean, double ofSd) {
    for (long chunkRows : new long[] {cells.length, 64}) {
      var config = Described.CONFIG.withBlockRows(chunkRows);
      var described = Described.of(Described.reals(cells), Map.of(), config);
      assertTrue(agreement(described.number("mean"), mean) >= ofMean, set + " mean");
      double agreed = agreement(described.number("sd"), sd);
      assertTrue(agreed >= ofSd, set + " sd: " + agreed + " digits");
    }
  }

  /// All certified digits: cells count as the decimals that were written.
  @Test
  void nistFromExactSums() {
    for (var set : Vectors.groups("nist.txt", 3)) {
      var certified = Vectors.numbers(set.get(1));
      exactDigits(Vectors.numbers(set.get(2)), certified[0], certified[1]);
    }
    exactDigits(new double[] {10000001, 10000003, 10000002}, 10000002, 1);
    exactDigits(alternating(1.2, 1.1, 1.3), 1.2, 0.1);
    exactDigits(alternating(1000000.2, 1000000.1, 1000000.3), 1000000.2, 0.1);
    exactDigits(alternating(10000000.2, 10000000.1, 10000000.3), 10000000.2, 0.1);
  }

  private static void exactDigits(double[] cells, double mean, double sd) {
    var options = Map.of("exact-moments", true);
    var whole = Described.of(Described.reals(cells), options);
    assertTrue(agreement(whole.number("mean"), mean) >= 14.9);
    double agreed = agreement(whole.number("sd"), sd);
    assertTrue(agreed >= 14.4, () -> "sd: " + agreed + " digits");
    var reversed = cells.clone();
    for (int i = 0; i < cells.length; i++) {
      reversed[i] = cells[cells.length - 1 - i];
    }
    var config = Described.CONFIG.withBlockRows(64);
    var cut = Described.of(Described.reals(reversed), options, config);
    assertEquals(whole.number("mean"), cut.number("mean"));
    assertEquals(whole.number("sd"), cut.number("sd"));
  }

  private static double agreement(double found, double certified) {
    return found == certified
        ? Double.POSITIVE_INFINITY
        : -Math.log10(Math.abs(found - certified) / Math.abs(certified));
  }
}
