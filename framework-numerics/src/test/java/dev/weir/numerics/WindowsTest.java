package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.ObjDoubleConsumer;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The windowed kernels against the same figures of each window computed anew.
class WindowsTest {
  private static double[] data(int n, long seed) {
    var random = new SplittableRandom(seed);
    var x = new double[n];
    for (int i = 0; i < n; i++) {
      int kind = random.nextInt(40);
      x[i] =
          kind == 0
              ? Double.NaN
              : kind == 1 ? random.nextInt(4) : kind == 2 ? 1e17 : 100 + random.nextGaussian();
    }
    return x;
  }

  private static double[] window(double[] x, int end, int width) {
    return Arrays.stream(x, Math.max(0, end - width), end).filter(v -> !Double.isNaN(v)).toArray();
  }

  private static void each(double[] x, int width, BiFunction<Integer, double[], Boolean> step) {
    for (int i = 0; i < x.length; i++) {
      int row = i;
      assertTrue(step.apply(i, window(x, i + 1, width)), () -> "row " + row);
    }
  }

  private static boolean same(double a, double b) {
    assertEquals(a, b);
    return true;
  }

  /// A kernel slides over data, is now and then written and read, and is checked at each row
  /// against the values inside.
  private static <W> void slide(
      long seed,
      int width,
      W empty,
      ObjDoubleConsumer<W> add,
      ObjDoubleConsumer<W> remove,
      UnaryOperator<W> copy,
      BiConsumer<W, double[]> check) {
    var x = data(400, seed);
    var window = empty;
    for (int i = 0; i < x.length; i++) {
      add.accept(window, x[i]);
      if (i >= width) {
        remove.accept(window, x[i - width]);
      }
      if (i % 50 == 0) {
        window = copy.apply(window);
      }
      check.accept(window, window(x, i + 1, width));
    }
  }

  @Property(tries = 50)
  void sums(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int width) {
    slide(
        seed,
        width,
        WindowedSum.create(),
        WindowedSum::add,
        WindowedSum::remove,
        window -> MemoryCodec.copy(window, WindowedSum::write, WindowedSum::read),
        (window, inside) -> {
          var sum = ExactSum.create();
          Arrays.stream(inside).forEach(sum::add);
          assertEquals(inside.length, window.count());
          assertEquals(sum.mean(inside.length), window.mean());
          assertEquals(sum.sum(), window.sum());
        });
  }

  @Test
  void nansInsideAreCounted() {
    var x = data(400, 5);
    var window = WindowedSum.create();
    for (int i = 0; i < x.length; i++) {
      window.add(x[i]);
      if (i >= 30) {
        window.remove(x[i - 30]);
      }
      int rows = Math.min(i + 1, 30);
      assertEquals(rows - window(x, i + 1, 30).length, window.nans());
    }
  }

  @Property(tries = 50)
  void moments(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int width) {
    slide(
        seed,
        width,
        WindowedMoments.create(),
        WindowedMoments::add,
        WindowedMoments::remove,
        window -> MemoryCodec.copy(window, WindowedMoments::write, WindowedMoments::read),
        (window, inside) -> {
          var anew = ExactMoments.create();
          Arrays.stream(inside).forEach(anew::accept);
          assertEquals(anew.mean(), window.mean());
          assertEquals(anew.populationVariance(), window.populationVariance());
          assertEquals(anew.standardDeviation(), window.standardDeviation());
          assertEquals(anew.variance(), window.variance());
        });
  }

  /// What ruins a running sum in floating point.
  @Test
  void oneHugeValueLeavesNoTrace() {
    var moments = WindowedMoments.create();
    for (double v : new double[] {0.1, 0.2, 1e300}) {
      moments.add(v);
    }
    moments.remove(1e300);
    assertEquals(0.1 + 0.2, moments.sum(), 1e-17);
    assertEquals(0.005, moments.variance(), 1e-18);
    moments.add(Double.NEGATIVE_INFINITY);
    moments.add(Double.NaN);
    assertEquals(Double.NEGATIVE_INFINITY, moments.mean());
    assertEquals(Double.NaN, moments.variance());
    moments.remove(Double.NEGATIVE_INFINITY);
    moments.remove(Double.NaN);
    assertEquals(0.005, moments.variance(), 1e-18);
    var sum = WindowedSum.create();
    sum.add(Double.POSITIVE_INFINITY);
    sum.add(2);
    assertEquals(Double.POSITIVE_INFINITY, sum.sum());
    sum.add(Double.NEGATIVE_INFINITY);
    assertEquals(Double.NaN, sum.mean());
    sum.remove(Double.POSITIVE_INFINITY);
    sum.remove(Double.NEGATIVE_INFINITY);
    assertEquals(2, sum.mean());
  }

