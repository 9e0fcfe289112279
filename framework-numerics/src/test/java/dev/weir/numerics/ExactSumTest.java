package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Validity;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  private static ExactSum of(double... x) {
    var sum = ExactSum.create();
    sum.accept(x, Validity.ALL, x.length);
    return sum;
  }

  private static void same(double expected, double actual) {
    assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(actual));
  }

  /// Random bits are random exponents: the whole range, subnormals too.
  private static double[] wild(int n, long seed) {
    var random = new SplittableRandom(seed);
    return random
        .longs()
        .mapToDouble(Double::longBitsToDouble)
        .filter(v -> Double.isFinite(v) && Math.abs(v) < 1e300)
        .limit(n)
        .toArray();
  }

  @Test
  void agreesWithFsum() {
    var lines = Data.lines("fsum.txt");
    for (int i = 0; i < lines.size(); i += 2) {
      same(Double.parseDouble(lines.get(i + 1)), of(Data.numbers(lines.get(i))).sum());
    }
  }

  @Property(tries = 500)
  void agreesWithBigDecimal(@ForAll @Size(max = 30) double[] x) {
    var exact = BigDecimal.ZERO;
    for (double v : x) {
      exact = exact.add(new BigDecimal(v));
    }
    same(exact.doubleValue(), of(x).sum());
  }

  @Property(tries = 300)
  void agreesWithBigDecimalOnWildNumbers(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 5000) int n) {
    var x = wild(n, seed);
    var exact = BigDecimal.ZERO;
    for (double v : x) {
      exact = exact.add(new BigDecimal(v));
    }
    same(exact.doubleValue(), of(x).sum());
  }

  @Property(tries = 200)
  void orderCutsAndCodecMakeNoDifference(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int parts) {
    var x = wild(3000, seed);
    var whole = of(x);
    var tree =
        Data.tree(
            Data.cut(Data.shuffled(x, seed), parts, seed),
            ExactSum::create,
            (s, cells) -> s.accept(cells, Validity.ALL, cells.length),
            (a, b) -> a.merge(MemoryCodec.copy(b, ExactSum::write, ExactSum::read)),
            seed);
    same(whole.sum(), tree.sum());
    assertEquals(
        MemoryCodec.bytes(whole, ExactSum::write), MemoryCodec.bytes(tree, ExactSum::write));
  }

  @Test
  void roundsHalfToEven() {
    same(1, of(1, 0x1p-53).sum());
    same(1 + 0x1p-52, of(1, 0x1p-53, Double.MIN_VALUE).sum());
    same(1 + 0x1p-51, of(1 + 0x1p-52, 0x1p-53).sum());
    same(-1, of(-1, -0x1p-53).sum());
    same(2, of(1, 1 - 0x1p-53, 0x1p-53).sum());
  }

  @Test
  void edgesOfTheRange() {
    same(0, of().sum());
    same(0, of(-0.0, -0.0).sum());
    same(0, of(1e300, -1e300).sum());
    same(Double.MIN_VALUE, of(Double.MIN_VALUE).sum());
    same(Double.MIN_NORMAL, of(Double.MIN_NORMAL - Double.MIN_VALUE, Double.MIN_VALUE).sum());
    same(Double.MAX_VALUE, of(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE).sum());
    same(Double.POSITIVE_INFINITY, of(Double.MAX_VALUE, Double.MAX_VALUE).sum());
    same(Double.NEGATIVE_INFINITY, of(-Double.MAX_VALUE, -Double.MAX_VALUE).sum());
    same(Double.MAX_VALUE, of(Double.MAX_VALUE, 0x1p969).sum());
    same(Double.POSITIVE_INFINITY, of(Double.MAX_VALUE, 0x1p970).sum());
  }

  @Test
  void nanAndInfinities() {
    same(Double.NaN, of(1, Double.NaN).sum());
    same(Double.POSITIVE_INFINITY, of(1, Double.POSITIVE_INFINITY, -1e308).sum());
    same(Double.NaN, of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY).sum());
    var sum = of(1);
    sum.merge(of(Double.NEGATIVE_INFINITY));
    same(Double.NEGATIVE_INFINITY, sum.sum());
    same(Double.NEGATIVE_INFINITY, MemoryCodec.copy(sum, ExactSum::write, ExactSum::read).sum());
  }

  @Test
  void manyAdditionsCarry() {
    double tenth = -0.1;
    var sum = ExactSum.create();
    for (int i = 0; i < 1_000_000; i++) {
      sum.add(tenth);
    }
    same(new BigDecimal(tenth).multiply(BigDecimal.valueOf(1_000_000)).doubleValue(), sum.sum());
  }

  @Test
  void missingCellsAreSkipped() {
    var x = Data.normal(1000, 0, 1, 5);
    var validity = Data.holes(1000, 4, 6);
    var sum = ExactSum.create();
    sum.accept(x, validity, 900);
    same(of(Data.present(java.util.Arrays.copyOf(x, 900), validity)).sum(), sum.sum());
  }
}
