package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Validity;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;
import org.junit.jupiter.api.Test;

/// The bytes of [QuantileSketch] and of the DataSketches library's own `KllDoublesSketch`, both
/// ways, and the errors of both.
class DataSketchesFormatTest {
  private static final double[] POINTS = {-2.5, -1, -0.3, 0, 0.1, 0.7, 1.5, 3};

  private static QuantileSketch ours(int k, long seed, double[] x) {
    var sketch = QuantileSketch.create(k, seed, 0);
    sketch.accept(x, Validity.ALL, x.length);
    return sketch;
  }

  private static KllDoublesSketch theirs(int k, double[] x) {
    var sketch = KllDoublesSketch.newHeapInstance(k);
    Arrays.stream(x).forEach(sketch::update);
    return sketch;
  }

  private static KllDoublesSketch read(QuantileSketch sketch) {
    return KllDoublesSketch.heapify(MemorySegment.ofArray(sketch.toDataSketches()));
  }

  /// Theirs takes the greatest value in place of the greatest item kept: ranks differ there by the
  /// weight of that item.
  private static double topItem(byte[] bytes, int n) {
    return n == 1 || bytes[18] == 1 ? 1e-12 : (double) (1L << (bytes[18] - 1)) / n;
  }

  @Property(tries = 200)
  void theyReadOurs(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 50_000) int n,
      @ForAll @IntRange(min = 8, max = 400) int k) {
    var ours = ours(k, seed, Data.normal(n, 0, 1, seed));
    var theirs = read(ours);
    assertEquals(n, theirs.getN());
    assertEquals(k, theirs.getK());
    if (n > 0) {
      assertEquals(ours.min(), theirs.getMinItem());
      assertEquals(ours.max(), theirs.getMaxItem());
      for (double point : POINTS) {
        assertEquals(ours.rank(point), theirs.getRank(point), topItem(ours.toDataSketches(), n));
      }
    }
    // It goes on there.
    theirs.update(9);
    var more = theirs(k, Data.normal(1000, 0, 1, seed + 1));
    theirs.merge(more);
    assertEquals(n + 1001, theirs.getN());
    double greatest = Math.max(9, more.getMaxItem());
    assertEquals(n == 0 ? greatest : Math.max(ours.max(), greatest), theirs.getMaxItem());
  }

  @Property(tries = 200)
  void weReadTheirs(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 50_000) int n,
      @ForAll @IntRange(min = 8, max = 400) int k) {
    var theirs = theirs(k, Data.normal(n, 0, 1, seed));
    var ours = QuantileSketch.ofDataSketches(theirs.toByteArray(), seed, 1);
    assertEquals(n, ours.count());
    if (n > 0) {
      assertEquals(theirs.getMinItem(), ours.min());
      assertEquals(theirs.getMaxItem(), ours.max());
      for (double point : POINTS) {
        assertEquals(theirs.getRank(point), ours.rank(point), topItem(theirs.toByteArray(), n));
      }
    }
    assertEquals(theirs.isEstimationMode() ? QuantileSketch.rankError(k) : 0, ours.rankError());
    assertArrayEquals(
        theirs.isEmpty() || n == 1 ? ours.toDataSketches() : read(ours).toByteArray(),
        ours.toDataSketches());
    var more = Data.normal(30_000, 0, 1, seed + 1);
    ours.accept(more, Validity.ALL, more.length);
    var merged = ours(k, seed, more);
    merged.merge(QuantileSketch.ofDataSketches(theirs.toByteArray(), seed, 2));
    assertEquals(n + 30_000, ours.count());
    assertEquals(n + 30_000, merged.count());
    assertTrue(ours.retainedBytes() <= QuantileSketch.maxBytes(k));
  }

  /// Sketches of different sizes merged there keep the lesser size as that of the error.
  @Test
  void leastSizeIsKept() {
    var x = Data.normal(20_000, 0, 1, 1);
    var theirs = theirs(300, x);
    theirs.merge(theirs(100, x));
    var ours = QuantileSketch.ofDataSketches(theirs.toByteArray(), 1, 1);
    assertEquals(QuantileSketch.rankError(100), ours.rankError());
    var mixed = ours(300, 1, x);
    mixed.merge(ours(100, 2, x));
    assertEquals(theirs.getNormalizedRankError(false), read(mixed).getNormalizedRankError(false));
  }

  @Test
  void aReadSketchTossesCoinsOfItsOwn() {
    var bytes = theirs(50, Data.normal(200_000, 0, 1, 5)).toByteArray();
    var more = Data.normal(200_000, 0, 1, 6);
    var sketches = new QuantileSketch[3];
    for (int i = 0; i < 3; i++) {
      sketches[i] = QuantileSketch.ofDataSketches(bytes, 1, i / 2);
      sketches[i].accept(more, Validity.ALL, more.length);
    }
    assertArrayEquals(sketches[0].toDataSketches(), sketches[1].toDataSketches());
    assertTrue(!Arrays.equals(sketches[0].toDataSketches(), sketches[2].toDataSketches()));
  }

  /// Mean square of the rank error over 99 ranks and 300 seeds: ours is no worse than theirs, up to
  /// what 300 seeds can tell and the 6 % that runs cost.
  @Test
  void errorsAreThoseOfTheLibrary() {
    int n = 20_000;
    int k = 100;
    double ours = 0;
    double theirs = 0;
    for (long seed = 0; seed < 300; seed++) {
      var random = new SplittableRandom(seed);
      var x = new double[n];
      Arrays.setAll(x, i -> i);
      x = Data.shuffled(x, random.nextLong());
      ours += meanSquare(n, ours(k, seed, x)::rank);
      var sketch = theirs(k, x);
      theirs += meanSquare(n, v -> sketch.getRank(v, QuantileSearchCriteria.INCLUSIVE));
    }
    double ratio = Math.sqrt(ours / theirs);
    assertTrue(ratio < 1.12, () -> "root mean square error of ours is " + ratio + " of theirs");
    assertTrue(ratio > 0.85, () -> "" + ratio);
  }

  private static double meanSquare(int n, ToDoubleFunction<Double> rank) {
    double sum = 0;
    for (int i = 1; i < 100; i++) {
      double v = n / 100 * i;
      double error = rank.applyAsDouble(v) - (v + 1) / n;
      sum += error * error;
    }
    return sum / 99;
  }

  private static void refused(String expected, byte[] bytes) {
    var e =
        assertThrows(
            PipelineException.class, () -> QuantileSketch.ofDataSketches(bytes, 1, 1), expected);
    assertEquals(
        "these are not the bytes of a DataSketches KLL sketch of doubles: " + expected,
        e.getMessage());
  }

  @Test
  void brokenBytes() {
    var bytes = theirs(8, new double[] {1, 2, 3}).toByteArray();
    refused("there are 3 bytes, fewer than 8", new byte[3]);
    refused("the family is 0, not 15 (KLL)", new byte[8]);
    refused("the bytes end at 63, before the last value", Arrays.copyOf(bytes, 63));
    refused("there are 12 bytes, fewer than 20", Arrays.copyOf(bytes, 12));
    refused(
        "the version is 3, not 1 or 2; write the sketch in its compact form", with(bytes, 1, 3));
    refused("k is 7 and m 8, not at least 8 and 8", with(bytes, 4, 7));
    refused("the values stand for 3 values, but the count is 4", with(bytes, 8, 4));
    refused("the least k is 9 and there are 1 levels", with(bytes, 16, 9));
    refused("level 0 starts at 9 of 8", with(bytes, 20, 9));
    refused("the value 1.0 is outside 1.0000000000000002 to 3.0", with(bytes, 24, 1));
    var nan = with(bytes, bytes.length - 1, 0x7F);
    nan[nan.length - 2] = (byte) 0xF8;
    refused("a value is NaN", nan);
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    var changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }
}
