package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class NormalTailTest {
  /// `normal.txt`, from -6 to 37.
  @Test
  void asMpmath() {
    var lines = Data.lines("normal.txt");
    assertTrue(lines.size() > 100);
    for (var line : lines) {
      var figures = Data.numbers(line);
      double z = figures[0];
      double expected = figures[1];
      assertEquals(expected, NormalTail.upper(z), 1e-14 * expected, line);
      if (z >= 0) {
        assertEquals(2 * expected, NormalTail.twoSided(z), 2e-14 * expected, line);
        assertEquals(NormalTail.twoSided(z), NormalTail.twoSided(-z), line);
      }
    }
  }

  @Test
  void edges() {
    assertEquals(0.5, NormalTail.upper(0));
    assertEquals(1.0, NormalTail.twoSided(-0.0));
    assertEquals(0.0, NormalTail.upper(Double.POSITIVE_INFINITY));
    assertEquals(1.0, NormalTail.upper(Double.NEGATIVE_INFINITY));
    assertEquals(0.0, NormalTail.twoSided(Double.NEGATIVE_INFINITY));
    assertEquals(0.0, NormalTail.upper(39));
    assertTrue(NormalTail.upper(38.4) > 0);
    assertTrue(Double.isNaN(NormalTail.upper(Double.NaN)));
    assertTrue(Double.isNaN(NormalTail.twoSided(Double.NaN)));
  }
}
