package dev.weir.core.keys;

import dev.weir.api.PipelineException;
import dev.weir.core.spill.IndexSort;
import dev.weir.numerics.Hashing;
import java.util.Arrays;

/// Numbers distinct keys in the order in which they were first seen: open addressing over one array
/// of key bytes, no object a key. Not for sharing between threads.
public final class KeyIndex {
  private static final int FREE = -1;

  private byte[] content = new byte[256];
  private int[] ends = new int[16];
  private long[] hashes = new long[16];
  private int[] slots = new int[32];
  private int size;

  /// No keys yet.
  public KeyIndex() {
    Arrays.fill(slots, FREE);
  }

  /// Forgets all keys.
  public void clear() {
    content = new byte[256];
    ends = new int[16];
    hashes = new long[16];
    slots = new int[32];
    Arrays.fill(slots, FREE);
    size = 0;
  }

  /// Number of keys.
  public int size() {
    return size;
  }

  /// The key's number, adding it if new.
  public int of(byte[] key, int from, int to) {
    long hash = Hashing.of(key, from, to);
    int mask = slots.length - 1;
    for (int slot = (int) hash & mask; ; slot = slot + 1 & mask) {
      int id = slots[slot];
      if (id == FREE) {
        slots[slot] = size;
        return add(key, from, to, hash);
      }
      if (hashes[id] == hash && Arrays.equals(content, start(id), ends[id], key, from, to)) {
        return id;
      }
    }
  }

  /// The key's number, or -1 if it is not here. Changes nothing, so that threads may ask at once.
  public int find(byte[] key, int from, int to) {
    long hash = Hashing.of(key, from, to);
    int mask = slots.length - 1;
    for (int slot = (int) hash & mask; slots[slot] != FREE; slot = slot + 1 & mask) {
      int id = slots[slot];
      if (hashes[id] == hash && Arrays.equals(content, start(id), ends[id], key, from, to)) {
        return id;
      }
    }
    return -1;
  }

  private int add(byte[] key, int from, int to, long hash) {
    long end = (long) start(size) + to - from;
    if (end > Integer.MAX_VALUE - 16 || size == 1 << 29) {
      throw PipelineException.resource(
          "keys.many",
          size
              + " distinct keys are more than one table can hold in memory; use fewer or shorter keys");
    }
    if (end > content.length) {
      content =
          Arrays.copyOf(
              content, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(end, content.length * 2L)));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    System.arraycopy(key, from, content, start(size), to - from);
    ends[size] = (int) end;
    hashes[size] = hash;
    int id = size++;
    if (size * 2 > slots.length) {
      grow();
    }
    return id;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    Arrays.fill(slots, FREE);
    int mask = slots.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = (int) hashes[id] & mask;
      while (slots[slot] != FREE) {
        slot = slot + 1 & mask;
      }
      slots[slot] = id;
    }
  }

  /// Bytes of all keys, one after the other; key `id` lies from [#start] to [#end].
  public byte[] content() {
    return content;
  }

  /// Where the key begins.
  public int start(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  /// One past the key's last byte.
  public int end(int id) {
    return ends[id];
  }

  /// The key's hash.
  public long hash(int id) {
    return hashes[id];
  }

  /// The keys' numbers by hash, then by the keys' bytes: an order that does not depend on when they
  /// were added.
  public int[] sorted() {
    return IndexSort.sorted(
        size,
        (a, b) ->
            hashes[a] != hashes[b]
                ? Long.compare(hashes[a], hashes[b])
                : Arrays.compareUnsigned(content, start(a), ends[a], content, start(b), ends[b]));
  }

  /// A copy of the key.
  public byte[] key(int id) {
    return Arrays.copyOfRange(content, start(id), end(id));
  }

  /// Bytes kept alive.
  public long retainedBytes() {
    return content.length + 4L * ends.length + 8L * hashes.length + 4L * slots.length;
  }

  /// Most bytes that adding `keys` keys of `bytes` bytes in all could take beyond what is kept now.
  public long growth(int keys, long bytes) {
    long contentNeeded = ends.length == 0 || size == 0 ? bytes : end(size - 1) + bytes;
    long more = contentNeeded > content.length ? Math.max(contentNeeded, content.length * 2L) : 0;
    if (size + keys > ends.length) {
      more += 12L * Math.max(ends.length * 2L, size + keys);
    }
    if ((size + keys) * 2L > slots.length) {
      more += 4L * Math.max(slots.length * 2L, Long.highestOneBit((size + keys) * 2L) * 2);
    }
    return more;
  }
}
