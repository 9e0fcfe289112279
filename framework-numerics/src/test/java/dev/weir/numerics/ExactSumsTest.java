package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// [ExactSums] against one [ExactSum] each.
class ExactSumsTest {
  private record Term(int index, double x, double y, boolean product) {}

  private static List<Term> terms(int size, int n, long seed) {
    var random = new SplittableRandom(seed);
    var values = ExactProductsTest.wild(2 * n, seed);
    var terms = new ArrayList<Term>();
    for (int i = 0; i < n; i++) {
      boolean tame = random.nextInt(10) > 0;
      double x = tame ? random.nextGaussian() : values[2 * i] * 0x1p-20;
      double y = tame ? random.nextGaussian() : values[2 * i + 1];
      terms.add(new Term(random.nextInt(size), x, y, random.nextBoolean()));
    }
    return terms;
  }

  private static ExactSums of(int size, List<Term> terms) {
    var sums = ExactSums.create(size);
    for (var term : terms) {
      if (term.product()) {
        sums.addProduct(term.index(), term.x(), term.y());
      } else {
        sums.add(term.index(), term.x());
      }
    }
    return sums;
  }

  private static double[] one(int size, List<Term> terms) {
    var sums = IntStream.range(0, size).mapToObj(i -> ExactSum.create()).toList();
    for (var term : terms) {
      if (term.product()) {
        sums.get(term.index()).addProduct(term.x(), term.y());
      } else {
        sums.get(term.index()).add(term.x());
      }
    }
    return sums.stream().mapToDouble(ExactSum::sum).toArray();
  }

  @Property(tries = 100)
  void agreesWithExactSum(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int size,
      @ForAll @IntRange(min = 0, max = 3000) int n) {
    var terms = terms(size, n, seed);
    var sums = of(size, terms);
    assertArrayEquals(one(size, terms), sums.sums());
    var together = terms.stream().map(t -> new Term(0, t.x(), t.y(), t.product())).toList();
    assertEquals(one(1, together)[0], sums.total());
  }

  @Property(tries = 100)
  void orderCutsAndCodecMakeNoDifference(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 2000) int cut) {
    var terms = terms(7, 2000, seed);
    var whole = of(7, terms);
    var later = of(7, terms.subList(0, cut));
    var earlier = of(7, terms.subList(cut, 2000).reversed());
    earlier.merge(MemoryCodec.copy(later, ExactSums::write, ExactSums::read));
    assertArrayEquals(whole.sums(), earlier.sums());
    assertEquals(
        MemoryCodec.bytes(whole, ExactSums::write), MemoryCodec.bytes(earlier, ExactSums::write));
  }

  /// More additions than a limb holds without a carry, all of one sign.
  @Test
  void carries() {
    var sums = ExactSums.create(3);
    for (int i = 0; i < 10_000; i++) {
      sums.add(1, Double.MAX_VALUE);
      sums.add(2, -0x1.fffffffffffffp31);
    }
    assertEquals(Double.POSITIVE_INFINITY, sums.sum(1));
    assertEquals(-0x1.fffffffffffffp31 * 10_000, sums.sum(2));
    for (int i = 0; i < 9_999; i++) {
      sums.add(1, -Double.MAX_VALUE);
    }
    assertArrayEquals(
        new double[] {0, Double.MAX_VALUE, -0x1.fffffffffffffp31 * 10_000}, sums.sums());
    assertTrue(sums.retainedBytes() <= ExactSums.maxBytes(3), () -> "" + sums.retainedBytes());
  }

  @Test
  void specialsStayInTheirSum() {
    var sums = ExactSums.create(4);
    sums.add(0, Double.NaN);
    sums.add(1, Double.POSITIVE_INFINITY);
    sums.add(1, 1);
    sums.addProduct(2, Double.POSITIVE_INFINITY, -1);
    sums.add(3, -0.0);
    var copy = MemoryCodec.copy(sums, ExactSums::write, ExactSums::read);
    var other = ExactSums.create(4);
    other.add(2, Double.POSITIVE_INFINITY);
    other.add(3, 2);
    copy.merge(other);
    assertArrayEquals(
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0},
        sums.sums());
    assertArrayEquals(
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, 2}, copy.sums());
  }

  @Test
  void sizesMustAgree() {
    var sums = ExactSums.create(2);
    var other = ExactSums.create(3);
    assertEquals(
        "2 sums do not merge with 3; create all parts with one size",
        assertThrows(PipelineException.class, () -> sums.merge(other)).getMessage());
    assertEquals(
        "the number of sums is -1; it must be between 0 and 10000000",
        assertThrows(PipelineException.class, () -> ExactSums.create(-1)).getMessage());
    assertEquals(0, ExactSums.create(0).sums().length);
  }
}
