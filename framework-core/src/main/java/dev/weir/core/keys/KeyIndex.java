package dev.weir.core.keys;

import dev.weir.api.PipelineException;
import dev.weir.numerics.Hashing;
import java.util.Arrays;

/// Numbers distinct keys in the order in which they were first seen: open addressing over one array
/// of key bytes, no object a key. Not for sharing between threads.
public final class KeyIndex {
  private static final int FREE = -1;

  /// Piles have about 2^3 keys.
  private static final int PILE_BITS = 3;

  private static final int MOST_BITS = 24;

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
    int place = place(hash, key, from, to);
    return place >= 0 ? place : add(place, hash, key, from, to);
  }

  /// The key's number, or -1 if it is not here. Changes nothing, so that threads may ask at once.
  public int find(byte[] key, int from, int to) {
    return Math.max(-1, place(Hashing.of(key, from, to), key, from, to));
  }

  /// The key's number, or a negative place for [#add], which holds until something is added.
  int place(long hash, byte[] key, int from, int to) {
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    for (; slots[slot] != FREE; slot = slot + 1 & mask) {
      int id = slots[slot];
      if (hashes[id] == hash && Arrays.equals(content, start(id), ends[id], key, from, to)) {
        return id;
      }
    }
    return ~slot;
  }

  /// Adds a key that is not here; gives its number.
  ///
  /// @param place what [#place] says now
  int add(int place, long hash, byte[] key, int from, int to) {
    slots[~place] = size;
    return add(key, from, to, hash);
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
  /// were added. Keys are dealt into piles by the first bits of their hashes, which are as good as
  /// random, so that each pile is short; takes about 13 bytes a key for a while.
  public int[] sorted() {
    int bits = Math.clamp(32 - Integer.numberOfLeadingZeros(size) - PILE_BITS, 0, MOST_BITS);
    var piles = new int[1 << bits];
    for (int id = 0; id < size; id++) {
      piles[pile(hashes[id], bits)]++;
    }
    for (int pile = 1; pile < piles.length; pile++) {
      piles[pile] += piles[pile - 1];
    }
    var order = new int[size];
    var keys = new long[size];
    for (int id = size - 1; id >= 0; id--) {
      int at = --piles[pile(hashes[id], bits)];
      order[at] = id;
      keys[at] = hashes[id];
    }
    for (int i = 1; i < size; i++) {
      insert(order, keys, i);
    }
    return order;
  }

  private static int pile(long hash, int bits) {
    return bits == 0 ? 0 : (int) ((hash ^ Long.MIN_VALUE) >>> (Long.SIZE - bits));
  }

  /// Moves a key to its place among those before it, which are sorted and of no later pile.
  private void insert(int[] order, long[] keys, int from) {
    int id = order[from];
    long hash = keys[from];
    int at = from;
    for (; at > 0; at--) {
      int before = order[at - 1];
      if (keys[at - 1] < hash || (keys[at - 1] == hash && !precedes(id, before))) {
        break;
      }
      order[at] = before;
      keys[at] = keys[at - 1];
    }
    order[at] = id;
    keys[at] = hash;
  }

  private boolean precedes(int id, int other) {
    return Arrays.compareUnsigned(content, start(id), ends[id], content, start(other), ends[other])
        < 0;
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
