package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Validity;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class CoinsTest {
  /// 99.99 % point of chi-square with 255 degrees of freedom: R qchisq(0.9999, 255) = 347.7.
  private static final double LIMIT = 347.7;

  private static double chiSquare(LongUnaryOperator bits, int shift) {
    int n = 1 << 16;
    var counts = new int[256];
    for (long i = 0; i < n; i++) {
      counts[(int) (bits.applyAsLong(i) >>> shift) & 255]++;
    }
    double expected = n / 256.0;
    double sum = 0;
    for (int c : counts) {
      sum += (c - expected) * (c - expected) / expected;
    }
    return sum;
  }

  @Test
  void bytesAreUniformInEveryArgument() {
    for (int shift = 0; shift < 64; shift += 8) {
      assertTrue(chiSquare(i -> Coins.bits(1, i), shift) < LIMIT);
      assertTrue(chiSquare(i -> Coins.bits(i, 1), shift) < LIMIT);
      assertTrue(chiSquare(i -> Coins.bits(1, 2, i), shift) < LIMIT);
      assertTrue(chiSquare(i -> Coins.bits(1, i, 2), shift) < LIMIT);
      assertTrue(chiSquare(i -> Coins.bits(1, 2, i, 3), shift) < LIMIT);
      assertTrue(chiSquare(i -> Coins.bits(1, i << 40), shift) < LIMIT);
    }
  }

  @Test
  void neighboursAreIndependent() {
    assertTrue(chiSquare(i -> Coins.bits(1, i) ^ Coins.bits(1, i + 1), 56) < LIMIT);
    assertTrue(chiSquare(i -> Coins.bits(1, i) - Coins.bits(2, i), 56) < LIMIT);
    assertTrue(chiSquare(i -> Coins.bits(i, 1) ^ Coins.bits(i, 2), 0) < LIMIT);
    assertTrue(chiSquare(i -> Coins.bits(i, 5) ^ Coins.bits(5, i), 32) < LIMIT);
  }

  @Test
  void uniformHasTheRightMoments() {
    var m = Moments.create();
    for (long i = 0; i < 1 << 20; i++) {
      m.accept(Coins.uniform(7, i));
    }
    assertTrue(m.min() >= 0 && m.max() < 1);
    assertEquals(0.5, m.mean(), 4 * Math.sqrt(1 / 12.0) / 1024);
    assertEquals(1 / 12.0, m.variance(), 3e-4);
  }

  @Test
  void neverOne() {
    assertTrue(Coins.unit(-1L) < 1);
    assertEquals(0, Coins.unit(0));
  }

  @Test
  void belowStaysBelow() {
    var counts = new long[6];
    for (long i = 0; i < 60_000; i++) {
      counts[(int) Coins.below(6, Coins.bits(3, i))]++;
    }
    for (long c : counts) {
      assertEquals(10_000, (double) c, 400);
    }
    assertEquals(0, Coins.below(1, -1L));
  }

  @Test
  void samplesNest() {
    int small = 0;
    for (long i = 0; i < 10_000; i++) {
      if (Coins.chosen(0.1, 5, i)) {
        small++;
        assertTrue(Coins.chosen(0.3, 5, i));
      }
      assertTrue(Coins.chosen(1, 5, i));
      assertFalse(Coins.chosen(0, 5, i));
      assertFalse(Coins.chosen(Double.NaN, 5, i));
    }
    assertEquals(1000, small, 120);
  }

  /// Chi-square of 256 cells of equal probability: draws through the distribution function are
  /// uniform.
  private static double chiSquareOfShares(LongToDoubleFunction share) {
    return chiSquare(i -> (long) Math.min(255, 256 * share.applyAsDouble(i)), 0);
  }

  @Test
  void normalIsNormal() {
    var normal = NormalDistribution.of(0, 1);
    assertTrue(chiSquareOfShares(i -> normal.cumulativeProbability(Coins.normal(1, i))) < LIMIT);
    assertTrue(chiSquareOfShares(i -> normal.cumulativeProbability(Coins.normal(i, 1))) < LIMIT);
    assertTrue(chiSquareOfShares(i -> normal.cumulativeProbability(Coins.normal(1, 2, i))) < LIMIT);
    var m = Moments.create();
    var lag = Covariance.create(2);
    int n = 1 << 18;
    var x = new double[n];
    var next = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = Coins.normal(9, i);
      next[i] = Coins.normal(9, i + 1);
      m.accept(x[i]);
    }
    lag.accept(new double[][] {x, next}, new Validity[] {Validity.ALL, Validity.ALL}, n);
    // Within four standard errors.
    assertEquals(0, m.mean(), 4 / 512.0);
    assertEquals(1, m.variance(), 4 * Math.sqrt(2) / 512);
    assertEquals(0, m.skewness(), 4 * Math.sqrt(6) / 512);
    assertEquals(0, m.kurtosis(), 4 * Math.sqrt(24) / 512);
    assertEquals(0, lag.correlation(0, 1), 4 / 512.0);
    assertTrue(m.max() < 8.6 && m.max() > 4);
  }

  @Test
  void exponentialIsExponential() {
    assertTrue(chiSquareOfShares(i -> -Math.expm1(-Coins.exponential(1, i))) < LIMIT);
    assertTrue(chiSquareOfShares(i -> -Math.expm1(-Coins.exponential(i, 1))) < LIMIT);
    assertTrue(chiSquareOfShares(i -> -Math.expm1(-Coins.exponential(1, 2, i))) < LIMIT);
    var m = Moments.create();
    for (long i = 0; i < 1 << 18; i++) {
      m.accept(Coins.exponential(4, i));
    }
    assertTrue(m.min() >= 0 && m.max() < 36.8);
    assertEquals(1, m.mean(), 4 / 512.0);
    assertEquals(1, m.variance(), 4 * Math.sqrt(8) / 512);
  }

  @Test
  void belowForIdentities() {
    assertTrue(chiSquare(i -> Coins.below(256, 1, i), 0) < LIMIT);
    assertTrue(chiSquare(i -> Coins.below(256, i, 1), 0) < LIMIT);
    assertTrue(chiSquare(i -> Coins.below(256, 1, 2, i), 0) < LIMIT);
    assertEquals(0, Coins.below(1, 5, 6));
    for (long i = 0; i < 1000; i++) {
      long big = Coins.below(Long.MAX_VALUE, 5, i);
      assertTrue(big >= 0 && big < Long.MAX_VALUE);
    }
  }

  /// States and results depend on these bits: they never change. Computed by the formula in Python
  /// integers.
  @Test
  void fixedForEver() {
    assertEquals(0x48CF5028B6DF10DBL, Coins.bits(1, 2, 3));
    assertEquals(0.7337444895995376, Coins.normal(1, 2, 3), 1e-15);
    assertEquals(0.33465257926420444, Coins.exponential(1, 2, 3), 1e-15);
    assertEquals(284, Coins.below(1000, 1, 2, 3));
  }
}
