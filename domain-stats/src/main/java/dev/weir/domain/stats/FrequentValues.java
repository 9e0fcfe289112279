package dev.weir.domain.stats;

import dev.weir.api.StateCodec;
import dev.weir.api.Validity;
import dev.weir.numerics.FrequentItems;
import dev.weir.numerics.Hashing;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The frequent values of a column, exact while there are at most [#most] different ones. Beyond
/// that it either goes on within a bound or, for numbers, gives up: frequent values tell nothing of
/// a measured quantity. Whether it gave up depends on the data alone.
///
/// A text of more than 64 bytes is known by its first 44 bytes or a few less, to end on a
/// character, `…#` and its hash.
final class FrequentValues {
  static final int LONGEST = 64;

  private static final int LEAST_SIZE = 127;
  private static final int MARK = 20;
  private static final byte[] ELLIPSIS = {(byte) 0xE2, (byte) 0x80, (byte) 0xA6, '#'};
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final boolean lasting;
  private @Nullable FrequentItems items;
  private byte @Nullable [] shown;

  private FrequentValues(boolean lasting, @Nullable FrequentItems items) {
    this.lasting = lasting;
    this.items = items;
  }

  /// Also approximate. `top` 0 keeps nothing.
  static FrequentValues of(int top) {
    return new FrequentValues(true, top == 0 ? null : FrequentItems.create(size(top)));
  }

  /// Exact or nothing. `top` 0 keeps nothing.
  static FrequentValues whileExact(int top) {
    return new FrequentValues(false, top == 0 ? null : FrequentItems.create(size(top)));
  }

  /// Fills the summary's arrays, whose lengths are powers of two.
  private static int size(int top) {
    int size = LEAST_SIZE;
    while (size < top) {
      size = 2 * size + 1;
    }
    return size;
  }

  /// Different values up to which counts are exact.
  static int most(int top) {
    return 2 * size(top);
  }

  /// Upper bound of the bytes of a summary of text, or of numbers.
  static long bytes(int top, boolean text) {
    long slots = 2L * (size(top) + 1);
    return top == 0 ? 0 : 400 + slots * (28 + 16 + (text ? LONGEST : Long.BYTES));
  }

  void accept(long[] cells, Validity validity, int rows) {
    if (items != null) {
      items.accept(cells, validity, rows);
      giveUp();
    }
  }

  void accept(double[] cells, Validity validity, int rows) {
    if (items != null) {
      items.accept(cells, validity, rows);
      giveUp();
    }
  }

  void accept(byte[] bytes, int from, int to, long times) {
    if (items == null) {
      return;
    }
    if (to - from <= LONGEST) {
      items.accept(bytes, from, to, times);
    } else {
      var text = shown == null ? new byte[LONGEST] : shown;
      shown = text;
      items.accept(text, 0, shorten(bytes, from, to, text), times);
    }
  }

  private static int shorten(byte[] bytes, int from, int to, byte[] text) {
    int length = TextForm.cut(bytes, from, from + LONGEST - MARK) - from;
    System.arraycopy(bytes, from, text, 0, length);
    System.arraycopy(ELLIPSIS, 0, text, length, ELLIPSIS.length);
    int at = length + ELLIPSIS.length;
    long hash = Hashing.of(bytes, from, to);
    for (int shift = 60; shift >= 0; shift -= 4) {
      text[at++] = HEX[(int) (hash >>> shift) & 15];
    }
    return at;
  }

  private void giveUp() {
    if (!lasting && items != null && !items.exact()) {
      items = null;
    }
  }

  void merge(FrequentValues later) {
    if (items == null || later.items == null) {
      items = null;
    } else {
      items.merge(later.items);
      giveUp();
    }
  }

  /// True if all values and their counts are known.
  boolean exact() {
    return items != null && items.exact();
  }

  /// Different values; only if exact.
  long distinct() {
    return items == null ? 0 : items.items();
  }

  /// How much a count may be too low.
  long error() {
    return items == null ? 0 : items.error();
  }

  /// Values that certainly occur more often than any not listed and at least twice, by falling
  /// count, then in the order of the values.
  List<FrequentItems.Item> listed() {
    if (items == null) {
      return List.of();
    }
    long error = items.error();
    return items.top(Integer.MAX_VALUE).stream()
        .filter(item -> item.lower() > Math.max(1, error))
        .sorted(Comparator.comparingLong(FrequentItems.Item::lower).reversed())
        .toList();
  }

  void write(StateCodec.Out out) {
    out.integer((lasting ? 2 : 0) + (items == null ? 0 : 1));
    if (items != null) {
      items.write(out);
    }
  }

  static FrequentValues read(StateCodec.In in) {
    long head = in.integer();
    return new FrequentValues(head >= 2, (head & 1) == 0 ? null : FrequentItems.read(in));
  }

  long retainedBytes() {
    return 24 + (items == null ? 0 : items.retainedBytes() + (shown == null ? 0 : 16 + LONGEST));
  }
}
