package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Validity;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MomentsTest {
  private static Moments of(double... x) {
    var m = Moments.create();
    m.accept(x, Validity.ALL, x.length);
    return m;
  }

  private static void near(double expected, double actual, double tolerance) {
    if (Double.isNaN(expected)) {
      assertTrue(Double.isNaN(actual), () -> "NaN expected, not " + actual);
    } else {
      assertEquals(expected, actual, tolerance * Math.max(1, Math.abs(expected)));
    }
  }

  @Test
  void agreesWithRationalArithmeticAndScipy() {
    var lines = Data.lines("moments.txt");
    for (int i = 0; i < lines.size(); i += 3) {
      var m = of(Data.numbers(lines.get(i + 1)));
      var expected = Data.numbers(lines.get(i + 2));
      near(expected[0], m.mean(), 1e-15);
      near(expected[1], m.variance(), 1e-13);
      near(expected[2], m.skewness(), 1e-12);
      near(expected[3], m.kurtosis(), 1e-12);
      near(expected[4], m.adjustedSkewness(), 1e-12);
      near(expected[5], m.adjustedKurtosis(), 1e-12);
    }
  }

  @Test
  void agreesWithR() {
    var lines = Data.lines("r.txt");
    for (int i = 0; i < lines.size(); i += 5) {
      var m = of(Data.numbers(lines.get(i + 1)));
      var expected = Data.numbers(lines.get(i + 2));
      near(expected[0], m.mean(), 1e-15);
      near(expected[1], m.variance(), 1e-14);
    }
  }

  @Test
  void nothing() {
    for (var m : List.of(Moments.create(), of(Double.NaN), of())) {
      assertEquals(0, m.count());
      assertEquals(0.0, m.sum());
      for (double figure :
          new double[] {m.mean(), m.variance(), m.skewness(), m.kurtosis(), m.min(), m.max()}) {
        assertTrue(Double.isNaN(figure));
      }
    }
  }

  @Test
  void oneValue() {
    var m = of(42);
    assertEquals(42, m.mean());
    assertEquals(42, m.min());
    assertEquals(42, m.max());
    assertTrue(Double.isNaN(m.variance()));
    assertEquals(0, m.populationVariance());
    assertTrue(Double.isNaN(m.skewness()));
  }

  @Test
  void constantColumnIsExact() {
    for (double c : new double[] {0.1, 1 / 3.0, -1e-300, 1e300 / 1e5, 5e15 + 1}) {
      for (int n : new int[] {2, 3, 7, 1000, 2047, 2048, 2049, 100_003}) {
        var x = new double[n];
        Arrays.fill(x, c);
        var m = of(x);
        m.merge(of(c, c, c));
        assertEquals(c, m.mean());
        assertEquals(0, m.variance());
        assertTrue(Double.isNaN(m.skewness()));
      }
    }
  }

  @Test
  void nanIsCountedApart() {
    var x = Data.normal(10_000, 5, 2, 1);
    var clean = of(x);
    var dirty = new double[x.length * 2];
    for (int i = 0; i < x.length; i++) {
      dirty[2 * i] = x[i];
      dirty[2 * i + 1] = Double.NaN;
    }
    var m = of(dirty);
    assertEquals(10_000, m.nans());
    assertEquals(clean.count(), m.count());
    assertEquals(clean.min(), m.min());
    assertEquals(clean.max(), m.max());
    near(clean.mean(), m.mean(), 1e-15);
    near(clean.variance(), m.variance(), 1e-13);
  }

  @Test
  void infinities() {
    for (int n : new int[] {10, 5000}) {
      var x = Data.normal(n, 5, 2, 1);
      x[3] = Double.POSITIVE_INFINITY;
      var m = of(x);
      assertEquals(n, m.count());
      assertEquals(1, m.infinities());
      assertEquals(Double.POSITIVE_INFINITY, m.mean());
      assertEquals(Double.POSITIVE_INFINITY, m.sum());
      assertEquals(Double.POSITIVE_INFINITY, m.max());
      assertTrue(Double.isFinite(m.min()));
      assertTrue(Double.isNaN(m.variance()));
      assertTrue(Double.isNaN(m.kurtosis()));
      m.accept(Double.NEGATIVE_INFINITY);
      assertTrue(Double.isNaN(m.mean()));
      assertEquals(Double.NEGATIVE_INFINITY, m.min());
    }
  }

  @Test
  void overflowLeavesCountAndExtremesRight() {
    for (int n : new int[] {10, 5000}) {
      var x = new double[n];
      Arrays.fill(x, Double.MAX_VALUE);
      x[1] = -1;
      var m = of(x);
      assertEquals(n, m.count());
      assertEquals(0, m.infinities());
      assertEquals(Double.POSITIVE_INFINITY, m.sum());
      assertEquals(-1, m.min());
      assertEquals(Double.MAX_VALUE, m.max());
    }
  }

  @Test
  void missingCellsAreSkipped() {
    for (int n : new int[] {1, 63, 64, 65, 2047, 2048, 2113, 10_000}) {
      var x = Data.normal(n, 1, 1, n);
      var validity = Data.holes(n, 3, n);
      var expected = of(Data.present(x, validity));
      var m = Moments.create();
      m.accept(x, validity, n);
      assertEquals(
          MemoryCodec.bytes(expected, Moments::write), MemoryCodec.bytes(m, Moments::write));
      var none = Moments.create();
      none.accept(x, Validity.none(n), n);
      assertEquals(0, none.count());
    }
  }

  @Test
  void rowsBeyondTheCountAreNotRead() {
    var m = Moments.create();
    m.accept(new double[] {1, 2, 3, 1e9}, Validity.ALL, 3);
    assertEquals(2, m.mean());
    m.accept(new double[5000], Validity.ALL, 0);
    assertEquals(3, m.count());
  }

  @Test
  void wholeNumbersAddExactly() {
    var x = new double[100_000];
    Arrays.setAll(x, i -> i * 3_000_017.0);
    assertEquals(99_999.0 * 50_000 * 3_000_017.0, of(x).sum());
    assertEquals(1, of(1e16, 1, -1e16).sum());
  }

  @Property(tries = 200)
  void chunkingAndTreeMakeNoDifference(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int parts) {
    for (double mean : new double[] {0, 1, 1e6, -1e9}) {
      var x = Data.normal(20_000, mean, 0.1, seed);
      var whole = of(x);
      var m =
          Data.tree(
              Data.cut(x, parts, seed),
              Moments::create,
              (s, cells) -> s.accept(cells, Validity.ALL, cells.length),
              Moments::merge,
              seed);
      assertEquals(whole.count(), m.count());
      assertEquals(whole.min(), m.min());
      assertEquals(whole.max(), m.max());
      assertEquals(whole.sum(), m.sum(), 1e-15 * Math.abs(whole.sum()));
      assertEquals(whole.variance(), m.variance(), 1e-13 * whole.variance());
      double deviation = whole.standardDeviation();
      assertEquals(whole.skewness(), m.skewness(), 1e-12);
      assertEquals(whole.kurtosis(), m.kurtosis(), 1e-12);
      assertTrue(deviation > 0);
    }
  }

  @Property(tries = 100)
  void blocksAgreeWithOneByOne(@ForAll long seed) {
    var x = Data.normal(5000, 10, 3, seed);
    var m = Moments.create();
    for (double v : x) {
      m.accept(v);
    }
    var whole = of(x);
    near(whole.mean(), m.mean(), 1e-15);
    near(whole.variance(), m.variance(), 1e-13);
    near(whole.kurtosis(), m.kurtosis(), 1e-12);
  }

  @Test
  void mergingNothingChangesNothing() {
    var m = of(1, 2, 4);
    var bytes = MemoryCodec.bytes(m, Moments::write);
    m.merge(Moments.create());
    assertEquals(bytes, MemoryCodec.bytes(m, Moments::write));
    var empty = Moments.create();
    empty.merge(m);
    assertEquals(bytes, MemoryCodec.bytes(empty, Moments::write));
  }

  @Test
  void continuesAfterTheCodec() {
    var x = Data.normal(5000, 3, 1, 9);
    x[7] = Double.NaN;
    x[8] = Double.POSITIVE_INFINITY;
    var m = of(x);
    var copy = MemoryCodec.copy(m, Moments::write, Moments::read);
    m.accept(x, Validity.ALL, 4000);
    copy.accept(x, Validity.ALL, 4000);
    assertEquals(MemoryCodec.bytes(m, Moments::write), MemoryCodec.bytes(copy, Moments::write));
  }

  @Test
  void ofVarianceAgreesAndRefusesTheRest() {
    var x = Data.normal(10_000, 3, 1, 9);
    var m = Moments.ofVariance();
    m.accept(x, Validity.ALL, x.length);
    assertEquals(of(x).variance(), m.variance());
    assertEquals(of(x).mean(), m.mean());
    assertThrows(PipelineException.class, m::skewness);
    assertThrows(PipelineException.class, m::min);
    assertThrows(PipelineException.class, () -> m.merge(Moments.create()));
  }
}
