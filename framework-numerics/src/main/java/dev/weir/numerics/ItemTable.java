package dev.weir.numerics;

import dev.weir.api.StateCodec;
import java.util.Arrays;

/// The listed items of [FrequentItems] in the order in which they came: byte strings in one arena
/// with a hash index. Mutable; grows only.
final class ItemTable {
  private byte[] arena = new byte[256];
  private int[] ends = new int[16];
  private long[] hashes = new long[16];
  private long[] lowers = new long[16];
  private long[] slacks = new long[16];

  /// Item number plus one by slot; 0 is free.
  private int[] slots = new int[64];

  private int size;

  int size() {
    return size;
  }

  long lower(int item) {
    return lowers[item];
  }

  long slack(int item) {
    return slacks[item];
  }

  long upper(int item) {
    return lowers[item] + slacks[item];
  }

  void addLower(int item, long times) {
    lowers[item] += times;
  }

  void addSlack(int item, long times) {
    slacks[item] += times;
  }

  byte[] bytes(int item) {
    return Arrays.copyOfRange(arena, start(item), ends[item]);
  }

  private int start(int item) {
    return item == 0 ? 0 : ends[item - 1];
  }

  /// The item with these bytes, or -1.
  int at(byte[] bytes, int from, int to) {
    return find(Hashing.of(bytes, from, to), bytes, from, to);
  }

  /// The item that has the bytes of an item of another table, or -1.
  int at(ItemTable other, int item) {
    return find(other.hashes[item], other.arena, other.start(item), other.ends[item]);
  }

  private int find(long hash, byte[] bytes, int from, int to) {
    int mask = slots.length - 1;
    for (int slot = (int) hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      int item = slots[slot] - 1;
      if (hashes[item] == hash && Arrays.equals(arena, start(item), ends[item], bytes, from, to)) {
        return item;
      }
    }
    return -1;
  }

  /// Lists an item that is not there yet, with a lower count of 0.
  int insert(byte[] bytes, int from, int to, long slack) {
    return insert(Hashing.of(bytes, from, to), bytes, from, to, slack);
  }

  /// Lists an item of another table that is not there yet, with a lower count of 0 and that table's
  /// slack on top of the one given.
  int insert(ItemTable other, int item, long slack) {
    return insert(
        other.hashes[item],
        other.arena,
        other.start(item),
        other.ends[item],
        slack + other.slacks[item]);
  }

  private int insert(long hash, byte[] bytes, int from, int to, long slack) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
      lowers = Arrays.copyOf(lowers, 2 * size);
      slacks = Arrays.copyOf(slacks, 2 * size);
      slots = new int[8 * size];
      for (int item = 0; item < size; item++) {
        index(item);
      }
    }
    int start = start(size);
    int end = start + to - from;
    if (end > arena.length) {
      arena = Arrays.copyOf(arena, Math.max(end, 2 * arena.length));
    }
    System.arraycopy(bytes, from, arena, start, to - from);
    ends[size] = end;
    hashes[size] = hash;
    slacks[size] = slack;
    lowers[size] = 0;
    index(size);
    return size++;
  }

  private void index(int item) {
    int mask = slots.length - 1;
    int slot = (int) hashes[item] & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = item + 1;
  }

  /// A table of the items whose upper bound exceeds the threshold.
  ItemTable above(long threshold) {
    var kept = new ItemTable();
    for (int item = 0; item < size; item++) {
      if (upper(item) > threshold) {
        int at = kept.insert(hashes[item], arena, start(item), ends[item], slacks[item]);
        kept.lowers[at] = lowers[item];
      }
    }
    return kept;
  }

  void write(StateCodec.Out out) {
    out.bytes(Arrays.copyOf(arena, size == 0 ? 0 : ends[size - 1]));
    out.integers(Arrays.stream(ends, 0, size).asLongStream().toArray());
    out.integers(Arrays.copyOf(lowers, size));
    out.integers(Arrays.copyOf(slacks, size));
  }

  static ItemTable read(StateCodec.In in) {
    var arena = in.bytes();
    var ends = in.integers();
    var lowers = in.integers();
    var slacks = in.integers();
    var table = new ItemTable();
    int from = 0;
    for (int item = 0; item < ends.length; item++) {
      int to = (int) ends[item];
      table.insert(arena, from, to, slacks[item]);
      table.lowers[item] = lowers[item];
      from = to;
    }
    return table;
  }

  long retainedBytes() {
    return 150 + arena.length + 4L * (ends.length + slots.length) + 24L * hashes.length;
  }
}
