package dev.weir.core.results;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Bytes of many results of one tool, without the beginning that they share with one of a few of
/// them: head and columns are mostly the same. Filled by one thread, then read by any.
final class SharedBeginnings {
  private static final int MOST = 16;
  private static final int LARGEST = 64 << 10;
  private static final int HEAD = 1 + Integer.BYTES;

  private final List<byte[]> samples = new ArrayList<>();

  /// The bytes without what they share, and what that is.
  byte[] shortened(byte[] whole) {
    int sample = 0;
    int shared = 0;
    for (int i = 0; i < samples.size(); i++) {
      int same = Arrays.mismatch(samples.get(i), whole);
      same = same < 0 ? whole.length : same;
      if (same > shared) {
        sample = i;
        shared = same;
      }
    }
    if (shared < whole.length / 2 && samples.size() < MOST && whole.length <= LARGEST) {
      sample = samples.size();
      shared = whole.length;
      samples.add(whole);
    }
    return ByteBuffer.allocate(HEAD + whole.length - shared)
        .put((byte) sample)
        .putInt(shared)
        .put(whole, shared, whole.length - shared)
        .array();
  }

  /// The bytes as they were.
  ///
  /// @throws IndexOutOfBoundsException if these are none of [#shortened]
  byte[] whole(byte[] shortened) {
    int shared = ByteBuffer.wrap(shortened).getInt(1);
    var whole = new byte[shared + shortened.length - HEAD];
    if (shared > 0) {
      System.arraycopy(samples.get(shortened[0]), 0, whole, 0, shared);
    }
    System.arraycopy(shortened, HEAD, whole, shared, shortened.length - HEAD);
    return whole;
  }
}
