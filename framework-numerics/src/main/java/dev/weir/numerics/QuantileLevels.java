package dev.weir.numerics;

import dev.weir.api.StateCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The compactors of [QuantileSketch]: an item of level `h` stands for `2^h` values. Mutable.
///
/// A level may hold more than its places as long as all levels together do not; only then is the
/// lowest full level halved into the next (lazy compaction).
///
/// **Invariants.** `Σ size(h) 2^h` is the number of values taken in. A level is sorted unless its
/// bit in `loose` is set. `retained = Σ size(h) <= capacity = Σ places(h)` after each call.
///
/// **Memory.** A level that values enter at has room for twice its items at most, and never for
/// more than could come before a compaction; every other level has just the room of its items, for
/// it changes only when a compaction or merge writes it anew. So all arrays together have room for
/// at most `1.5 capacity`.
final class QuantileLevels {
  private static final int LEAST_PLACES = 8;
  private static final int MAX_RUN_LEVEL = 12;
  private static final int MAX_DEPTH = 30;
  private static final int FIRST_ROOM = 16;
  private static final long PICKS = -1;
  private static final double[] NONE = {};

  /// Rows are counted by 40 bits ([dev.weir.api.Chunk#position]).
  private static final int MOST_BITS = 40;

  private static final long OBJECT_BYTES = 250;
  private static final long LEVEL_BYTES = 60;

  private final int k;

  /// Hash of the run's seed and the sketch's id.
  private final long origin;

  /// What the coins depend on; set at the first compaction.
  private long salt;

  private boolean salted;
  private double[][] levels = {NONE};
  private int[] sizes = {0};

  /// Compactions of each level so far: the coins' counters.
  private long[] compactions = {0};

  /// Runs taken in so far: the counter of the coins that choose from them.
  private long picks;

  private int retained;
  private int[] places;
  private int capacity;

  /// Runs of `2^runLevel` values enter at this level by one of them.
  private int runLevel;

  private long loose;

  QuantileLevels(int k, long origin) {
    this.k = k;
    this.origin = origin;
    places = new int[] {k};
    capacity = k;
  }

  int height() {
    return sizes.length;
  }

  SortedView view() {
    return SortedView.of(levels, sizes);
  }

  /// Takes in runs of values by one of each, and what is left over one by one.
  void put(double[] values, int n) {
    int at = 0;
    while (at < n) {
      int width = 1 << runLevel;
      if (width == 1 || n - at < width) {
        put(values[at++]);
        continue;
      }
      if (retained >= capacity) {
        compact();
        continue;
      }
      int runs = Math.min(capacity - retained, (n - at) / width);
      int size = sizes[runLevel];
      var items = room(runLevel, size + runs);
      long coins = Coins.bits(salt, PICKS);
      for (int i = 0; i < runs; i++) {
        int pick = (int) Coins.bits(coins, picks++) & (width - 1);
        items[size + i] = values[at + pick] + 0.0;
        at += width;
      }
      sizes[runLevel] += runs;
      loose |= 1L << runLevel;
      retained += runs;
    }
  }

  /// Takes in one value.
  void put(double v) {
    if (retained >= capacity) {
      compact();
    }
    int size = sizes[0];
    room(0, size + 1)[size] = v + 0.0;
    sizes[0]++;
    loose |= 1;
    retained++;
  }

  /// The level's items, put in order if need be.
  private double[] sorted(int level) {
    if (((loose >>> level) & 1) != 0) {
      Arrays.sort(levels[level], 0, sizes[level]);
      loose &= ~(1L << level);
    }
    return levels[level];
  }

  /// The level's items, with room for `needed` of them, which fit without a compaction.
  private double[] room(int level, int needed) {
    var items = levels[level];
    if (items.length < needed) {
      int most = sizes[level] + capacity - retained;
      items = Arrays.copyOf(items, Math.min(most, Math.max(FIRST_ROOM, 2 * needed)));
      levels[level] = items;
    }
    return items;
  }

  /// Places of a level: `k (2/3)^depth` to nearest, at least 8, the top having depth 0.
  private static int places(int k, int depth) {
    if (depth > MAX_DEPTH) {
      return LEAST_PLACES;
    }
    long powerOfThree = 1;
    for (int i = 0; i < depth; i++) {
      powerOfThree *= 3;
    }
    long places = (((long) k << (depth + 1)) / powerOfThree + 1) >> 1;
    return (int) Math.max(LEAST_PLACES, places);
  }

  /// How far below the top runs enter: choosing one of `2^w` values adds at most `2^w / 4` to the
  /// variance of a rank per run, which at this depth is at most an eighth of what the compactions
  /// add.
  private static int runDepth(int k) {
    return 32 - Integer.numberOfLeadingZeros((k - 1) / 2);
  }

  private void grow() {
    int height = sizes.length;
    levels = Arrays.copyOf(levels, height + 1);
    levels[height] = NONE;
    sizes = Arrays.copyOf(sizes, height + 1);
    compactions = Arrays.copyOf(compactions, height + 1);
    places = new int[height + 1];
    capacity = 0;
    runLevel = Math.clamp(height - runDepth(k), 0, MAX_RUN_LEVEL);
    for (int level = 0; level <= height; level++) {
      places[level] = places(k, height - level);
      capacity += places[level];
      trim(level);
    }
  }

