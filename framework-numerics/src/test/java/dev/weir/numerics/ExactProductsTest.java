package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Validity;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// [ExactSum#addProduct] against `BigDecimal`.
class ExactProductsTest {
  private static void same(double expected, double actual) {
    assertEquals(Double.doubleToLongBits(expected + 0.0), Double.doubleToLongBits(actual));
  }

  private static ExactSum products(double... pairs) {
    var sum = ExactSum.create();
    for (int i = 0; i < pairs.length; i += 2) {
      sum.addProduct(pairs[i], pairs[i + 1]);
    }
    return sum;
  }

  /// Any finite bits, the least and greatest exponents as likely as all others.
  static double[] wild(int n, long seed) {
    return new SplittableRandom(seed)
        .longs()
        .mapToDouble(Double::longBitsToDouble)
        .filter(Double::isFinite)
        .limit(n)
        .toArray();
  }

  private static BigDecimal exact(double[] pairs) {
    var exact = BigDecimal.ZERO;
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      exact = exact.add(new BigDecimal(pairs[i]).multiply(new BigDecimal(pairs[i + 1])));
    }
    return exact;
  }

  @Property(tries = 300)
  void agreesWithBigDecimal(@ForAll @Size(4) double[] pairs) {
    same(exact(pairs).doubleValue(), products(pairs).sum());
  }

  @Property(tries = 200)
  void agreesOnWildNumbers(@ForAll long seed, @ForAll @IntRange(min = 0, max = 20) int n) {
    var pairs = wild(2 * n, seed);
    same(exact(pairs).doubleValue(), products(pairs).sum());
  }

  /// Sums that round in or below the subnormal numbers.
  @Property(tries = 1000)
  void roundsTinyProducts(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    double x = Math.scalb(1 + random.nextDouble(), -500);
    double y = Math.scalb(1 + random.nextDouble(), -560 - random.nextInt(40));
    same(new BigDecimal(x).multiply(new BigDecimal(y)).doubleValue(), products(x, y).sum());
    same(-products(x, y).sum(), products(-x, y).sum());
  }

  @Test
  void halfOfTheLeastNumberGoesToEven() {
    same(0, products(Double.MIN_VALUE, 0.5).sum());
    same(Double.MIN_VALUE, products(Double.MIN_VALUE, 0.5, 1e-200, 1e-200).sum());
    same(Double.MIN_VALUE, products(Double.MIN_VALUE, 0.75).sum());
    same(2 * Double.MIN_VALUE, products(Double.MIN_VALUE, 1.5).sum());
    same(0, products(Double.MIN_VALUE, Double.MIN_VALUE).sum());
  }

  @Test
  void nothingOverflowsOnTheWay() {
    double max = Double.MAX_VALUE;
    same(1, products(max, max, 1, 1, -max, max).sum());
    same(Double.POSITIVE_INFINITY, products(max, 2).sum());
    same(Double.NEGATIVE_INFINITY, products(max, -2).sum());
    same(max, products(max, 2, max, -1).sum());
    same(1e-300, products(1e-200, 1e-200, 1e-300, 1, -1e-200, 1e-200).sum());
  }

  @Test
  void specialsAreThoseOfMultiplication() {
    same(Double.POSITIVE_INFINITY, products(-2, Double.NEGATIVE_INFINITY).sum());
    same(Double.NaN, products(0, Double.POSITIVE_INFINITY).sum());
    same(Double.NaN, products(Double.NaN, 0, 1, 1).sum());
    same(0, products(-0.0, 5, 0, -1).sum());
  }

  @Test
  void cellsWithoutAValueAreSkipped() {
    var sum = ExactSum.create();
    var both = Validity.of(new boolean[] {true, false, true});
    sum.acceptProducts(new double[] {2, Double.NaN, 3}, new double[] {5, 1, 7}, both, 3);
    same(31, sum.sum());
  }

  @Property(tries = 100)
  void orderAndCodecMakeNoDifference(@ForAll long seed) {
    var pairs = wild(200, seed);
    var whole = products(pairs);
    var parts = ExactSum.create();
    for (int from = 160; from >= 0; from -= 40) {
      var part = products(Arrays.copyOfRange(pairs, from, from + 40));
      parts.merge(MemoryCodec.copy(part, ExactSum::write, ExactSum::read));
    }
    assertEquals(
        MemoryCodec.bytes(whole, ExactSum::write), MemoryCodec.bytes(parts, ExactSum::write));
    assertEquals(whole.sum(), parts.sum());
  }

  /// Ill-conditioned dot product: the exact terms cancel to far below their rounding errors.
  @Test
  void dotProductThatCancels() {
    double a = 1 + 0x1p-30;
    // (1 + 2^-30)^2 - 1 - 2^-29 = 2^-60
    same(0x1p-60, products(a, a, -1, 1, -0x1p-29, 1).sum());
    var many = ExactSum.create();
    for (int i = 0; i < 5000; i++) {
      many.addProduct(a, a);
      many.addProduct(-1, 1);
      many.addProduct(-0x1p-29, 1);
    }
    same(5000 * 0x1p-60, many.sum());
  }
}
