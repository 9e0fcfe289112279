package dev.weir.domain.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedSampleTest {
  private static final Schema SCHEMA = Schema.of(Schema.Field.of("x", Type.DOUBLE));

  private static SeedSample of(long seed, int from, int to) {
    var sample = new SeedSample(seed, 200, 1);
    var cells = IntStream.range(from, to).mapToDouble(i -> i).toArray();
    var chunk = Chunk.of(SCHEMA, to - from, from, Values.of(cells));
    FeatureRows.of(chunk, SCHEMA.columns().toList(), sample::accept);
    return sample;
  }

  @Test
  void isTheSameHoweverRowsAreDivided() {
    var whole = of(7, 0, 10_000).points();
    assertEquals(200, whole.length);
    var parts = of(7, 6_000, 10_000);
    parts.merge(of(7, 0, 100));
    parts.merge(of(7, 100, 6_000));
    assertArrayEquals(whole, parts.points());
    assertFalse(Arrays.deepEquals(whole, of(8, 0, 10_000).points()));
  }

  @Test
  void isUniform() {
    double mean =
        Arrays.stream(of(3, 0, 10_000).points()).mapToDouble(p -> p[0]).average().orElseThrow();
    // Standard error 10000 / sqrt(12 * 200) = 204.
    assertEquals(5_000, mean, 3 * 204);
  }

  @Test
  void holdsAllOfFewRows() {
    var points = of(7, 0, 50).points();
    assertEquals(50, Arrays.stream(points).mapToDouble(p -> p[0]).distinct().count());
  }
}
