package dev.weir.domain.text;

import dev.weir.api.KeyTable;
import dev.weir.numerics.Hashing;
import java.util.Arrays;

/// Occurrences and documents of the terms of some documents, before they go to a key table: so that
/// one is asked once for a term that occurs often, and a document counts once. Used by one thread.
final class TermCounts {
  /// Bytes at most between documents, that of the last document's own terms apart.
  static final long MOST_BYTES = 3 << 20;

  private static final int MANY = 1 << 14;
  private static final int LONG = 1 << 20;
  private static final int FREE = -1;

  private byte[] content = new byte[1 << 12];
  private int[] ends = new int[256];
  private long[] hashes = new long[256];
  private int[] counts = new int[256];
  private int[] documents = new int[256];
  private int[] last = new int[256];
  private int[] slots = new int[1024];
  private int size;

  TermCounts() {
    Arrays.fill(slots, FREE);
  }

  /// Counts a term of a document.
  void add(byte[] term, int from, int to, int document) {
    long hash = Hashing.of(term, from, to);
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    int id = slots[slot];
    while (id != FREE && !(hashes[id] == hash && is(id, term, from, to))) {
      slot = slot + 1 & mask;
      id = slots[slot];
    }
    if (id == FREE) {
      id = added(term, from, to, hash);
      if (4 * size > slots.length) {
        spread();
      } else {
        slots[slot] = id;
      }
    }
    counts[id]++;
    if (last[id] != document) {
      last[id] = document;
      documents[id]++;
    }
  }

  private boolean is(int id, byte[] term, int from, int to) {
    return Arrays.equals(content, start(id), ends[id], term, from, to);
  }

  private int start(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  private int added(byte[] term, int from, int to, long hash) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
      documents = Arrays.copyOf(documents, 2 * size);
      last = Arrays.copyOf(last, 2 * size);
    }
    int start = start(size);
    int end = Math.addExact(start, to - from);
    if (end > content.length) {
      content = Arrays.copyOf(content, (int) Math.min(Integer.MAX_VALUE - 16, 2L * end));
    }
    System.arraycopy(term, from, content, start, to - from);
    ends[size] = end;
    hashes[size] = hash;
    counts[size] = 0;
    documents[size] = 0;
    last[size] = FREE;
    return size++;
  }

  private void spread() {
    slots = new int[2 * slots.length];
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

  /// True if it should be emptied before the next document.
  boolean full() {
    return size > MANY || start(size) > LONG;
  }

  /// Adds all to the cells 0 (occurrences) and 1 (documents) of a table, and forgets them; gives
  /// the number of occurrences.
  long moveTo(KeyTable table) {
    long occurrences = 0;
    for (int id = 0; id < size; id++) {
      table.at(content, start(id), ends[id]).add(0, (long) counts[id]).add(1, (long) documents[id]);
      occurrences += counts[id];
    }
    size = 0;
    Arrays.fill(slots, FREE);
    return occurrences;
  }
}
