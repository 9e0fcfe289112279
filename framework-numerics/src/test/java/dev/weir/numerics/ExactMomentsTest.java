package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Validity;
import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExactMomentsTest {
  private static ExactMoments of(double... x) {
    var moments = ExactMoments.create();
    moments.accept(x, Validity.ALL, x.length);
    return moments;
  }

  private static BigDecimal squares(double[] x) {
    var sum = BigDecimal.ZERO;
    var squares = BigDecimal.ZERO;
    for (double v : x) {
      var b = new BigDecimal(v);
      sum = sum.add(b);
      squares = squares.add(b.multiply(b));
    }
    return squares.multiply(BigDecimal.valueOf(x.length)).subtract(sum.multiply(sum));
  }

  private static void within(int units, BigDecimal expected, double actual) {
    double nearest = expected.doubleValue();
    assertTrue(
        Math.abs(actual - nearest) <= units * Math.ulp(nearest), () -> actual + " for " + nearest);
  }

  private static void check(double[] x) {
    var n = BigDecimal.valueOf(x.length);
    var context = new MathContext(40);
    var variance = squares(x).divide(n.multiply(n.subtract(BigDecimal.ONE)), context);
    within(2, variance, of(x).variance());
    within(2, variance.sqrt(context), of(x).standardDeviation());
    within(2, squares(x).divide(n.multiply(n), context), of(x).populationVariance());
  }

  @Property(tries = 200)
  void agreesWithBigDecimal(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 300) int n,
      @ForAll @DoubleRange(min = -1e15, max = 1e15) double mean) {
    check(Data.normal(n, mean, 1, seed));
  }

  @Property(tries = 50)
  void agreesOnWildNumbers(@ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int n) {
    var x = ExactProductsTest.wild(n, seed);
    var count = BigDecimal.valueOf(n);
    var context = new MathContext(400);
    var variance = squares(x).divide(count.multiply(count.subtract(BigDecimal.ONE)), context);
    within(2, variance.sqrt(new MathContext(40)), of(x).standardDeviation());
  }

  @Test
  void spreadAsSmallAsTheLastDigit() {
    double x = 1e15;
    assertEquals(Math.ulp(x) / Math.sqrt(2), of(x, x + Math.ulp(x)).standardDeviation(), 0x1p-54);
    assertEquals(0, of(0.1, 0.1, 0.1).variance());
    assertEquals(0.1, of(0.1, 0.1, 0.1).mean());
  }

  @Test
  void deviationsOutlastTheRangeOfVariances() {
    assertEquals(Double.POSITIVE_INFINITY, of(-1e200, 1e200).variance());
    assertEquals(Math.sqrt(2) * 1e200, of(-1e200, 1e200).standardDeviation(), 1e185);
    assertEquals(0, of(-1e-200, 1e-200).variance());
    assertEquals(Math.sqrt(2) * 1e-200, of(-1e-200, 1e-200).standardDeviation(), 1e-215);
  }

  @Test
  void edges() {
    assertEquals(0, of().sum());
    assertEquals(Double.NaN, of().mean());
    assertEquals(Double.NaN, of().variance());
    assertEquals(Double.NaN, of().populationVariance());
    assertEquals(Double.NaN, of(3).variance());
    assertEquals(0, of(3).populationVariance());
    var special = of(1, Double.NaN, Double.POSITIVE_INFINITY, 2);
    assertEquals(3, special.count());
    assertEquals(1, special.nans());
    assertEquals(1, special.infinities());
    assertEquals(Double.POSITIVE_INFINITY, special.mean());
    assertEquals(Double.NaN, special.variance());
    assertEquals(Double.NaN, special.standardDeviation());
    special.merge(of(Double.NEGATIVE_INFINITY));
    assertEquals(Double.NaN, special.sum());
  }

  @Test
  void missingCellsAreSkipped() {
    var moments = ExactMoments.create();
    moments.accept(
        new double[] {1, 9, 3, 7}, Validity.of(new boolean[] {true, false, true, true}), 3);
    assertEquals(2, moments.count());
    assertEquals(2, moments.variance());
  }

  @Property(tries = 100)
  void orderCutsAndCodecMakeNoDifference(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int parts) {
    var x = Data.normal(2000, 1e6, 1, seed);
    var whole = of(x);
    var tree =
        Data.tree(
            Data.cut(Data.shuffled(x, seed), parts, seed),
            ExactMoments::create,
            (s, cells) -> s.accept(cells, Validity.ALL, cells.length),
            (a, b) -> a.merge(MemoryCodec.copy(b, ExactMoments::write, ExactMoments::read)),
            seed);
    assertEquals(whole.mean(), tree.mean());
    assertEquals(whole.variance(), tree.variance());
    assertEquals(
        MemoryCodec.bytes(whole, ExactMoments::write),
        MemoryCodec.bytes(tree, ExactMoments::write));
  }

  @Property(tries = 50)
  void agreesWithMoments(@ForAll long seed) {
    var x = Data.normal(5000, 100, 3, seed);
    var moments = Moments.create();
    moments.accept(x, Validity.ALL, x.length);
    assertEquals(moments.mean(), of(x).mean(), 1e-15 * 100);
    assertEquals(moments.variance(), of(x).variance(), 1e-14 * 9);
  }

  @Test
  void memoryIsBounded() {
    var moments = ExactMoments.create();
    for (long seed = 0; seed < 20; seed++) {
      var wild = ExactProductsTest.wild(1000, seed);
      moments.accept(wild, Validity.ALL, wild.length);
    }
    for (double v : new double[] {Double.MIN_VALUE, Double.MAX_VALUE}) {
      for (int i = 0; i < 3000; i++) {
        moments.accept(v);
      }
    }
    assertTrue(
        moments.retainedBytes() <= ExactMoments.MAX_BYTES, () -> "" + moments.retainedBytes());
    assertTrue(of(Data.normal(5000, 1e3, 1, 1)).retainedBytes() <= 350);
  }
}
