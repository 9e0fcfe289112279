package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Text;
import dev.weir.api.Validity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrequentItemsTest {
  /// Zipf-like whole numbers.
  private static double[] zipf(int n, long seed) {
    var random = new SplittableRandom(seed);
    var x = new double[n];
    Arrays.setAll(x, i -> Math.floor(1 / (1 - random.nextDouble())));
    return x;
  }

  private static Map<Double, Long> truth(double[] x) {
    var counts = new HashMap<Double, Long>();
    for (double v : x) {
      counts.merge(v, 1L, Long::sum);
    }
    return counts;
  }

  private static FrequentItems merged(int size, List<double[]> pieces, long seed) {
    return Data.tree(
        pieces,
        () -> FrequentItems.create(size),
        (s, cells) -> s.accept(cells, Validity.ALL, cells.length),
        (a, b) -> a.merge(MemoryCodec.copy(b, FrequentItems::write, FrequentItems::read)),
        seed);
  }

  private static List<String> shown(FrequentItems items, int n) {
    return items.top(n).stream().map(i -> i.text() + " " + i.lower() + " " + i.upper()).toList();
  }

  @Property(tries = 200)
  void guaranteeHolds(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll @IntRange(min = 1, max = 12) int parts) {
    var x = zipf(5000, seed);
    var truth = truth(x);
    var items = merged(size, Data.cut(x, parts, seed), seed);
    assertEquals(5000, items.count());
    assertTrue(items.error() <= 5000 / (size + 1));
    assertTrue(items.items() <= 2 * size);
    var listed = new HashMap<Double, Long>(truth);
    for (var item : items.top(Integer.MAX_VALUE)) {
      long count = truth.get(item.asDouble());
      assertTrue(item.lower() <= count && count <= item.upper());
      assertTrue(item.upper() - item.lower() <= items.error());
      listed.remove(item.asDouble());
    }
    for (long unlisted : listed.values()) {
      assertTrue(unlisted <= items.error());
    }
    assertEquals(items.exact(), items.error() == 0);
  }

  @Property(tries = 50)
  void exactWhileNothingIsDropped(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int parts) {
    var x = new SplittableRandom(seed).ints(3000, 0, 100).asDoubleStream().toArray();
    var items = merged(50, Data.cut(Data.shuffled(x, seed), parts, seed), seed);
    var truth = truth(x);
    assertTrue(items.exact());
    assertEquals(truth.size(), items.items());
    for (var item : items.top(1000)) {
      assertEquals(truth.get(item.asDouble()), item.lower());
      assertEquals(item.lower(), item.upper());
    }
    var one = merged(50, List.of(x), 1);
    assertEquals(shown(one, 100), shown(items, 100));
  }

  @Test
  void topIsSortedWithTiesByBytes() {
    var items = FrequentItems.create(10);
    var words = Text.of("b", "a", "é", "a", "b", "c", "", "é");
    items.accept(words, Validity.ALL, 8);
    assertEquals(List.of("a 2 2", "b 2 2", "é 2 2", " 1 1", "c 1 1"), shown(items, 9));
    assertEquals(List.of("a 2 2"), shown(items, 1));
    assertEquals(List.of(), shown(items, 0));
  }

  @Test
  void plainAndDictionaryTextAgree() {
    var plain = FrequentItems.create(10);
    plain.accept(
        Text.of("a", "b", "a", "x"), Validity.of(new boolean[] {true, true, true, false}), 4);
    var coded = FrequentItems.create(10);
    var text =
        Text.ofDictionary(new byte[] {'a', 'b'}, new int[] {0, 1, 2}, new int[] {0, 1, 0, 0});
    coded.accept(text, Validity.of(new boolean[] {true, true, true, false}), 4);
    assertEquals(shown(plain, 9), shown(coded, 9));
    assertEquals(3, coded.count());
  }

  @Test
  void numbersKeepTheirValueAndOrder() {
    var longs = FrequentItems.create(10);
    longs.accept(new long[] {5, -7, 5, Long.MIN_VALUE}, Validity.ALL, 4);
    assertEquals(
        List.of(5L, Long.MIN_VALUE, -7L),
        longs.top(9).stream().map(FrequentItems.Item::asLong).toList());
    var doubles = FrequentItems.create(10);
    doubles.accept(
        new double[] {-0.0, 0.0, Double.NaN, -1.5, Double.POSITIVE_INFINITY}, Validity.ALL, 5);
    assertEquals(
        List.of(0.0, -1.5, Double.POSITIVE_INFINITY, Double.NaN),
        doubles.top(9).stream().map(FrequentItems.Item::asDouble).toList());
  }

  @Test
  void longTextIsKnownByItsPrefixAndHash() {
    var items = FrequentItems.create(10);
    var a = "é".repeat(5000);
    items.accept(Text.of(a, a + "x", a, "y".repeat(256)), Validity.ALL, 4);
    assertEquals(3, items.items());
    var top = items.top(1).getFirst();
    assertEquals(2, top.lower());
    assertTrue(top.text().matches("é{112}…#[0-9a-f]{16}"), top.text());
    assertTrue(top.bytes().length <= FrequentItems.MAX_ITEM_BYTES);
    assertEquals(256, items.top(3).stream().mapToInt(i -> i.bytes().length).max().orElseThrow());
  }

  @Test
  void continuesAfterTheCodec() {
    var items = FrequentItems.create(20);
    items.accept(zipf(3000, 1), Validity.ALL, 3000);
    assertFalse(items.exact());
    var copy = MemoryCodec.copy(items, FrequentItems::write, FrequentItems::read);
    for (var s : List.of(items, copy)) {
      s.accept(zipf(3000, 2), Validity.ALL, 3000);
    }
    assertEquals(
        MemoryCodec.bytes(items, FrequentItems::write),
        MemoryCodec.bytes(copy, FrequentItems::write));
  }

  @Test
  void nothing() {
    var items = FrequentItems.create();
    items.accept(new long[3], Validity.none(3), 3);
    assertEquals(0, items.count());
    assertTrue(items.exact());
    assertEquals(List.of(), items.top(5));
  }

  @Test
  void memoryIsBounded() {
    var items = FrequentItems.create(100);
    for (int i = 0; i < 20_000; i++) {
      items.accept(Text.of("word" + i + "x".repeat(i % 400)), Validity.ALL, 1);
    }
    assertTrue(items.retainedBytes() < 200 * 256 * 2 + 200 * 100);
    assertTrue(items.items() <= 200);
  }

  @Test
  void refusals() {
    assertThrows(PipelineException.class, () -> FrequentItems.create(0));
    assertThrows(
        PipelineException.class, () -> FrequentItems.create(5).merge(FrequentItems.create(6)));
  }
}
