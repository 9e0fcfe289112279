package dev.weir.domain.finance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.numerics.NormalTail;
import dev.weir.tck.Comparison;
import dev.weir.tck.Runs;
import dev.weir.tck.Tables;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class GarchTest {
  private static final String TOOL = "finance.garch";

  /// Large chunks: how rows are cut is the business of the laws.
  private static final Runs RUNS =
      Runs.of(new FinancePlugin()).with(_ -> StreamingConfig.defaults().withThreads(1));

  private static PipelineResult fit(Table table, Object... options) {
    return RUNS.result(table, Runs.step(TOOL, options(options)));
  }

  private static Map<String, Object> options(Object... options) {
    var map = new LinkedHashMap<String, Object>();
    map.put("column", "return");
    for (int i = 0; i < options.length; i += 2) {
      map.put((String) options[i], options[i + 1]);
    }
    return map;
  }

  private static double[] column(List<Map<String, Object>> coefficients, String name) {
    return coefficients.stream()
        .mapToDouble(row -> (double) row.getOrDefault(name, Double.NaN))
        .toArray();
  }

  private static double[] column(PipelineResult result, String name) {
    return column(Tables.rows(result.table("coefficients")), name);
  }

  private static Table simulated() {
    return Simulated.table(
        Vectors.lines("simulated.csv").stream().skip(1).mapToDouble(Double::parseDouble).toArray());
  }

  private static void close(double[] expected, double[] found, double relative) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < found.length; i++) {
      assertEquals(expected[i], found[i], relative * Math.abs(expected[i]), "number " + i);
    }
  }

  /// What the report makes of estimates and errors.
  @Test
  void report() {
    var result = fit(simulated());
    var estimates = column(result, "estimate");
    for (var kind : List.of("", "robust_")) {
      var errors = column(result, kind.isEmpty() ? "standard_error" : "robust_error");
      var t = column(result, kind + "t");
      var p = column(result, kind + "p");
      for (int i = 0; i < 4; i++) {
        assertEquals(estimates[i] / errors[i], t[i], kind + i);
        assertEquals(NormalTail.twoSided(t[i]), p[i], kind + i);
      }
    }
    double likelihood = result.value("log-likelihood", Double.class);
    assertEquals(8 - 2 * likelihood, result.value("aic", Double.class), 1e-9);
    assertEquals(4 * Math.log(2000) - 2 * likelihood, result.value("bic", Double.class), 1e-9);
    double persistence = result.value("persistence", Double.class);
    assertEquals(estimates[2] + estimates[3], persistence);
    assertEquals(
        Math.sqrt(estimates[1] / (1 - persistence)),
        result.value("unconditional-volatility", Double.class),
        1e-12);
    assertTrue(result.value("converged", Boolean.class));
    assertEquals(2000L, result.value("observations", Long.class));
    assertTrue(result.value("passes", Long.class) <= 12, "" + result.value("passes", Long.class));
    assertEquals(List.of(), result.warnings());
  }

  /// `garch-r.txt` and, with exact errors, `garch-scipy.txt`; the indices from prices, all at once
  /// by group.
  @Test
  void asRAndScipy() {
    for (var mean : List.of("constant", "zero")) {
      var prices = Map.of("column", "close", "time", "day", "returns", "log", "mean", mean);
      var grouped = RUNS.result(Indices.table(), Runs.step(TOOL, prices, "ticker"));
      var alone = fit(simulated(), "mean", mean);
      for (var file : List.of("garch-r.txt", "garch-scipy.txt")) {
        for (var line : Vectors.lines(file)) {
          var words = line.split(" ", -1);
          boolean index = Indices.NAMES.contains(words[0]);
          if (words[1].equals(mean)) {
            check(
                words,
                index
                    ? of(words[0], grouped.table("coefficients"))
                    : Tables.rows(alone.table("coefficients")),
                index ? of(words[0], grouped.table("values")).getFirst() : alone.values());
          }
        }
      }
    }
  }

  private static void check(
      String[] words, List<Map<String, Object>> coefficients, Map<String, Object> values) {
    var figures = Arrays.stream(words).skip(3).mapToDouble(Double::parseDouble).toArray();
    int k = coefficients.size();
    assertEquals(words[1].equals("zero") ? 3 : 4, k);
    boolean exact = figures.length == 5 * k + 1;
    assertEquals(true, values.get("converged"), words[0]);
    assertEquals(Long.valueOf(words[2]), values.get("observations"), words[0]);
    close(Arrays.copyOf(figures, k), column(coefficients, "estimate"), exact ? 1e-5 : 1e-4);
    double likelihood = (double) values.get("log-likelihood");
    assertEquals(figures[exact ? 5 * k : 3 * k], likelihood, 1e-8 * Math.abs(likelihood), words[0]);
    if (exact) {
      close(Arrays.copyOfRange(figures, k, 2 * k), column(coefficients, "standard_error"), 1e-5);
      close(Arrays.copyOfRange(figures, 2 * k, 3 * k), column(coefficients, "robust_error"), 1e-5);
      checkP(figures, 3 * k, column(coefficients, "t"), column(coefficients, "p"));
      checkP(figures, 4 * k, column(coefficients, "robust_t"), column(coefficients, "robust_p"));
    } else {
      double forecast = (double) values.get("forecast-volatility");
      assertEquals(figures[3 * k + 1], forecast, 1e-4 * forecast, words[0]);
    }
  }

  /// A `t` that is off by 1e-5 makes a `p` that is off by `t²` times as much.
  private static void checkP(double[] figures, int from, double[] t, double[] p) {
    for (int i = 0; i < p.length; i++) {
      double expected = figures[from + i];
      assertEquals(expected, p[i], 2e-5 * (1 + t[i] * t[i]) * expected, "p " + i);
    }
  }

  private static List<Map<String, Object>> of(String ticker, Table table) {
    return Tables.rows(table).stream().filter(row -> row.get("ticker").equals(ticker)).toList();
  }

  /// The exact derivatives against central differences of the likelihood and of the scores.
  @Test
  void derivatives() {
    var returns = Simulated.returns(300, 0.1, 0.15, 0.75, 3);
    var at = new double[] {0.05, 0.2, 0.12, 0.7};
    var exact = likelihood(at, returns);
    for (int i = 0; i < 4; i++) {
      double step = 1e-5;
      var up = at.clone();
      var down = at.clone();
      up[i] += step;
      down[i] -= step;
      var above = likelihood(up, returns);
      var below = likelihood(down, returns);
      double slope = (above.logLikelihood() - below.logLikelihood()) / (2 * step);
      assertEquals(slope, exact.score(i), 1e-6 * Math.abs(slope) + 1e-5, "score " + i);
      for (int j = 0; j < 4; j++) {
        double curve = (above.score(j) - below.score(j)) / (2 * step);
        assertEquals(curve, exact.hessian(i, j), 1e-5 * Math.abs(curve) + 1e-4, i + " " + j);
        assertEquals(exact.hessian(i, j), exact.hessian(j, i));
      }
    }
  }

  private static GarchLikelihood likelihood(double[] at, double[] returns) {
    var likelihood = new GarchLikelihood(at, true);
    for (double r : returns) {
      likelihood.accept(r);
    }
    return likelihood;
  }

  @Test
  void findsWhatWasSimulated() {
    for (double[] truth :
        new double[][] {{1e-6, 0.05, 0.94}, {2, 0.3, 0.4}, {0.5, 0.2, 0.0}, {0.1, 0.1, 0.9}}) {
      var table = Simulated.table(20_000, truth[0], truth[1], truth[2], 42);
      var result = fit(table, "mean", "zero");
      assertTrue(result.value("converged", Boolean.class), Arrays.toString(truth));
      var estimates = column(result, "estimate");
      var errors = column(result, "robust_error");
      for (int i = 0; i < 3; i++) {
        double allowed = Double.isNaN(errors[i]) ? 0.03 : 4 * errors[i];
        assertEquals(truth[i], estimates[i], allowed, Arrays.toString(truth) + " " + i);
      }
    }
  }

  /// Nothing near the estimates is better, whatever the returns, also at the bounds.
  @Test
  void nothingNearIsBetter() {
    var random = new SplittableRandom(12);
    for (int n : new int[] {20, 75, 400}) {
      for (int seed = 0; seed < 12; seed++) {
        double alpha = seed % 3 == 0 ? 0 : 0.4 * random.nextDouble();
        double beta = seed % 3 == 0 ? 0 : (1 - alpha) * random.nextDouble();
        var returns = Simulated.returns(n, 1, alpha, beta, seed);
        var result = fit(Simulated.table(returns));
        assertTrue(result.value("converged", Boolean.class), n + " " + seed);
        double mean = Arrays.stream(returns).sum() / n;
        double square = Arrays.stream(returns).map(r -> (r - mean) * (r - mean)).sum() / n;
        double scale = Math.sqrt(square);
        var scaled = Arrays.stream(returns).map(r -> (r - mean) / scale).toArray();
        var at = column(result, "estimate");
        at[0] = (at[0] - mean) / scale;
        at[1] /= square;
        double best = likelihood(at, scaled).logLikelihood();
        for (int trial = 0; trial < 60; trial++) {
          var near = at.clone();
          double step = Math.pow(10, -1 - trial % 5);
          Arrays.setAll(near, i -> near[i] + step * (random.nextDouble() - 0.5));
          if (near[1] >= 1e-10 && near[2] >= 0 && near[3] >= 0 && near[2] + near[3] <= 1) {
            double other = likelihood(near, scaled).logLikelihood();
            assertTrue(other <= best + 1e-9, n + " " + seed + ": " + other + " > " + best);
          }
        }
      }
    }
  }

  /// The first point tried is the truth, yet not the greatest likelihood.
  @Test
  void doesNotEndWhereItBegins() {
    var result = fit(Simulated.table(20_000, 2e-6, 0.1, 0.8, 17), "mean", "zero");
    assertTrue(result.value("converged", Boolean.class));
    assertTrue(result.value("passes", Long.class) > 4, "" + result.value("passes", Long.class));
    assertTrue(Math.abs(column(result, "estimate")[1] - 0.1) > 1e-6);
  }

  @Test
  void flatLikelihoodHasNoErrors() {
    var returns = new double[100];
    Arrays.setAll(returns, t -> t % 2);
    var result = fit(Simulated.table(returns));
    assertTrue(Double.isNaN(column(result, "standard_error")[1]));
    assertTrue(result.warnings().getFirst().startsWith("the errors are not known"));
  }

  /// Passes and figures are the same to the bit for any grid and number of threads.
  @Test
  void gridsAndThreadsDoNotShow() {
    var table = Simulated.table(2_000, 0.1, 0.1, 0.8, 9);
    var expected = fit(table);
    for (int threads : new int[] {1, 4}) {
      for (int block : new int[] {100, 1 << 20}) {
        var config =
            StreamingConfig.defaults()
                .withThreads(threads)
                .withBlockRows(block)
                .withChunkBytes(2048);
        var found = RUNS.with(_ -> config).result(table, Runs.step(TOOL, options()));
        assertEquals(java.util.Optional.empty(), Comparison.toTheBit().difference(expected, found));
      }
    }
  }

  /// Returns in per cent give the same figures in other units.
  @Test
  void unitsDoNotMatter() {
    var returns = Simulated.returns(3_000, 0.1, 0.1, 0.8, 4);
    var small = fit(Simulated.table(Arrays.stream(returns).map(r -> r * 0x1p-20).toArray()));
    var large = fit(Simulated.table(Arrays.stream(returns).map(r -> r * 0x1p30).toArray()));
    var unit = new double[] {0x1p50, 0x1p100, 1, 1};
    var expected = column(small, "estimate");
    Arrays.setAll(expected, i -> expected[i] * unit[i]);
    close(expected, column(large, "estimate"), 1e-12);
    assertEquals(small.value("passes", Long.class), large.value("passes", Long.class));
  }

  @Test
  void noArchEffect() {
    var random = new SplittableRandom(8);
    int atBound = 0;
    for (int trial = 0; trial < 10; trial++) {
      var result = fit(Simulated.table(random.doubles(500, -1, 1).toArray()));
      assertTrue(result.value("converged", Boolean.class), "trial " + trial + result.values());
      if (column(result, "estimate")[2] == 0) {
        atBound++;
        var errors = column(result, "standard_error");
        assertTrue(Double.isNaN(errors[2]) && Double.isNaN(errors[3]));
        assertTrue(errors[0] > 0);
        assertTrue(result.warnings().getFirst().startsWith("alpha is 0"), "" + result.warnings());
      }
    }
    assertTrue(atBound > 0);
  }

  @Test
  void integrated() {
    var random = new SplittableRandom(8);
    var returns = new double[500];
    Arrays.setAll(returns, t -> Math.exp(t / 60.0) * random.nextGaussian());
    var result = fit(Simulated.table(returns));
    assertTrue(result.value("converged", Boolean.class), "" + result.values());
    assertEquals(1.0, result.value("persistence", Double.class), 1e-9);
    assertEquals(Double.POSITIVE_INFINITY, result.value("unconditional-volatility", Double.class));
    assertTrue(result.warnings().getFirst().contains("integrated"), "" + result.warnings());
  }

  @Test
  void tooFewOrConstantOrTooLarge() {
    for (var returns :
        List.of(new double[0], new double[] {0.1}, new double[9], new double[50], huge())) {
      var result = fit(Simulated.table(returns));
      assertFalse(result.value("converged", Boolean.class));
      assertEquals((long) returns.length, result.value("observations", Long.class));
      assertEquals(Double.NaN, result.value("log-likelihood", Double.class));
      assertEquals(4, Tables.rows(result.table("coefficients")).size());
      assertTrue(Double.isNaN(column(result, "estimate")[1]));
      assertEquals(1L, result.value("passes", Long.class));
      assertTrue(result.warnings().getFirst().startsWith("no estimate"), "" + result.warnings());
    }
  }

  private static double[] huge() {
    var huge = new double[40];
    Arrays.setAll(huge, i -> i % 2 == 0 ? 1e300 : -1e300);
    return huge;
  }

  @Test
  void gapsInPricesAreSpanned() {
    var simulated = Simulated.returns(600, 1e-4, 0.1, 0.8, 6);
    var prices = new Double[1201];
    prices[0] = 100.0;
    for (int i = 0; i < 600; i++) {
      prices[2 * i + 1] = i % 2 == 0 ? null : (Double) Double.NaN;
      prices[2 * i + 2] = prices[2 * i] * (1 + simulated[i]);
    }
    var result =
        fit(
            Tables.columns().reals("price", prices).table(),
            "column",
            "price",
            "returns",
            "simple");
    assertEquals(600L, result.value("missing", Long.class));
    assertEquals(600L, result.value("observations", Long.class));
    close(column(fit(Simulated.table(simulated)), "estimate"), column(result, "estimate"), 1e-8);
  }

  @Test
  void whatIsNoReturnIsSetAside() {
    var returns = Simulated.returns(300, 0.1, 0.1, 0.8, 7);
    var clean = fit(Simulated.table(returns));
    var dirty = Arrays.copyOf(returns, 301);
    dirty[300] = Double.NEGATIVE_INFINITY;
    var table = Simulated.table(dirty);
    var error = assertThrows(PipelineException.class, () -> fit(table));
    assertTrue(error.getMessage().contains("-Infinity"), error.getMessage());
    var result = RUNS.with(c -> c.withErrorBudget(1)).result(table, Runs.step(TOOL, options()));
    assertEquals(java.util.Optional.empty(), Comparison.toTheBit().difference(clean, result));
  }

  @Test
  void maxPassesEndsTheSearch() {
    var result = fit(simulated(), "max-passes", 4);
    assertEquals(4L, result.value("passes", Long.class));
    assertFalse(result.value("converged", Boolean.class));
    assertTrue(result.warnings().getFirst().contains("--max-passes"), "" + result.warnings());
    assertTrue(Double.isFinite(result.value("log-likelihood", Double.class)));
    var loose = fit(simulated(), "tolerance", 0.1);
    assertTrue(loose.value("converged", Boolean.class));
    assertTrue(loose.value("passes", Long.class) < fit(simulated()).value("passes", Long.class));
  }
}
