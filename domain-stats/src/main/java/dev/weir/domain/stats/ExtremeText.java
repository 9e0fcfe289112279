package dev.weir.domain.stats;

import dev.weir.api.StateCodec;
import dev.weir.api.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// The first or last of byte strings in the unsigned order of their bytes (for UTF-8 that of the
/// code points), of which the first 64 bytes are kept: cutting keeps the order, so they are those
/// of the true extreme. Mutable; copies into its own array.
final class ExtremeText {
  static final int KEPT = 64;
  static final long BYTES = 48 + 16 + KEPT + 1;

  private final int sign;

  /// One byte more than shown, to know whether there is more.
  private final byte[] kept = new byte[KEPT + 1];

  /// Bytes kept; -1 before the first value.
  private int length = -1;

  private ExtremeText(int sign) {
    this.sign = sign;
  }

  static ExtremeText least() {
    return new ExtremeText(-1);
  }

  static ExtremeText greatest() {
    return new ExtremeText(1);
  }

  void accept(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + kept.length);
    if (length < 0 || sign * Arrays.compareUnsigned(bytes, from, end, kept, 0, length) > 0) {
      length = end - from;
      System.arraycopy(bytes, from, kept, 0, length);
    }
  }

  void merge(ExtremeText later) {
    if (later.length >= 0) {
      accept(later.kept, 0, later.length);
    }
  }

  /// True if the value is kept to its end.
  boolean whole() {
    return length <= KEPT;
  }

  boolean sameAs(ExtremeText other) {
    return Arrays.equals(kept, 0, Math.max(0, length), other.kept, 0, Math.max(0, other.length));
  }

  /// The value in words, bytes as hexadecimal digits; `…` behind what was cut.
  String text(Type type) {
    if (type == Type.BYTES) {
      return HexFormat.of().formatHex(kept, 0, Math.min(length, KEPT)) + (whole() ? "" : "…");
    }
    return whole()
        ? new String(kept, 0, length, StandardCharsets.UTF_8)
        : new String(kept, 0, TextForm.cut(kept, 0, KEPT), StandardCharsets.UTF_8) + "…";
  }

  void write(StateCodec.Out out) {
    out.integer(length);
    out.bytes(Arrays.copyOf(kept, Math.max(0, length)));
  }

  ExtremeText filled(StateCodec.In in) {
    length = (int) in.integer();
    var bytes = in.bytes();
    System.arraycopy(bytes, 0, kept, 0, bytes.length);
    return this;
  }
}
