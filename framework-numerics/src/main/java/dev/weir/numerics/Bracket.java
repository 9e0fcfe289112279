package dev.weir.numerics;

import dev.weir.api.StateCodec;
import java.util.Arrays;

/// An interval of keys in which order statistics are sought, and what one pass learns about the
/// keys inside.
///
/// If the interval is known to hold few keys, they are collected. Else they are counted: one by one
/// in `ties` as long as there are few distinct ones, so that a bracket full of equal values is
/// settled at once instead of being narrowed bit by bit, and by bucket once there are more. Whether
/// there are more than [#DISTINCT] of them is a property of the data, not of the chunking. Mutable;
/// merges by exact integer sums.
final class Bracket {
  static final int BITS = 12;
  static final int COLLECT = 8192;
  static final int DISTINCT = 1024;

  /// Least key.
  final long low;

  /// The interval is `2^bits` keys wide, 64 being all.
  final int bits;

  /// Keys in the data below the interval.
  final long below;

  /// Keys in the interval; -1 if not known yet.
  final long size;

  /// Set where a distance from `low` lies outside.
  private final long outside;

  /// A bucket is `2^shift` keys wide.
  private final int shift;

  /// Keys counted in this pass.
  private long seen;

  /// By bucket, once there are more keys than `ties` takes.
  private long[] counts = {};

  private long[] collected = {};
  private TieCounts ties = new TieCounts();

  Bracket(long low, int bits, long below, long size) {
    this.low = low;
    this.bits = bits;
    outside = bits == 64 ? 0 : -1L << bits;
    shift = Math.max(0, bits - BITS);
    this.below = below;
    this.size = size;
  }

  /// All keys.
  static Bracket whole() {
    return new Bracket(0, 64, 0, -1);
  }

  /// The same interval before anything was seen.
  Bracket fresh() {
    return new Bracket(low, bits, below, size);
  }

  private boolean collects() {
    return size >= 0 && size <= COLLECT;
  }

  /// Takes in those of the keys that lie inside.
  void accept(long[] keys, int n) {
    if (collects()) {
      for (int i = 0; i < n; i++) {
        if (inside(keys[i])) {
          collect(keys[i]);
        }
      }
      return;
    }
    long inside = 0;
    int i = 0;
    for (; i < n && ties.few(); i++) {
      if (inside(keys[i])) {
        count(keys[i], 1);
        inside++;
      }
    }
    for (; i < n; i++) {
      long distance = keys[i] - low;
      if ((distance & outside) == 0) {
        counts[(int) (distance >>> shift)]++;
        inside++;
      }
    }
    seen += inside;
  }

  private void count(long key, long times) {
    if (ties.few()) {
      if (ties.add(key, times)) {
        return;
      }
      countByBucket();
    }
    counts[bucket(key)] += times;
  }

  private void countByBucket() {
    counts = new long[1 << BITS];
    ties.forEach((key, times) -> counts[bucket(key)] += times);
    ties.giveUp();
  }

  private int bucket(long key) {
    return (int) ((key - low) >>> shift);
  }

  private boolean inside(long key) {
    return ((key - low) & outside) == 0;
  }

  private void collect(long key) {
    if (seen == size) {
      throw ExactQuantiles.internal(
          "a later pass found more values than an earlier one; all passes must read the same data");
    }
    if (seen == collected.length) {
      collected = Arrays.copyOf(collected, (int) Math.min(size, Math.max(16, seen * 2)));
    }
    collected[(int) seen++] = key;
  }

  void merge(Bracket later) {
    if (collects()) {
      for (int i = 0; i < later.seen; i++) {
        collect(later.collected[i]);
      }
      return;
    }
    if (later.seen == 0) {
      return;
    }
    seen += later.seen;
    if (later.ties.few()) {
      later.ties.forEach(this::count);
      return;
    }
    if (ties.few()) {
      countByBucket();
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += later.counts[i];
    }
  }

  long seen() {
    return seen;
  }

  /// True if every order statistic inside is known after this pass.
  boolean settled() {
    return collects() || ties.few();
  }

  /// The keys at these ranks of the whole data, ascending; only if settled.
  long[] keysAt(long[] ranks) {
    var keys = new long[ranks.length];
    if (collects()) {
      var sorted = OrderedBits.sorted(collected, (int) seen);
      for (int i = 0; i < ranks.length; i++) {
        keys[i] = sorted[(int) (ranks[i] - below)];
      }
      return keys;
    }
    var sorted = ties.sortedKeys();
    int at = 0;
    long end = below + ties.count(sorted[0]);
    for (int i = 0; i < ranks.length; i++) {
      while (ranks[i] >= end) {
        end += ties.count(sorted[++at]);
      }
      keys[i] = sorted[at];
    }
    return keys;
  }

  /// The bucket with this rank of the whole data, as a bracket for the next pass.
  Bracket narrow(long rank) {
    long before = below;
    int bucket = 0;
    while (rank >= before + counts[bucket]) {
      before += counts[bucket++];
    }
    return new Bracket(low + ((long) bucket << shift), shift, before, counts[bucket]);
  }

  void write(StateCodec.Out out) {
    out.integers(new long[] {low, bits, below, size, seen});
    out.integers(counts);
    out.integers(collects() ? Arrays.copyOf(collected, (int) seen) : new long[0]);
    ties.write(out);
  }

  static Bracket read(StateCodec.In in) {
    var head = in.integers();
    var bracket = new Bracket(head[0], (int) head[1], head[2], head[3]);
    bracket.seen = head[4];
    bracket.counts = in.integers();
    bracket.collected = in.integers();
    bracket.ties = TieCounts.read(in);
    if (bracket.ties.few()) {
      // Written beside the ties until 0.1.0.
      bracket.counts = new long[0];
    }
    return bracket;
  }

  long retainedBytes() {
    return 128 + 8L * (counts.length + collected.length) + ties.retainedBytes();
  }
}
