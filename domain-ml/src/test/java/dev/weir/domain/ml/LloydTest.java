package dev.weir.domain.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Passes over all rows against the textbook algorithm in memory with exact rational means: the
/// same labels, centres and number of passes.
class LloydTest {
  private static final int FEATURES = 3;
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("a", Type.DOUBLE),
          Schema.Field.of("b", Type.DOUBLE),
          Schema.Field.of("c", Type.DOUBLE));
  private static final List<Column> COLUMNS = SCHEMA.columns().toList();

  private static double[][] points(int rows, long seed) {
    var random = new SplittableRandom(seed);
    var points = new double[rows][FEATURES];
    for (var point : points) {
      for (int f = 0; f < FEATURES; f++) {
        point[f] = random.nextGaussian() + 2 * random.nextInt(3) + (f == 2 ? 1e6 : 0);
      }
    }
    return points;
  }

  private static Chunk chunk(double[][] points, int from, int to) {
    var values = new Values[FEATURES];
    for (int f = 0; f < FEATURES; f++) {
      int feature = f;
      values[f] = Values.of(Arrays.stream(points, from, to).mapToDouble(p -> p[feature]).toArray());
    }
    return Chunk.of(SCHEMA, to - from, from, values);
  }

  private static KMeans.Settings settings(int k) {
    return new KMeans.Settings(k, FEATURES, false, 1, 1_000, 0, 7);
  }

  /// All passes, blocks of the size given, merged from the end.
  private static LloydPass fit(double[][] points, Centres first, int k, int block) {
    Pass start = LloydPass.first(first, new double[FEATURES], settings(k));
    while (true) {
      var blocks = new ArrayList<Pass>();
      for (int from = 0; from < points.length; from += block) {
        var state = start.fresh();
        state.accept(chunk(points, from, Math.min(points.length, from + block)), COLUMNS);
        blocks.add(state);
      }
      var whole = blocks.removeLast();
      while (!blocks.isEmpty()) {
        var earlier = blocks.removeLast();
        earlier.merge(whole);
        whole = earlier;
      }
      var next = whole.next();
      if (next.isEmpty()) {
        return (LloydPass) whole;
      }
      start = next.get();
    }
  }

  private static int[] labels(double[][] points, double[][] centres) {
    var labels = new int[points.length];
    for (int p = 0; p < points.length; p++) {
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < centres.length; c++) {
        double squared = 0;
        for (int f = 0; f < FEATURES; f++) {
          squared += (points[p][f] - centres[c][f]) * (points[p][f] - centres[c][f]);
        }
        if (squared < least) {
          least = squared;
          labels[p] = c;
        }
      }
    }
    return labels;
  }

  /// The mean of the exact sum, rounded, by the count.
  private static double[][] means(double[][] points, int[] labels, int k) {
    var sums = new BigDecimal[k][FEATURES];
    var counts = new int[k];
    for (var sum : sums) {
      Arrays.fill(sum, BigDecimal.ZERO);
    }
    for (int p = 0; p < points.length; p++) {
      counts[labels[p]]++;
      for (int f = 0; f < FEATURES; f++) {
        sums[labels[p]][f] = sums[labels[p]][f].add(new BigDecimal(points[p][f]));
      }
    }
    var means = new double[k][FEATURES];
    for (int c = 0; c < k; c++) {
      for (int f = 0; f < FEATURES; f++) {
        means[c][f] = sums[c][f].round(MathContext.UNLIMITED).doubleValue() / counts[c];
      }
    }
    return means;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8})
  void isTheTextbookAlgorithmToTheBit(int k) {
    var points = points(3_000, k);
    var first = Arrays.copyOf(points, k);
    var centres = first;
    int passes = 1;
    while (true) {
      var next = means(points, labels(points, centres), k);
      if (Arrays.deepEquals(next, centres)) {
        break;
      }
      centres = next;
      passes++;
    }
    for (int block : new int[] {3_000, 1_024, 777, 64}) {
      var fitted = fit(points, new Centres(first, new double[] {1, 1, 1}), k, block);
      assertEquals(passes, fitted.start().number());
      assertArrayEquals(centres, fitted.start().centres().points());
    }
  }

  @Test
  void aClusterThatLosesItsRowsBeginsAtTheFarthestOne() {
    var points = points(500, 1);
    points[123] = new double[] {1_000, 0, 1e6};
    var far = new double[] {-1e9, -1e9, -1e9};
    var first = new Centres(new double[][] {points[0], far, points[1]}, new double[] {1, 1, 1});
    for (int block : new int[] {500, 50}) {
      var fitted = fit(points, first, 3, block);
      assertArrayEquals(points[123], fitted.start().centres().points()[1]);
      assertEquals(1, fitted.size(1));
      assertTrue(fitted.converged());
    }
  }

  @Test
  void centresThatTheSampleDidNotGiveAreAddedOneAPass() {
    var points = points(400, 2);
    var one = new Centres(new double[][] {points[0]}, new double[] {1, 1, 1});
    var fitted = fit(points, one, 4, 100);
    assertEquals(4, fitted.start().centres().count());
    for (int c = 0; c < 4; c++) {
      assertTrue(fitted.size(c) > 0);
    }
  }
}
