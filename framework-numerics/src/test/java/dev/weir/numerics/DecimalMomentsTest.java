package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Validity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DecimalMomentsTest {
  private static DecimalMoments of(double... x) {
    var moments = DecimalMoments.create();
    moments.accept(x, Validity.ALL, x.length);
    return moments;
  }

  /// Decimals of up to 15 digits and any number of places, as text.
  private static String[] texts(int n, long seed) {
    var random = new SplittableRandom(seed);
    var texts = new String[n];
    for (int i = 0; i < n; i++) {
      long units = random.nextLong(1, (long) Math.pow(10, 1 + random.nextInt(15)));
      int places = random.nextInt(16);
      texts[i] = BigDecimal.valueOf(random.nextBoolean() ? units : -units, places).toString();
    }
    return texts;
  }

  @Property(tries = 200)
  void figuresAreThoseOfTheText(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n) {
    var texts = texts(n, seed);
    var sum = BigDecimal.ZERO;
    var squares = BigDecimal.ZERO;
    for (var text : texts) {
      var b = new BigDecimal(text);
      sum = sum.add(b);
      squares = squares.add(b.multiply(b));
    }
    var count = BigDecimal.valueOf(n);
    var context = new MathContext(40);
    var variance =
        squares
            .multiply(count)
            .subtract(sum.multiply(sum))
            .divide(count.multiply(count.subtract(BigDecimal.ONE)), context);
    var moments = of(Arrays.stream(texts).mapToDouble(Double::parseDouble).toArray());
    assertEquals(sum.doubleValue(), moments.sum());
    assertEquals(sum.divide(count, context).doubleValue(), moments.mean());
    assertEquals(variance.doubleValue(), moments.variance());
    assertEquals(variance.sqrt(context).doubleValue(), moments.standardDeviation());
  }

  /// Numbers that no short decimal writes are taken as they are.
  @Property(tries = 50)
  void othersAreDoubles(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n) {
    var x = Data.normal(n, 3, 1, seed);
    var exact = ExactMoments.create();
    exact.accept(x, Validity.ALL, n);
    var moments = of(x);
    // One in some thousand random doubles is a decimal of 15 digits.
    assertEquals(exact.mean(), moments.mean(), Math.ulp(exact.mean()));
    assertEquals(exact.variance(), moments.variance(), 3e-16 * n * 10);
  }

  @Test
  void tenths() {
    assertEquals(0.3, of(0.1, 0.2).sum());
    assertEquals(0.01, of(10000000.1, 10000000.2, 10000000.3).variance());
    assertEquals(0.1, of(10000000.1, 10000000.2, 10000000.3).standardDeviation());
    assertEquals(0, of(0.1, 0.1, 0.1).populationVariance());
    assertEquals(1 / 3.0, of(1 / 3.0).mean());
  }

  @Test
  void edges() {
    assertEquals(0, of().sum());
    assertEquals(Double.NaN, of().mean());
    assertEquals(Double.NaN, of(3).variance());
    assertEquals(0, of(3).populationVariance());
    assertEquals(0, of(-0.0, 0.0).mean());
    var special = of(1, Double.NaN, Double.POSITIVE_INFINITY, 2);
    assertEquals(3, special.count());
    assertEquals(1, special.nans());
    assertEquals(Double.POSITIVE_INFINITY, special.mean());
    assertEquals(Double.NaN, special.standardDeviation());
    special.merge(of(Double.NEGATIVE_INFINITY));
    assertEquals(Double.NaN, special.sum());
    assertEquals(Double.POSITIVE_INFINITY, of(1e200, -1e200).variance());
    assertEquals(Math.sqrt(2) * 1e200, of(-1e200, 1e200).standardDeviation(), 1e185);
    assertEquals(Double.MIN_VALUE, of(Double.MIN_VALUE).mean());
  }

  @Property(tries = 100)
  void orderCutsAndCodecMakeNoDifference(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int parts) {
    var x = Arrays.stream(texts(500, seed)).mapToDouble(Double::parseDouble).toArray();
    var whole = of(x);
    var tree =
        Data.tree(
            Data.cut(Data.shuffled(x, seed), parts, seed),
            DecimalMoments::create,
            (s, cells) -> s.accept(cells, Validity.ALL, cells.length),
            (a, b) -> a.merge(MemoryCodec.copy(b, DecimalMoments::write, DecimalMoments::read)),
            seed);
    assertEquals(whole.mean(), tree.mean());
    assertEquals(whole.variance(), tree.variance());
    assertEquals(whole.count(), tree.count());
  }

  @Test
  void memoryIsBounded() {
    var moments = DecimalMoments.create();
    for (long seed = 0; seed < 20; seed++) {
      var x = Arrays.stream(texts(2000, seed)).mapToDouble(Double::parseDouble).toArray();
      moments.accept(x, Validity.ALL, x.length);
      var wild = ExactProductsTest.wild(1000, seed);
      moments.accept(wild, Validity.ALL, wild.length);
    }
    for (int i = 0; i < 3000; i++) {
      moments.accept(Double.MAX_VALUE);
      moments.accept(Double.MIN_VALUE);
    }
    assertTrue(
        moments.retainedBytes() <= DecimalMoments.MAX_BYTES, () -> "" + moments.retainedBytes());
  }
}