  private void trim(int level) {
    if (levels[level].length > sizes[level]) {
      levels[level] = sizes[level] == 0 ? NONE : Arrays.copyOf(levels[level], sizes[level]);
    }
  }

  /// Halves the lowest level that has reached its capacity into the next: keeps each second item,
  /// from the first or from the second as the coin says.
  private void compact() {
    int level = 0;
    while (sizes[level] < places[level]) {
      level++;
    }
    if (level == sizes.length - 1) {
      grow();
    }
    if (!salted) {
      salt = salt(levels[level], sizes[level]);
      salted = true;
    }
    var items = sorted(level);
    int size = sizes[level];
    int odd = size & 1;
    int half = size >> 1;
    int offset = odd + (int) (Coins.bits(salt, level, compactions[level]++) >>> 63);
    for (int i = 0; i < half; i++) {
      items[odd + i] = items[offset + 2 * i];
    }
    mergeUp(items, odd, half, level + 1);
    sizes[level] = odd;
    trim(level);
    retained -= half;
  }

  private long salt(double[] items, int size) {
    long hash = origin;
    for (int i = 0; i < size; i++) {
      hash = Hashing.mix(hash + Double.doubleToRawLongBits(items[i]));
    }
    return hash;
  }

  /// Merges sorted items into a sorted level.
  private void mergeUp(double[] items, int from, int n, int level) {
    int size = sizes[level];
    var own = sorted(level);
    var merged = new double[size + n];
    int a = 0;
    int b = from;
    for (int to = 0; to < merged.length; to++) {
      merged[to] = b == from + n || (a < size && own[a] <= items[b]) ? own[a++] : items[b++];
    }
    levels[level] = merged;
    sizes[level] = merged.length;
  }

  void merge(QuantileLevels later) {
    if (!salted && later.salted) {
      salt = Coins.bits(origin, later.salt);
      salted = true;
    }
    while (sizes.length < later.sizes.length) {
      grow();
    }
    for (int level = 0; level < later.sizes.length; level++) {
      int n = later.sizes[level];
      int size = sizes[level];
      if (levels[level].length < size + n) {
        levels[level] = Arrays.copyOf(levels[level], size + n);
      }
      System.arraycopy(later.levels[level], 0, levels[level], size, n);
      sizes[level] += n;
      loose |= 1L << level;
      retained += n;
    }
    while (retained > capacity) {
      compact();
    }
  }

  void write(StateCodec.Out out) {
    out.integers(new long[] {salted ? 1 : 0, salt, picks, loose, sizes.length});
    out.integers(compactions);
    for (int level = 0; level < sizes.length; level++) {
      out.reals(Arrays.copyOf(levels[level], sizes[level]));
    }
  }

  /// Fills these levels, empty so far, with what [#write] wrote.
  void read(StateCodec.In in) {
    var head = in.integers();
    salted = head[0] != 0;
    salt = head[1];
    picks = head[2];
    loose = head[3];
    while (sizes.length < head[4]) {
      grow();
    }
    compactions = in.integers();
    for (int level = 0; level < sizes.length; level++) {
      levels[level] = in.reals();
      sizes[level] = levels[level].length;
      retained += sizes[level];
    }
  }

  /// The values of each level, in ascending order, copied.
  List<double[]> sortedLevels() {
    var copies = new ArrayList<double[]>();
    for (int level = 0; level < sizes.length; level++) {
      var copy = Arrays.copyOf(levels[level], sizes[level]);
      Arrays.sort(copy);
      copies.add(copy);
    }
    return copies;
  }

  /// Fills these levels, empty so far, with values from elsewhere, in any order within a level. The
  /// coins of what follows depend on these values.
  void fill(List<double[]> values) {
    while (sizes.length < values.size()) {
      grow();
    }
    for (int level = 0; level < values.size(); level++) {
      levels[level] = values.get(level);
      sizes[level] = levels[level].length;
      loose |= 1L << level;
      retained += sizes[level];
    }
    if (values.size() > 1) {
      salt = origin;
      for (var level : values) {
        salt = Coins.bits(salt, salt(level, level.length));
      }
      salted = true;
    }
  }

  /// Places of so many levels together.
  static int capacity(int k, int height) {
    int capacity = 0;
    for (int depth = 0; depth < height; depth++) {
      capacity += places(k, depth);
    }
    return capacity;
  }

  long retainedBytes() {
    long bytes = OBJECT_BYTES;
    for (var level : levels) {
      bytes += LEVEL_BYTES + 8L * level.length;
    }
    return bytes;
  }

  /// Upper bound of [#retainedBytes] for up to 2^40 values.
  static long maxBytes(int k) {
    int height = MOST_BITS + 2 - (31 - Integer.numberOfLeadingZeros(k));
    long room = 0;
    for (int depth = 0; depth < height; depth++) {
      room += places(k, depth);
    }
    return OBJECT_BYTES + height * LEVEL_BYTES + 8 * (room + room / 2);
  }
}
