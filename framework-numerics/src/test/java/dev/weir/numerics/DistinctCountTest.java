package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Text;
import dev.weir.api.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DistinctCountTest {
  private static DistinctCount of(double... x) {
    var count = DistinctCount.create();
    count.accept(x, Validity.ALL, x.length);
    return count;
  }

  private static double[] range(int n) {
    return IntStream.range(0, n).asDoubleStream().toArray();
  }

  @Property(tries = 100)
  void orderAndTreeMakeNoDifference(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int parts,
      @ForAll @IntRange(min = 0, max = 20_000) int n) {
    var x = Data.shuffled(range(n), seed);
    var whole = of(range(n));
    var pieces = new ArrayList<>(Data.cut(x, parts, seed));
    pieces.addAll(Data.cut(Data.shuffled(x, seed + 1), 2, seed));
    var tree =
        Data.tree(
            pieces,
            DistinctCount::create,
            (s, cells) -> s.accept(cells, Validity.ALL, cells.length),
            (a, b) -> a.merge(MemoryCodec.copy(b, DistinctCount::write, DistinctCount::read)),
            seed);
    assertEquals(whole.estimate(), tree.estimate());
    assertEquals(whole.lowerBound(2), tree.lowerBound(2));
    assertEquals(whole.upperBound(2), tree.upperBound(2));
  }

  @Test
  void smallCountsAreExactAfterRounding() {
    for (int n = 0; n <= 350; n++) {
      assertEquals(n, of(range(n)).rounded());
    }
  }

  @Test
  void errorIsAsStated() {
    for (int lgK : new int[] {8, 12, 14}) {
      double squares = 0;
      int outside = 0;
      for (int seed = 0; seed < 100; seed++) {
        var count = DistinctCount.create(lgK);
        int n = 20 << lgK;
        long offset = (long) seed << 40;
        for (int i = 0; i < Math.min(n, 100_000); i++) {
          count.accept(offset + i);
        }
        double error = count.estimate() / Math.min(n, 100_000) - 1;
        squares += error * error;
        outside +=
            count.lowerBound(2) > Math.min(n, 100_000) || count.upperBound(2) < Math.min(n, 100_000)
                ? 1
                : 0;
      }
      assertEquals(
          DistinctCount.create(lgK).relativeError(),
          Math.sqrt(squares / 100),
          0.3 * 1.04 / Math.sqrt(1 << lgK));
      assertTrue(outside <= 12);
    }
  }

  @Test
  void boundsHoldTheEstimate() {
    for (int n : new int[] {0, 1, 100, 1000, 50_000}) {
      var count = of(range(n));
      assertTrue(count.lowerBound(1) <= count.estimate());
      assertTrue(count.upperBound(1) >= count.estimate());
      assertTrue(count.lowerBound(3) <= count.lowerBound(1));
    }
  }

  @Test
  void nanZerosAndMissing() {
    assertEquals(
        3, of(0.0, -0.0, Double.NaN, Double.longBitsToDouble(0x7FF8000000000001L), 1).rounded());
    var count = DistinctCount.create();
    count.accept(new long[] {1, 2, 3}, Validity.of(new boolean[] {true, false, true}), 3);
    assertEquals(2, count.rounded());
    count.accept(new int[] {1, 3, 4}, Validity.ALL, 3);
    assertEquals(3, count.rounded());
    count.accept(new long[] {9}, Validity.none(1), 1);
    assertEquals(3, count.rounded());
    assertEquals(0, DistinctCount.create().estimate());
  }

  @Test
  void textPlainAndByDictionaryAreTheSame() {
    var words = List.of("a", "b", "", "ä", "a", "ab", "b");
    var plain = DistinctCount.create();
    plain.accept(Text.of(words.toArray(String[]::new)), Validity.ALL, 7);
    var bytes = "abäab".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    var dictionary =
        Text.ofDictionary(bytes, new int[] {0, 1, 2, 4, 4, 6}, new int[] {0, 1, 3, 2, 0, 4, 1});
    var coded = DistinctCount.create();
    coded.accept(dictionary, Validity.ALL, 7);
    assertEquals(5, plain.rounded());
    assertEquals(
        MemoryCodec.bytes(plain, DistinctCount::write),
        MemoryCodec.bytes(coded, DistinctCount::write));
  }

  @Test
  void continuesAfterTheCodec() {
    for (int n : new int[] {3, 200, 1000, 30_000}) {
      var count = of(range(n));
      var copy = MemoryCodec.copy(count, DistinctCount::write, DistinctCount::read);
      for (var c : List.of(count, copy)) {
        c.accept(Data.normal(2000, 0, 1, 1), Validity.ALL, 2000);
        c.merge(of(range(5000)));
      }
      assertEquals(
          MemoryCodec.bytes(count, DistinctCount::write),
          MemoryCodec.bytes(copy, DistinctCount::write));
      assertTrue(count.retainedBytes() < 10_000);
    }
  }

  @Test
  void refusals() {
    assertThrows(PipelineException.class, () -> DistinctCount.create(3));
    assertThrows(PipelineException.class, () -> DistinctCount.create(22));
    assertThrows(
        PipelineException.class, () -> DistinctCount.create(10).merge(DistinctCount.create(11)));
  }
}
