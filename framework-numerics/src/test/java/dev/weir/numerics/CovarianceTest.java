package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Validity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CovarianceTest {
  private static Validity[] all(int columns) {
    var validities = new Validity[columns];
    Arrays.fill(validities, Validity.ALL);
    return validities;
  }

  private static Covariance of(double[]... columns) {
    var covariance = Covariance.create(columns.length);
    covariance.accept(columns, all(columns.length), columns[0].length);
    return covariance;
  }

  /// Columns that depend on each other, around very different means.
  private static double[][] data(int columns, int n, double mean, long seed) {
    var random = new SplittableRandom(seed);
    var x = new double[columns][n];
    for (int r = 0; r < n; r++) {
      double common = random.nextGaussian();
      for (int c = 0; c < columns; c++) {
        x[c][r] = mean * c + Math.pow(10, c) * (common + random.nextGaussian());
      }
    }
    return x;
  }

  private static double exactGram(double[] x, double[] y) {
    var context = new MathContext(60);
    var sums = new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO};
    for (int r = 0; r < x.length; r++) {
      var a = new BigDecimal(x[r]);
      var b = new BigDecimal(y[r]);
      sums[0] = sums[0].add(a);
      sums[1] = sums[1].add(b);
      sums[2] = sums[2].add(a.multiply(b));
    }
    var n = BigDecimal.valueOf(x.length);
    return sums[2].subtract(sums[0].multiply(sums[1]).divide(n, context)).doubleValue();
  }

  private static void near(Covariance expected, Covariance actual, double tolerance) {
    assertEquals(expected.count(), actual.count());
    for (int i = 0; i < expected.columns(); i++) {
      double mean = expected.mean(i);
      assertEquals(mean, actual.mean(i), 1e-15 * Math.abs(mean));
      for (int j = 0; j < expected.columns(); j++) {
        double scale = Math.sqrt(expected.gram(i, i) * expected.gram(j, j));
        assertEquals(expected.gram(i, j), actual.gram(i, j), tolerance * scale);
      }
    }
  }

  @Property(tries = 20)
  void agreesWithExactArithmetic(@ForAll long seed, @ForAll @IntRange(min = 2, max = 2000) int n) {
    var x = data(4, n, 1e8, seed);
    var covariance = of(x);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double scale = Math.sqrt(exactGram(x[i], x[i]) * exactGram(x[j], x[j]));
        assertEquals(exactGram(x[i], x[j]), covariance.gram(i, j), 4e-15 * scale);
      }
    }
  }

  @Property(tries = 30)
  void cutsAndTreesAgree(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int parts) {
    var x = data(3, 4000, 1e6, seed);
    var random = new SplittableRandom(seed);
    var ends = random.ints(parts, 0, 4001).sorted().toArray();
    var merged = Covariance.create(3);
    int from = 0;
    for (int p = 0; p <= parts; p++) {
      int to = p == parts ? 4000 : ends[p];
      int begin = from;
      var piece =
          Arrays.stream(x).map(c -> Arrays.copyOfRange(c, begin, to)).toArray(double[][]::new);
      merged.merge(MemoryCodec.copy(of(piece), Covariance::write, Covariance::read));
      from = to;
    }
    near(of(x), merged, 1e-13);
  }

  @Test
  void agreesWithMoments() {
    var x = data(3, 100_000, 1e9, 3);
    var covariance = of(x);
    for (int c = 0; c < 3; c++) {
      var moments = ExactMoments.create();
      moments.accept(x[c], Validity.ALL, x[c].length);
      assertEquals(moments.mean(), covariance.mean(c), Math.ulp(moments.mean()));
      assertEquals(moments.variance(), covariance.covariance(c, c), 1e-14 * moments.variance());
    }
  }

  /// R cov and cor of data sets that come with R.
  @Test
  void agreesWithR() {
    var lines = Data.lines("covariance.txt");
    for (int at = 0; at < lines.size(); ) {
      String name = lines.get(at++);
      int columns = Integer.parseInt(lines.get(at++));
      var x = new double[columns][];
      for (int c = 0; c < columns; c++) {
        x[c] = Data.numbers(lines.get(at++));
      }
      var covariance = of(x);
      for (int i = 0; i < columns; i++) {
        var expected = Data.numbers(lines.get(at++));
        for (int j = 0; j < columns; j++) {
          assertEquals(
              expected[j], covariance.covariance(i, j), 1e-13 * Math.abs(expected[j]), name);
        }
      }
      for (int i = 0; i < columns; i++) {
        var expected = Data.numbers(lines.get(at++));
        for (int j = 0; j < columns; j++) {
          assertEquals(expected[j], covariance.correlation(i, j), 1e-14, name);
          assertEquals(expected[j], covariance.correlations()[i][j], 1e-14, name);
        }
      }
    }
  }

  @Test
  void incompleteRowsAreLeftOut() {
    double[][] x = {
      {1, 2, Double.NaN, 3, 9, 4}, {2, 5, 1, 7, Double.POSITIVE_INFINITY, 8}, {1, 0, 1, 0, 1, 1}
    };
    var validities = all(3);
    validities[2] = Validity.of(new boolean[] {true, true, true, false, true, true});
    var covariance = Covariance.create(3);
    covariance.accept(x, validities, 6);
    assertEquals(3, covariance.count());
    assertEquals(3, covariance.skipped());
    near(of(new double[] {1, 2, 4}, new double[] {2, 5, 8}, new double[] {1, 0, 1}), covariance, 0);
  }

  @Test
  void constantColumns() {
    var tenths = new double[3000];
    Arrays.fill(tenths, 0.1);
    var x = Data.normal(3000, 0, 1, 1);
    var whole = of(tenths, x);
    var merged = of(Arrays.copyOf(tenths, 7), Arrays.copyOf(x, 7));
    merged.merge(of(Arrays.copyOfRange(tenths, 7, 3000), Arrays.copyOfRange(x, 7, 3000)));
    for (var covariance : new Covariance[] {whole, merged}) {
      assertEquals(0.1, covariance.mean(0));
      assertEquals(0, covariance.covariance(0, 0));
      assertEquals(0, covariance.covariance(0, 1));
      assertEquals(Double.NaN, covariance.correlation(0, 1));
      assertEquals(Double.NaN, covariance.correlation(0, 0));
      assertEquals(1, covariance.correlation(1, 1));
    }
    var almost = of(new double[] {1e15, 1e15 + 0.125}, new double[] {0, 1});
    assertEquals(1, almost.correlation(0, 1));
  }

  @Test
  void fewRows() {
    var none = Covariance.create(2);
    assertEquals(Double.NaN, none.mean(0));
    assertEquals(0, none.gram(0, 1));
    assertEquals(Double.NaN, none.covariance(0, 1));
    assertEquals(Double.NaN, none.populationCovariance(0, 1));
    assertEquals(Double.NaN, none.correlation(0, 1));
    var one = of(new double[] {3}, new double[] {4});
    assertEquals(3, one.mean(0));
    assertEquals(Double.NaN, one.covariance(0, 1));
    assertEquals(0, one.populationCovariance(0, 1));
    none.merge(one);
    assertEquals(4, none.mean(1));
    one.merge(Covariance.create(2));
    assertEquals(1, one.count());
    var perfect = of(new double[] {1, 2, 3}, new double[] {-2, -4, -6});
    assertEquals(-1, perfect.correlation(0, 1));
  }

  @Test
  void refusals() {
    assertEquals(
        "a covariance matrix takes 0 columns; their number must be between 1 and 4096",
        assertThrows(PipelineException.class, () -> Covariance.create(0)).getMessage());
    var two = Covariance.create(2);
    var three = Covariance.create(3);
    assertTrue(
        assertThrows(PipelineException.class, () -> two.merge(three))
            .getMessage()
            .contains("a covariance matrix was made for 2 columns and got 3"));
    assertTrue(two.retainedBytes() >= 120);
  }
}