  @Test
  void aMillionStepsDoNotDrift() {
    var random = new SplittableRandom(1);
    int width = 100;
    var ring = new double[width];
    var moments = WindowedMoments.create();
    var sum = WindowedSum.create();
    for (int i = 0; i < 1_000_000; i++) {
      double v = random.nextGaussian() * Math.exp(20 * random.nextGaussian());
      if (i >= width) {
        moments.remove(ring[i % width]);
        sum.remove(ring[i % width]);
      }
      ring[i % width] = v;
      moments.add(v);
      sum.add(v);
    }
    var anew = ExactMoments.create();
    Arrays.stream(ring).forEach(anew::accept);
    assertEquals(anew.sum(), sum.sum());
    assertEquals(anew.variance(), moments.variance());
    assertTrue(moments.retainedBytes() <= WindowedMoments.MAX_BYTES);
    assertTrue(sum.retainedBytes() <= WindowedSum.MAX_BYTES);
  }

  @Property(tries = 100)
  void extremes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int width) {
    var x = data(300, seed);
    var least = new SlidingExtreme[] {SlidingExtreme.least(), SlidingExtreme.greatest()};
    each(
        x,
        width,
        (i, inside) -> {
          for (var extreme : least) {
            extreme.add(i, x[i]);
            extreme.evict(i - width + 1);
            assertTrue(extreme.retainedBytes() <= SlidingExtreme.maxBytes(width + 1));
          }
          if (i % 40 == 0) {
            least[0] = MemoryCodec.copy(least[0], SlidingExtreme::write, SlidingExtreme::read);
            least[1] = MemoryCodec.copy(least[1], SlidingExtreme::write, SlidingExtreme::read);
          }
          same(Arrays.stream(inside).max().orElse(Double.NaN), least[1].value());
          return same(Arrays.stream(inside).min().orElse(Double.NaN), least[0].value());
        });
  }

  @Test
  void extremesOfMonotoneDataAndOrder() {
    var least = SlidingExtreme.least();
    for (int i = 0; i < 1000; i++) {
      least.add(i, i);
      least.evict(i - 99);
    }
    assertEquals(900, least.value());
    assertTrue(least.retainedBytes() <= SlidingExtreme.maxBytes(101));
    assertEquals(
        "position 5 comes after 999; the values of a sliding window must come in ascending order of"
            + " position",
        assertThrows(PipelineException.class, () -> least.add(5, 1)).getMessage());
    least.evict(5000);
    assertEquals(Double.NaN, least.value());
    least.add(999, -0.0);
    assertEquals("0.0", Double.toString(least.value()));
  }

  @Property(tries = 100)
  void quantiles(@ForAll long seed, @ForAll @IntRange(min = 1, max = 900) int width) {
    var x = data(1500, seed);
    var window = new SlidingQuantile[] {SlidingQuantile.create()};
    for (int i = 0; i < x.length; i++) {
      window[0].add(x[i]);
      if (i >= width) {
        window[0].remove(x[i - width]);
      }
      assertTrue(window[0].retainedBytes() <= SlidingQuantile.maxBytes(width + 1));
      if (i % 97 == 0) {
        window[0] = MemoryCodec.copy(window[0], SlidingQuantile::write, SlidingQuantile::read);
        var sorted = window(x, i + 1, width);
        Arrays.sort(sorted);
        int n = sorted.length;
        assertEquals(n, window[0].count());
        for (double p : new double[] {0, 0.1, 0.5, 0.77, 1}) {
          double h = (n - 1) * p;
          double f = h - Math.floor(h);
          double expected =
              n == 0
                  ? Double.NaN
                  : f == 0 ? sorted[(int) h] : (1 - f) * sorted[(int) h] + f * sorted[(int) h + 1];
          assertEquals(expected, window[0].quantile(p), n == 0 ? 1 : Math.abs(expected) * 1e-15);
        }
      }
    }
  }

  /// Ascending, descending and equal values: pages fill at one end and empty at the other.
  @Test
  void quantilesOfRuns() {
    int width = 5000;
    for (int slope : new int[] {-1, 0, 1}) {
      var window = SlidingQuantile.create();
      for (int i = 0; i < 20_000; i++) {
        window.add((double) slope * i);
        if (i >= width) {
          window.remove((double) slope * (i - width));
        }
        assertTrue(window.retainedBytes() <= SlidingQuantile.maxBytes(width + 1));
      }
      assertEquals(slope * (20_000 - 1 - (width - 1) / 2.0), window.median());
    }
  }

  @Test
  void quantilesRefuseWhatTheyDoNotHold() {
    var window = SlidingQuantile.create();
    assertEquals(Double.NaN, window.median());
    window.add(1);
    window.add(Double.NaN);
    window.add(-0.0);
    assertEquals(0.5, window.median());
    assertEquals(
        "the value 2.0 is to leave a sliding window that does not hold it",
        assertThrows(PipelineException.class, () -> window.remove(2)).getMessage());
    assertEquals(
        "the value 0.5 is to leave a sliding window that does not hold it",
        assertThrows(PipelineException.class, () -> window.remove(0.5)).getMessage());
    window.remove(0.0);
    window.remove(1);
    assertEquals(0, window.count());
    assertEquals(
        "the probability of a quantile is 1.5; it must be between 0 and 1",
        assertThrows(PipelineException.class, () -> window.quantile(1.5)).getMessage());
  }
}
