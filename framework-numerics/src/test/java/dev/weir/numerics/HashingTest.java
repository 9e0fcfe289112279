package dev.weir.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class HashingTest {
  @Test
  void agreesWithXxHash() {
    for (var line : Data.lines("xxh64.txt")) {
      var fields = line.split(" ", -1);
      int length = Integer.parseInt(fields[0]);
      var bytes = new byte[length + 7];
      for (int i = 0; i < length; i++) {
        bytes[3 + i] = (byte) (7 * i + 1);
      }
      long seed = Long.parseUnsignedLong(fields[1], 16);
      assertEquals(
          Long.parseUnsignedLong(fields[2], 16), Hashing.of(bytes, 3, 3 + length, seed), line);
    }
  }

  @Test
  void numbersUnderTheEqualityOfKeys() {
    assertEquals(Hashing.of(0.0), Hashing.of(-0.0));
    assertEquals(Hashing.of(Double.NaN), Hashing.of(Double.longBitsToDouble(0x7FF8000000000001L)));
    assertNotEquals(Hashing.of(1.0), Hashing.of(2.0));
    assertNotEquals(0, Hashing.of(0L));
  }

  @Test
  void mixChangesHalfTheBits() {
    long changed = 0;
    for (int i = 0; i < 1000; i++) {
      for (int bit = 0; bit < 64; bit++) {
        changed += Long.bitCount(Hashing.mix(i) ^ Hashing.mix(i ^ (1L << bit)));
      }
    }
    assertEquals(0.5, changed / (64.0 * 64 * 1000), 0.01);
  }
}
