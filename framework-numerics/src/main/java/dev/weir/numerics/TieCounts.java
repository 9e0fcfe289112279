package dev.weir.numerics;

import dev.weir.api.StateCodec;
import java.util.Arrays;

/// How often each of at most [Bracket#DISTINCT] distinct keys occurred, until it is told to give
/// up. Open addressing; mutable.
final class TieCounts {
  private long[] keys = {};
  private long[] counts = {};
  private int distinct;

  /// What takes a key and how often it occurred.
  interface Taker {
    void take(long key, long count);
  }

  /// False once it gave up.
  boolean few() {
    return distinct >= 0;
  }

  /// Takes in a key; false, and nothing done, if it is one too many.
  boolean add(long key, long count) {
    if (2 * distinct >= keys.length) {
      grow();
    }
    int slot = slot(key);
    if (counts[slot] == 0) {
      if (distinct == Bracket.DISTINCT) {
        return false;
      }
      keys[slot] = key;
      distinct++;
    }
    counts[slot] += count;
    return true;
  }

  /// Forgets everything, for good.
  void giveUp() {
    distinct = -1;
    keys = new long[0];
    counts = new long[0];
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) Hashing.mix(key) & mask;
    while (counts[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    var oldKeys = keys;
    var oldCounts = counts;
    keys = new long[Math.max(16, 2 * oldKeys.length)];
    counts = new long[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
      }
    }
  }

  /// Gives all keys, in no order.
  void forEach(Taker taker) {
    for (int i = 0; i < keys.length; i++) {
      if (counts[i] != 0) {
        taker.take(keys[i], counts[i]);
      }
    }
  }

  /// The distinct keys in unsigned order.
  long[] sortedKeys() {
    var found = new long[distinct];
    int n = 0;
    for (int i = 0; i < keys.length; i++) {
      if (counts[i] != 0) {
        found[n++] = keys[i];
      }
    }
    return OrderedBits.sorted(found, n);
  }

  long count(long key) {
    return counts[slot(key)];
  }

  void write(StateCodec.Out out) {
    var sorted = few() ? sortedKeys() : new long[0];
    out.integer(distinct);
    out.integers(sorted);
    out.integers(Arrays.stream(sorted).map(this::count).toArray());
  }

  static TieCounts read(StateCodec.In in) {
    var ties = new TieCounts();
    int distinct = (int) in.integer();
    var keys = in.integers();
    var counts = in.integers();
    for (int i = 0; i < keys.length; i++) {
      ties.add(keys[i], counts[i]);
    }
    ties.distinct = distinct;
    return ties;
  }

  long retainedBytes() {
    return 64 + 16L * keys.length;
  }
}
