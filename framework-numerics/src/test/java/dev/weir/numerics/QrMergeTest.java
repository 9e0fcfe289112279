package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Validity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QrMergeTest {
  private static Validity[] all(int columns) {
    var validities = new Validity[columns];
    Arrays.fill(validities, Validity.ALL);
    return validities;
  }

  private static QrMerge of(boolean intercept, double[]... columns) {
    var qr = QrMerge.create(columns.length - 1, intercept);
    qr.accept(columns, all(columns.length), columns[0].length);
    return qr;
  }

  private static double[][] rows(double[][] columns, int from, int to) {
    return Arrays.stream(columns)
        .map(c -> Arrays.copyOfRange(c, from, to))
        .toArray(double[][]::new);
  }

  /// In chunks of so many rows, folded into one state or into states of their own.
  private static QrMerge chunked(double[][] columns, int rows, boolean merged) {
    var qr = QrMerge.create(columns.length - 1, true);
    int n = columns[0].length;
    for (int from = 0; from < n; from += rows) {
      var chunk = rows(columns, from, Math.min(n, from + rows));
      if (merged) {
        qr.merge(MemoryCodec.copy(of(true, chunk), QrMerge::write, QrMerge::read));
      } else {
        qr.accept(chunk, all(columns.length), chunk[0].length);
      }
    }
    return qr;
  }

  private static double digits(double certified, double value) {
    double error = Math.abs(value - certified);
    double share = certified == 0 ? error : error / Math.abs(certified);
    return share == 0 ? 15 : Math.min(15, -Math.log10(share));
  }

  private static double digits(double[] certified, double[] values) {
    double least = 15;
    for (int i = 0; i < certified.length; i++) {
      least = Math.min(least, digits(certified[i], values[i]));
    }
    return least;
  }

  /// Least correct digits of coefficients and of their standard errors.
  private static final Map<String, double[]> DIGITS =
      Map.of(
          "Longley", new double[] {12, 12},
          "Filip", new double[] {7, 7},
          "Wampler1", new double[] {9, 8},
          "Wampler2", new double[] {12, 12},
          "Wampler3", new double[] {9, 12},
          "Wampler4", new double[] {8, 12},
          "Wampler5", new double[] {6, 12});

  /// NIST Statistical Reference Datasets, linear regression, whole, in chunks, and merged.
  @Test
  void certified() {
    var lines = Data.lines("nist-regression.txt");
    var failures = new ArrayList<String>();
    for (int at = 0; at < lines.size(); ) {
      String name = lines.get(at++);
      var shape = Data.numbers(lines.get(at++));
      var coefficients = Data.numbers(lines.get(at++));
      var errors = Data.numbers(lines.get(at++));
      var overall = Data.numbers(lines.get(at++));
      List<double[]> columns = new ArrayList<>();
      for (int i = 0; i < (int) shape[2]; i++) {
        columns.add(Data.numbers(lines.get(at++)));
      }
      columns = shape[1] == 0 ? columns : powers(columns.getFirst(), (int) shape[1]);
      columns.add(Data.numbers(lines.get(at++)));
      var data = columns.toArray(double[][]::new);
      for (int rows : new int[] {data[0].length, 20, 7, 1}) {
        for (boolean merged : new boolean[] {false, true}) {
          var fit = chunked(data, rows, merged).leastSquares();
          double first = digits(coefficients, fit.coefficients());
          double second = digits(errors, fit.standardErrors());
          double third = digits(overall[0], fit.residualDeviation());
          double fourth = digits(overall[1], fit.rSquared());
          double fewRows = rows < 20 ? 0.8 : 0;
          if (first < DIGITS.get(name)[0] - fewRows
              || Math.min(second, Math.min(third, fourth)) < DIGITS.get(name)[1]) {
            failures.add(
                "%s %d %s: %.1f %.1f %.1f %.1f"
                    .formatted(name, rows, merged, first, second, third, fourth));
          }
        }
      }
    }
    assertEquals(List.of(), failures);
  }

  private static List<double[]> powers(double[] x, int degree) {
    var columns = new ArrayList<double[]>();
    for (int d = 1; d <= degree; d++) {
      int power = d;
      columns.add(Arrays.stream(x).map(v -> Math.pow(v, power)).toArray());
    }
    return columns;
  }

  private static double[][] data(int predictors, int n, long seed) {
    var random = new SplittableRandom(seed);
    var x = new double[predictors + 1][n];
    for (int r = 0; r < n; r++) {
      double y = 3;
      for (int c = 0; c < predictors; c++) {
        x[c][r] = 10 * c + random.nextGaussian();
        y += (c + 1) * x[c][r];
      }
      x[predictors][r] = y + random.nextGaussian();
    }
    return x;
  }

  @Property(tries = 30)
  void cutsAgree(@ForAll long seed, @ForAll @IntRange(min = 1, max = 900) int rows) {
    var data = data(3, 1000, seed);
    var whole = of(true, data).leastSquares();
    for (boolean merged : new boolean[] {false, true}) {
      var qr = chunked(data, rows, merged);
      var cut = qr.leastSquares();
      assertEquals(1000, cut.count());
      assertArrayEquals(whole.coefficients(), cut.coefficients(), 1e-10);
      assertArrayEquals(whole.standardErrors(), cut.standardErrors(), 1e-10);
      assertEquals(whole.rSquared(), cut.rSquared(), 1e-12);
      var copy = MemoryCodec.copy(qr, QrMerge::write, QrMerge::read).leastSquares();
      assertArrayEquals(cut.coefficients(), copy.coefficients());
    }
  }

  /// The same figures from the covariance matrix, by hand for one predictor.
  @Test
  void simpleRegression() {
    double[] x = {1, 2, 4, 5};
    double[] y = {2, 3, 5, 10};
    var fit = of(true, x, y).leastSquares();
    // Sxx = 10, Sxy = 18, Syy = 38
    assertArrayEquals(new double[] {-0.4, 1.8}, fit.coefficients(), 1e-14);
    assertEquals(38 - 18 * 1.8, fit.residualSumOfSquares(), 1e-13);
    assertEquals(38, fit.totalSumOfSquares(), 1e-13);
    double square = (38 - 18 * 1.8) / 2;
    assertEquals(Math.sqrt(square / 10), fit.standardErrors()[1], 1e-14);
    assertEquals(square * (1 / 4.0 + 9 / 10.0), fit.covariance(0, 0), 1e-13);
    assertEquals(-square * 3 / 10, fit.covariance(0, 1), 1e-13);
    assertEquals(18 * 1.8 / 38, fit.rSquared(), 1e-14);
    assertEquals(1 - square / (38 / 3.0), fit.adjustedRSquared(), 1e-14);
    assertEquals(18 * 1.8 / square, fit.fStatistic(), 1e-12);
    assertEquals(2, fit.degreesOfFreedom());
    var through = of(false, x, y).leastSquares();
    assertArrayEquals(new double[] {78 / 46.0}, through.coefficients(), 1e-14);
    assertEquals(138, through.totalSumOfSquares(), 1e-12);
  }

  @Test
  void aliasedPredictors() {
    var x = data(2, 50, 4);
    var sum = new double[50];
    Arrays.setAll(sum, r -> x[0][r] - 2 * x[1][r] + 1);
    var fit = of(true, x[0], x[1], sum, x[2]).leastSquares();
    var without = of(true, x[0], x[1], x[2]).leastSquares();
    assertEquals(3, fit.rank());
    assertEquals(Double.NaN, fit.coefficients()[3]);
    assertEquals(Double.NaN, fit.standardErrors()[3]);
    assertArrayEquals(without.coefficients(), Arrays.copyOf(fit.coefficients(), 3), 1e-12);
    assertArrayEquals(without.standardErrors(), Arrays.copyOf(fit.standardErrors(), 3), 1e-12);
    assertEquals(without.rSquared(), fit.rSquared(), 1e-14);
    var first = of(true, new double[50], x[0], x[1], x[2]).leastSquares();
    assertEquals(Double.NaN, first.coefficients()[1]);
    assertEquals(without.coefficients()[2], first.coefficients()[3], 1e-12);
  }

  @Test
  void fewRows() {
    var none = QrMerge.create(1, true).leastSquares();
    assertEquals(0, none.rank());
    assertEquals(Double.NaN, none.coefficients()[0]);
    assertEquals(Double.NaN, none.residualDeviation());
    assertEquals(Double.NaN, none.rSquared());
    assertEquals(Double.NaN, none.fStatistic());
    var one = of(true, new double[] {2}, new double[] {6}).leastSquares();
    assertEquals(6, one.coefficients()[0], 1e-15);
    assertEquals(Double.NaN, one.coefficients()[1]);
    var two = of(true, new double[] {1, 2}, new double[] {1, 3}).leastSquares();
    assertArrayEquals(new double[] {-1, 2}, two.coefficients(), 1e-14);
    assertEquals(0, two.degreesOfFreedom());
    assertEquals(Double.NaN, two.standardErrors()[1]);
    var mean = of(true, new double[] {1, 2, 6}).leastSquares();
    assertArrayEquals(new double[] {3}, mean.coefficients(), 1e-15);
    assertEquals(Math.sqrt(7 / 3.0), mean.standardErrors()[0], 1e-15);
    var constant = of(true, new double[] {1, 2, 3}, new double[] {.1, .1, .1}).leastSquares();
    assertEquals(0, constant.totalSumOfSquares());
    assertEquals(Double.NaN, constant.rSquared());
    assertArrayEquals(new double[] {.1, 0}, constant.coefficients(), 1e-15);
  }

  @Test
  void incompleteRowsAreLeftOut() {
    double[][] x = {{1, 2, 3, 4, 5}, {2, Double.NaN, 7, 8, 13}};
    var validities = all(2);
    validities[0] = Validity.of(new boolean[] {true, true, true, false, true});
    var qr = QrMerge.create(1, true);
    qr.accept(x, validities, 5);
    assertEquals(3, qr.count());
    assertEquals(2, qr.skipped());
    assertArrayEquals(
        of(true, new double[] {1, 3, 5}, new double[] {2, 7, 13}).leastSquares().coefficients(),
        qr.leastSquares().coefficients());
  }

  @Test
  void refusals() {
    assertEquals(
        "a regression takes 0 columns; their number must be between 1 and 2000",
        assertThrows(PipelineException.class, () -> QrMerge.create(0, false)).getMessage());
    var two = QrMerge.create(2, true);
    assertThrows(PipelineException.class, () -> two.merge(QrMerge.create(1, true)));
    assertTrue(two.retainedBytes() > 100);
  }
}
