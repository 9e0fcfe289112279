package dev.weir.domain.stats;

import dev.weir.api.StateCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The first three different values by position, cut after 24 bytes: the same however the rows are
/// divided, since each of them is among the first three of the part that it is first in. Mutable.
final class FirstTexts {
  static final int KEPT = 3;
  static final int LENGTH = 24;
  static final long BYTES = 64 + KEPT * (8 + 32 + LENGTH + 1);

  private final long[] positions = new long[KEPT];
  private final byte[][] texts = new byte[KEPT][];
  private int count;

  /// Takes in a value. Constant time; least for values after the third.
  void accept(byte[] bytes, int from, int to, long position) {
    if (count == KEPT && position > positions[KEPT - 1]) {
      return;
    }
    int end = Math.min(to, from + LENGTH + 1);
    int same = 0;
    while (same < count && !Arrays.equals(bytes, from, end, texts[same], 0, texts[same].length)) {
      same++;
    }
    if (same < count) {
      if (position < positions[same]) {
        insert(texts[same], position, same);
      }
    } else {
      count = Math.min(KEPT, count + 1);
      insert(Arrays.copyOfRange(bytes, from, end), position, count - 1);
    }
  }

  /// Puts a value in its place, which is at most `at`; what stood at `at` is gone.
  private void insert(byte[] text, long position, int at) {
    int place = at;
    while (place > 0 && positions[place - 1] > position) {
      positions[place] = positions[place - 1];
      texts[place] = texts[place - 1];
      place--;
    }
    positions[place] = position;
    texts[place] = text;
  }

  void merge(FirstTexts other) {
    for (int i = 0; i < other.count; i++) {
      accept(other.texts[i], 0, other.texts[i].length, other.positions[i]);
    }
  }

  /// The values; `…` behind what was cut.
  List<String> values() {
    return IntStream.range(0, count).mapToObj(i -> text(texts[i])).toList();
  }

  private static String text(byte[] bytes) {
    return bytes.length <= LENGTH
        ? new String(bytes, StandardCharsets.UTF_8)
        : new String(bytes, 0, TextForm.cut(bytes, 0, LENGTH), StandardCharsets.UTF_8) + "…";
  }

  void write(StateCodec.Out out) {
    out.integers(Arrays.copyOf(positions, count));
    for (int i = 0; i < count; i++) {
      out.bytes(texts[i]);
    }
  }

  FirstTexts filled(StateCodec.In in) {
    var read = in.integers();
    count = read.length;
    System.arraycopy(read, 0, positions, 0, count);
    for (int i = 0; i < count; i++) {
      texts[i] = in.bytes();
    }
    return this;
  }
}
