package dev.weir.numerics;

import dev.weir.api.PipelineException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The bytes of a KLL sketch of doubles as Apache DataSketches writes them (C++, Java, Python): the
/// compact form, little-endian.
///
/// | bytes | what |
/// |---|---|
/// | 0, 1, 2, 3 | preamble ints (2 or 5), version (1, or 2 for one value), family 15, flags |
/// | 4-5, 6 | `k`, least level 8 |
/// | 8-15, 16-17, 18 | count, least `k` that took part, number of levels |
/// | 20 | start of each level among the places of all levels, 4 bytes each |
/// | then | least and greatest value, and the values from the lowest level up |
///
/// Without values only the first 8 bytes are there, with one value 8 bytes and that.
///
/// @param k size
/// @param leastK least size that took part
/// @param count values taken in
/// @param min least value
/// @param max greatest value
/// @param levels values of each level, lowest first
record KllFormat(int k, int leastK, long count, double min, double max, List<double[]> levels) {
  private static final int FAMILY = 15;
  private static final int EMPTY = 1;
  private static final int SORTED = 2;
  private static final int SINGLE = 4;
  private static final int LEAST_PLACES = 8;
  private static final int SHORT = 8;
  private static final int LONG = 20;
  private static final int MOST_LEVELS = 60;

  byte[] bytes() {
    boolean few = count < 2;
    int items = levels.stream().mapToInt(level -> level.length).sum();
    int size = few ? SHORT + 8 * items : LONG + 4 * levels.size() + 16 + 8 * items;
    var out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) (few ? 2 : 5));
    out.put((byte) (count == 1 ? 2 : 1));
    out.put((byte) FAMILY);
    out.put((byte) (SORTED | (count == 0 ? EMPTY : count == 1 ? SINGLE : 0)));
    out.putShort((short) k);
    out.putShort((short) LEAST_PLACES);
    if (!few) {
      out.putLong(count);
      out.putShort((short) leastK);
      out.putShort((short) levels.size());
      int start = QuantileLevels.capacity(k, levels.size()) - items;
      for (var level : levels) {
        out.putInt(start);
        start += level.length;
      }
      out.putDouble(min);
      out.putDouble(max);
    }
    for (var level : levels) {
      for (double v : level) {
        out.putDouble(v);
      }
    }
    return out.array();
  }

  static KllFormat of(byte[] bytes) {
    if (bytes.length < SHORT) {
      throw broken("there are " + bytes.length + " bytes, fewer than 8");
    }
    var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int family = bytes[2];
    if (family != FAMILY) {
      throw broken("the family is " + family + ", not 15 (KLL)");
    }
    if (bytes[1] != 1 && bytes[1] != 2) {
      throw broken(
          "the version is " + bytes[1] + ", not 1 or 2; write the sketch in its compact form");
    }
    int k = in.getShort(4) & 0xFFFF;
    if (k < QuantileSketch.MIN_K || bytes[6] != LEAST_PLACES) {
      throw broken("k is " + k + " and m " + bytes[6] + ", not at least 8 and 8");
    }
    int flags = bytes[3];
    if ((flags & EMPTY) != 0) {
      return new KllFormat(k, k, 0, Double.NaN, Double.NaN, List.of(new double[0]));
    }
    if ((flags & SINGLE) != 0) {
      double v = real(in.position(SHORT));
      return new KllFormat(k, k, 1, v, v, List.of(new double[] {v}));
    }
    return full(in, k);
  }

  private static KllFormat full(ByteBuffer in, int k) {
    if (in.limit() < LONG) {
      throw broken("there are " + in.limit() + " bytes, fewer than 20");
    }
    long count = in.getLong(8);
    int leastK = in.getShort(16) & 0xFFFF;
    int height = in.get(18) & 0xFF;
    if (leastK < QuantileSketch.MIN_K || leastK > k || height < 1 || height > MOST_LEVELS) {
      throw broken("the least k is " + leastK + " and there are " + height + " levels");
    }
    int capacity = QuantileLevels.capacity(k, height);
    in.position(LONG);
    var starts = new int[height + 1];
    for (int level = 0; level < height; level++) {
      starts[level] = in.remaining() < 4 ? -1 : in.getInt();
    }
    starts[height] = capacity;
    for (int level = 0; level < height; level++) {
      if (starts[level] < 0 || starts[level] > starts[level + 1]) {
        throw broken("level " + level + " starts at " + starts[level] + " of " + capacity);
      }
    }
    double min = real(in);
    double max = real(in);
    long weight = 0;
    var levels = new ArrayList<double[]>();
    for (int level = 0; level < height; level++) {
      var values = new double[starts[level + 1] - starts[level]];
      for (int i = 0; i < values.length; i++) {
        double v = real(in);
        if (v < min || v > max) {
          throw broken("the value " + v + " is outside " + min + " to " + max);
        }
        values[i] = v;
      }
      levels.add(values);
      weight += (long) values.length << level;
    }
    if (weight != count) {
      throw broken("the values stand for " + weight + " values, but the count is " + count);
    }
    return new KllFormat(k, leastK, count, min, max, levels);
  }

  private static double real(ByteBuffer in) {
    if (in.remaining() < 8) {
      throw broken("the bytes end at " + in.limit() + ", before the last value");
    }
    double v = in.getDouble() + 0.0;
    if (Double.isNaN(v)) {
      throw broken("a value is NaN");
    }
    return v;
  }

  private static PipelineException broken(String what) {
    return PipelineException.data(
        "numerics.quantiles.bytes",
        "these are not the bytes of a DataSketches KLL sketch of doubles: " + what);
  }
}
