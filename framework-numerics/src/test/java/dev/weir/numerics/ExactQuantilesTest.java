package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Validity;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExactQuantilesTest {
  private static final double[] P = {0.5, 0, 0.01, 0.25, 1 / 3.0, 0.75, 0.9, 1};

  /// All passes, each folded in the same pieces by some tree, through the codec.
  private static ExactQuantiles run(List<double[]> pieces, long seed, double... p) {
    var seedState = ExactQuantiles.of(p);
    while (true) {
      var from = seedState;
      var whole =
          Data.tree(
              pieces,
              from::fresh,
              (s, cells) -> s.accept(cells, Validity.ALL, cells.length),
              (a, b) -> a.merge(MemoryCodec.copy(b, ExactQuantiles::write, ExactQuantiles::read)),
              seed);
      if (whole.done()) {
        return whole;
      }
      seedState = MemoryCodec.copy(whole.next(), ExactQuantiles::write, ExactQuantiles::read);
      assertTrue(seedState.pass() <= ExactQuantiles.MAX_PASSES);
    }
  }

  private static double[] answers(ExactQuantiles done, int n) {
    var q = new double[n];
    Arrays.setAll(q, done::quantile);
    return q;
  }

  private static double[] bySorting(double[] x, double... p) {
    var sorted =
        Arrays.stream(x).filter(v -> !Double.isNaN(v)).map(v -> v + 0.0).sorted().toArray();
    int n = sorted.length;
    return Arrays.stream(p)
        .map(q ->
            Type7.between(sorted[(int) Type7.lower(n, q)], sorted[(int) Type7.upper(n, q)], n, q))
        .toArray();
  }

  private static int checked(double[] x) {
    var done = run(List.of(x), 1, P);
    assertArrayEquals(bySorting(x, P), answers(done, P.length), 0.0);
    return done.pass();
  }

  @Test
  void agreesWithR() {
    var lines = Data.lines("r.txt");
    for (int i = 0; i < lines.size(); i += 5) {
      var p = Data.numbers(lines.get(i + 3));
      var done = run(List.of(Data.numbers(lines.get(i + 1))), 1, p);
      assertArrayEquals(Data.numbers(lines.get(i + 4)), answers(done, p.length), 1e-12);
    }
  }

  @Test
  void manyKindsOfColumns() {
    assertEquals(3, checked(Data.normal(200_000, 100, 15, 1)));
    assertTrue(checked(Data.normal(200_000, 0, 1, 2)) <= 3);
    var random = new SplittableRandom(3);
    checked(random.longs(50_000).mapToDouble(Double::longBitsToDouble).toArray());
    checked(random.doubles(50_000).map(u -> Math.exp(200 * (u - 0.5))).toArray());
    checked(random.doubles(50_000).map(u -> 1e15 + u).toArray());
  }

  @Test
  void fewDistinctValuesTakeOnePass() {
    var random = new SplittableRandom(3);
    assertEquals(1, checked(random.ints(100_000, -500, 500).asDoubleStream().toArray()));
    assertEquals(1, checked(random.ints(100_000, 0, 2).asDoubleStream().toArray()));
  }

  @Test
  void manyRepeatedWholeNumbers() {
    var random = new SplittableRandom(3);
    assertTrue(checked(random.ints(300_000, 0, 5000).asDoubleStream().toArray()) <= 3);
  }

  @Test
  void theWorstCaseStaysWithinTheLimit() {
    // 60,000 neighbouring doubles, each often, and far-off values in every other part of the tree.
    var random = new SplittableRandom(4);
    long one = Double.doubleToLongBits(1);
    var x =
        random
            .longs(300_000, 0, 60_000)
            .mapToDouble(i -> Double.longBitsToDouble(one + i))
            .toArray();
    int passes = checked(x);
    assertTrue(passes >= 5 && passes <= ExactQuantiles.MAX_PASSES, () -> passes + " passes");
  }

  @Property(tries = 60)
  void chunkingMakesNoDifference(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int parts) {
    var x = Data.normal(30_000, 1, 1, seed);
    for (int i = 0; i < x.length; i += 3) {
      x[i] = Math.rint(100 * x[i]);
    }
    var one = run(List.of(x), 1, P);
    var many = run(Data.cut(Data.shuffled(x, seed), parts, seed), seed, P);
    assertEquals(one.pass(), many.pass());
    assertArrayEquals(answers(one, P.length), answers(many, P.length), 0.0);
  }

  @Test
  void nanMissingZerosAndInfinities() {
    double inf = Double.POSITIVE_INFINITY;
    var x = new double[] {Double.NaN, -0.0, 0.0, inf, -inf, 3, Double.NaN};
    checked(x);
    var done = run(List.of(x), 1, 0.5, 0.25, 1);
    assertEquals(5, done.count());
    assertArrayEquals(new double[] {0, 0, inf}, answers(done, 3));
    assertTrue(Double.isNaN(run(List.of(new double[] {-inf, inf}), 1, 0.5).quantile(0)));

    var state = ExactQuantiles.of(0.5);
    state.accept(new double[] {1, 100, 3}, Validity.of(new boolean[] {true, false, true}), 3);
    assertTrue(state.done());
    assertEquals(2, state.quantile(0));
  }

  @Test
  void nothing() {
    var done = run(List.of(new double[] {Double.NaN}), 1, 0.5);
    assertEquals(1, done.pass());
    assertTrue(Double.isNaN(done.quantile(0)));
    assertTrue(ExactQuantiles.of().done());
  }

  @Test
  void longsAreSelectedExactly() {
    long base = (1L << 60) + 1;
    var x = new SplittableRandom(5).longs(50_000, -5, 5_000_000).map(v -> base + v).toArray();
    x[0] = Long.MIN_VALUE;
    x[1] = Long.MAX_VALUE;
    var state = ExactQuantiles.ofLongs(0, 0.5, 1);
    state.accept(x, Validity.ALL, x.length);
    while (!state.done()) {
      state = state.next();
      state.accept(x, Validity.ALL, x.length);
    }
    Arrays.sort(x);
    assertEquals((double) Long.MIN_VALUE, state.quantile(0));
    assertEquals(0.5 * x[24_999] + 0.5 * x[25_000], state.quantile(1));
    assertEquals((double) Long.MAX_VALUE, state.quantile(2));
  }

  @Test
  void memoryIsBounded() {
    var x = Data.normal(500_000, 100, 15, 1);
    var state = ExactQuantiles.of(P);
    state.accept(x, Validity.ALL, x.length);
    assertTrue(state.retainedBytes() < 100_000);
    while (!state.done()) {
      state = state.next();
      state.accept(x, Validity.ALL, x.length);
      assertTrue(state.retainedBytes() < 2L * P.length * 100_000);
    }
  }

  @Test
  void fewValuesTakeLittleMemory() {
    var state = ExactQuantiles.of(P);
    state.accept(Data.normal(10, 0, 1, 1), Validity.ALL, 10);
    assertTrue(state.retainedBytes() < 1500, () -> state.retainedBytes() + " bytes");
  }

  @Test
  void refusals() {
    assertThrows(PipelineException.class, () -> ExactQuantiles.of(-0.1));
    var x = Data.normal(10_000, 0, 1, 1);
    var first = ExactQuantiles.of(0.5);
    first.accept(x, Validity.ALL, x.length);
    var second = first.next();
    assertThrows(PipelineException.class, () -> first.merge(second));
    assertThrows(PipelineException.class, () -> first.accept(new long[1], Validity.ALL, 1));
    second.accept(x, Validity.ALL, x.length - 1);
    var e = assertThrows(PipelineException.class, () -> second.quantile(0));
    assertEquals(PipelineException.Category.INTERNAL, e.category());
  }
}
