package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Validity;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileSketchTest {
  private static final int N = 40_000;
  private static final int SEEDS = 200;

  private static QuantileSketch of(int k, long seed, double... x) {
    var sketch = QuantileSketch.create(k, seed, 0);
    sketch.accept(x, Validity.ALL, x.length);
    return sketch;
  }

  private static QuantileSketch merged(int k, long seed, List<double[]> pieces) {
    var id = new long[1];
    return Data.tree(
        pieces,
        () -> QuantileSketch.create(k, seed, id[0]++),
        (s, cells) -> s.accept(cells, Validity.ALL, cells.length),
        QuantileSketch::merge,
        seed);
  }

  private static double[] ascending(int n) {
    var x = new double[n];
    Arrays.setAll(x, i -> i);
    return x;
  }

  /// The greatest error over 99 ranks, of each seed, stays within the bound in 99 % of the seeds:
  /// stronger than what is stated, which is about one rank.
  private static void errorWithin(int k, double[] values, LongFunction<QuantileSketch> make) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    var points = new double[99];
    var truth = new double[99];
    for (int i = 0; i < 99; i++) {
      points[i] = sorted[sorted.length * (i + 1) / 100];
      int end = sorted.length * (i + 1) / 100;
      while (end < sorted.length && sorted[end] == points[i]) {
        end++;
      }
      truth[i] = (double) end / sorted.length;
    }
    double bound = QuantileSketch.rankError(k);
    int outside = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      var sketch = make.apply(seed);
      assertEquals(values.length, sketch.count());
      assertEquals(sorted[0], sketch.min());
      assertEquals(sorted[sorted.length - 1], sketch.max());
      var shares = sketch.cdf(points);
      double worst = 0;
      for (int i = 0; i < 99; i++) {
        worst = Math.max(worst, Math.abs(shares[i] - truth[i]));
      }
      outside += worst > bound ? 1 : 0;
    }
    int found = outside;
    assertTrue(outside <= SEEDS / 100, () -> found + " of " + SEEDS + " outside of " + bound);
  }

  @Test
  void errorRandomOrder() {
    for (int k : new int[] {32, 200, 500}) {
      errorWithin(k, ascending(N), seed -> of(k, seed, Data.shuffled(ascending(N), seed)));
    }
  }

  @Test
  void errorSorted() {
    errorWithin(200, ascending(N), seed -> of(200, seed, ascending(N)));
  }

  @Test
  void errorDescendingOneByOne() {
    errorWithin(
        200,
        ascending(N),
        seed -> {
          var sketch = QuantileSketch.create(seed, 0);
          for (int i = N - 1; i >= 0; i--) {
            sketch.accept((double) i);
          }
          return sketch;
        });
  }

  @Test
  void errorRepeatedValues() {
    var x = ascending(N);
    Arrays.setAll(x, i -> Math.floor(Math.sqrt(i)));
    errorWithin(200, x, seed -> of(200, seed, Data.shuffled(x, seed)));
  }

  @Test
  void errorZigzag() {
    var x = ascending(N);
    Arrays.setAll(x, i -> i % 2 == 0 ? i : N - i);
    errorWithin(200, x, seed -> of(200, seed, x));
  }

  @Test
  void errorMergedFromManyParts() {
    for (int parts : new int[] {2, 40, 400}) {
      errorWithin(
          200,
          ascending(N),
          seed -> merged(200, seed, Data.cut(Data.shuffled(ascending(N), seed), parts, seed)));
    }
  }

  @Test
  void errorMergedSorted() {
    errorWithin(200, ascending(N), seed -> merged(200, seed, Data.cut(ascending(N), 37, seed)));
  }

  @Test
  void errorOfManyValuesInLongRuns() {
    int n = 1_000_000;
    var x = ascending(n);
    for (long seed = 0; seed < 10; seed++) {
      var sketch = of(200, seed, Data.shuffled(x, seed));
      for (double p = 0.05; p < 1; p += 0.05) {
        assertEquals(p, sketch.quantile(p) / n, sketch.rankError());
      }
    }
  }

  @Test
  void errorIsTheOnePublished() {
    for (int k : new int[] {8, 200, 1000, 65535}) {
      assertEquals(
          KllDoublesSketch.getNormalizedRankError(k, false), QuantileSketch.rankError(k), 1e-12);
    }
    for (double error : new double[] {0.2, 0.01, 0.001}) {
      int k = QuantileSketch.kFor(error);
      assertTrue(QuantileSketch.rankError(k) <= error);
      assertTrue(QuantileSketch.rankError(k - 1) > error);
    }
  }

  @Test
  void exactUpToK() {
    var lines = Data.lines("r.txt");
    for (int i = 0; i < lines.size(); i += 5) {
      var sketch = of(300, 1, Data.numbers(lines.get(i + 1)));
      assertTrue(sketch.exact());
      assertEquals(0, sketch.rankError());
      assertArrayEquals(
          Data.numbers(lines.get(i + 4)), sketch.quantiles(Data.numbers(lines.get(i + 3))), 1e-12);
    }
    var merged = merged(200, 1, Data.cut(ascending(200), 9, 4));
    assertTrue(merged.exact());
    assertEquals(99.5, merged.quantile(0.5));
    merged.accept(7);
    assertFalse(merged.exact());
  }

  @Property(tries = 60)
  void sameDataSameBits(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int parts) {
    var pieces = Data.cut(Data.normal(30_000, 0, 1, seed), parts, seed);
    assertEquals(
        MemoryCodec.bytes(merged(200, seed, pieces), QuantileSketch::write),
        MemoryCodec.bytes(merged(200, seed, pieces), QuantileSketch::write));
  }

  /// SHA-256, cut to 64 bits, of what the codec writes. Recorded from this class on 23 November
  /// 2026, when levels still kept the room that they had at the top: memory may change, bits may
  /// not.
  @ParameterizedTest
  @CsvSource({
    "8, 5000, 1, a587500118da67fe",
    "200, 150, 1, eac7fd03a1ab2fec",
    "200, 100000, 1, 44571cb6563e0be3",
    "200, 100000, 13, 0c2246260c1c070a",
    "200, 400000, 400, b2140eaf2efa2524",
    "200, 3000000, 3, 6b586e662bb4b87d",
    "2000, 300000, 5, 4b8a679c26983dcd",
  })
  void sameBitsAsEver(int k, int n, int parts, String hash) throws Exception {
    var x = Data.shuffled(ascending(n), 1);
    var sketch = merged(k, 1, Data.cut(x, parts, 1));
    sketch.accept(Arrays.copyOf(x, n / 3), Validity.ALL, n / 3);
    var sha = MessageDigest.getInstance("SHA-256");
    MemoryCodec.bytes(sketch, QuantileSketch::write).forEach(sha::update);
    assertEquals(hash, HexFormat.of().formatHex(sha.digest(), 0, 8));
  }

  @Property(tries = 60)
  void weightsAddUpToTheCount(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int parts) {
    var sketch = merged(16, seed, Data.cut(Data.normal(20_000, 0, 1, seed), parts, seed));
    assertEquals(20_000, sketch.count());
    assertEquals(1, sketch.rank(sketch.max()));
    assertEquals(0, sketch.rank(Math.nextDown(sketch.min())));
    // The weighted sample itself, seen through the codec.
    var in = new MemoryCodec();
    sketch.write(in);
    in.integers();
    in.reals();
    var head = in.integers();
    in.integers();
    long weight = 0;
    long retained = 0;
    for (int level = 0; level < head[4]; level++) {
      int size = in.reals().length;
      weight += (long) size << level;
      retained += size;
    }
    assertEquals(20_000, weight);
    assertTrue(retained < 4 * 16 + 8 * 12);
  }

  @Property(tries = 40)
  void continuesAfterTheCodec(@ForAll long seed, @ForAll @IntRange(min = 0, max = 30_000) int n) {
    var x = Data.normal(n, 0, 1, seed);
    var sketch = of(50, seed, x);
    var copy = MemoryCodec.copy(sketch, QuantileSketch::write, QuantileSketch::read);
    for (var s : List.of(sketch, copy)) {
      s.accept(x, Validity.ALL, n);
      s.merge(of(50, 3, Data.normal(1000, 5, 1, seed)));
      s.accept(0.5);
    }
    assertEquals(
        MemoryCodec.bytes(sketch, QuantileSketch::write),
        MemoryCodec.bytes(copy, QuantileSketch::write));
  }

  @Test
  void answersChangeNothingAndLaterStaysAsItWas() {
    var sketch = of(50, 1, Data.normal(10_000, 0, 1, 1));
    var later = of(50, 2, Data.normal(10_000, 0, 1, 2));
    var before = MemoryCodec.bytes(sketch, QuantileSketch::write);
    var laterBefore = MemoryCodec.bytes(later, QuantileSketch::write);
    sketch.quantile(0.3);
    sketch.rank(0.1);
    assertEquals(before, MemoryCodec.bytes(sketch, QuantileSketch::write));
    sketch.merge(later);
    assertEquals(laterBefore, MemoryCodec.bytes(later, QuantileSketch::write));
  }

  @Test
  void quantilesAscendAndStayInRange() {
    var sketch = of(20, 5, Data.normal(50_000, 0, 1, 5));
    double last = sketch.quantile(0);
    assertEquals(sketch.min(), last);
    for (int i = 1; i <= 1000; i++) {
      double q = sketch.quantile(i / 1000.0);
      assertTrue(q >= last);
      last = q;
    }
    assertEquals(sketch.max(), last);
  }

  @Test
  void missingAndNanAreSkipped() {
    int n = 20_000;
    var x = Data.normal(n, 0, 1, 1);
    var validity = Data.holes(n, 5, 2);
    var dirty = x.clone();
    for (int i = 0; i < n; i++) {
      if (!validity.at(i)) {
        dirty[i] = Double.NaN;
      }
    }
    int present = validity.count(n);
    var byValidity = QuantileSketch.create(1, 1);
    byValidity.accept(x, validity, n);
    var byNan = of(200, 1, dirty);
    assertEquals(present, byValidity.count());
    assertEquals(present, byNan.count());
    assertEquals(byValidity.min(), byNan.min());
    assertEquals(0, byValidity.quantile(0.5), 0.1);
    assertEquals(0, byNan.quantile(0.5), 0.1);
  }

  @Test
  void nothing() {
    var sketch = of(200, 1, Double.NaN);
    assertEquals(0, sketch.count());
    assertTrue(Double.isNaN(sketch.quantile(0.5)));
    assertTrue(Double.isNaN(sketch.rank(0)));
    assertTrue(Double.isNaN(sketch.min()));
    sketch.merge(QuantileSketch.create(1, 2));
    assertEquals(0, sketch.count());
  }

  @Test
  void infinitiesAndZeros() {
    var sketch = of(200, 1, Double.NEGATIVE_INFINITY, -0.0, 0.0, Double.POSITIVE_INFINITY);
    assertEquals(Double.NEGATIVE_INFINITY, sketch.quantile(0));
    assertEquals(0.0, sketch.quantile(0.5));
    assertEquals(Double.POSITIVE_INFINITY, sketch.quantile(1));
    assertEquals(0.75, sketch.rank(0));
    assertEquals(Double.NEGATIVE_INFINITY, sketch.quantile(0.1));
  }

  @Test
  void constantColumn() {
    var x = new double[100_000];
    Arrays.fill(x, 7);
    var sketch = of(200, 1, x);
    assertEquals(7, sketch.quantile(0.123));
    assertEquals(1, sketch.rank(7));
    assertEquals(0, sketch.rank(6.9));
  }

  @Test
  void differentSizesMergeToTheLargerError() {
    var sketch = of(400, 1, ascending(10_000));
    sketch.merge(of(100, 1, ascending(10_000)));
    assertEquals(QuantileSketch.rankError(100), sketch.rankError());
    assertEquals(5000, sketch.quantile(0.5), 10_000 * sketch.rankError());
  }

  /// Whatever a sketch has been through: chunks of any size, merges of many, then merged again.
  @ParameterizedTest
  @ValueSource(ints = {8, 200, 2000})
  void memoryStaysWithinTheBound(int k) {
    var bound = QuantileSketch.maxBytes(k);
    var sketch = QuantileSketch.create(k, 1, 1);
    assertTrue(sketch.retainedBytes() < 600);
    for (int n = 1; n < 2_000_000; n += n) {
      sketch.accept(Data.normal(n, 0, 1, n), Validity.ALL, n);
      assertWithin(bound, sketch);
      sketch.accept(n);
      assertWithin(bound, sketch);
    }
    var parts = merged(k, 1, Data.cut(Data.normal(1_000_000, 0, 1, 1), 2000, 1));
    assertWithin(bound, parts);
    for (int i = 0; i < 1000; i++) {
      sketch.merge(i % 2 == 0 ? parts : of(k, i, ascending(i)));
      assertWithin(bound, sketch);
    }
    for (int i = 0; i < 11; i++) {
      sketch.merge(MemoryCodec.copy(sketch, QuantileSketch::write, QuantileSketch::read));
      assertWithin(bound, sketch);
    }
  }

  private static void assertWithin(long bound, QuantileSketch sketch) {
    assertTrue(sketch.retainedBytes() <= bound, () -> sketch.retainedBytes() + " of " + bound);
  }

  @Test
  void memoryOfTheDefaultSize() {
    assertTrue(QuantileSketch.maxBytes(200) <= 12 << 10, () -> "" + QuantileSketch.maxBytes(200));
  }

  @Test
  void refusals() {
    assertThrows(PipelineException.class, () -> QuantileSketch.create(7, 1, 1));
    assertThrows(PipelineException.class, () -> QuantileSketch.create(65536, 1, 1));
    var e = assertThrows(PipelineException.class, () -> of(8, 1, 1).quantile(1.5));
    assertEquals(
        "the probability of a quantile is 1.5; it must be between 0 and 1", e.getMessage());
    assertThrows(PipelineException.class, () -> of(8, 1, 1).quantile(Double.NaN));
  }
}
