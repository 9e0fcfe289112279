package dev.weir.numerics;

import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import java.util.Arrays;

/// Many exact sums side by side in one flat array, each as exact as [ExactSum]: the centres of
/// k-means, the cells of a cross table, the right-hand sides of normal equations.
///
/// Mutable; for one thread at a time. All sums share one window of limbs, the union of what their
/// values touch, so that a sum is a stretch of one array and no object of its own. The result is
/// the same bits for any order, chunking and merge tree.
///
/// ```java
/// var sums = ExactSums.create(k * d);
/// sums.add(nearest * d + column, value);
/// ```
///
/// **Cells.** As [ExactSum], for each sum apart: NaN makes its sum NaN, infinities of one sign that
/// infinity; no values, and any exact zero, are 0.0.
///
/// **Error.** Half a unit in the last place, of products too. Up to 2^63 values a sum.
///
/// **Cost.** About 6 ns a value, 7 a product. Memory: 5 bytes a sum, and 8 bytes a limb and sum:
/// for values within a factor of 2^32 of each other 3 limbs ([#maxBytes] is the bound for any
/// values). The whole array moves when a value widens the window, which happens a few times.
///
/// Source: as [ExactSum].
public final class ExactSums {
  private static final long OBJECT_BYTES = 120;

  /// Limbs for values of any magnitude, carries included.
  private static final int MOST_LIMBS = 68;

  private final int size;
  private final byte[] specials;
  private final int[] pending;
  private long[] limbs = {};
  private int base;
  private int width;

  private ExactSums(int size) {
    this.size = size;
    specials = new byte[size];
    pending = new int[size];
  }

  /// So many sums of nothing; `size` from 0 to 10,000,000.
  public static ExactSums create(int size) {
    if (size < 0 || size > 10_000_000) {
      throw PipelineException.user(
          "numerics.sums.size",
          "the number of sums is " + size + "; it must be between 0 and 10000000");
    }
    return new ExactSums(size);
  }

  /// How many sums there are.
  public int size() {
    return size;
  }

  /// Adds a value to one of the sums.
  public void add(int index, double value) {
    if (!Double.isFinite(value)) {
      specials[index] |= (byte) Limbs.special(value);
    } else if (value != 0) {
      int exponent = Limbs.exponent(value);
      int at = room(index, exponent >> 5, 2);
      int shift = exponent & 31;
      long mantissa = Limbs.mantissa(value);
      long sign = Double.doubleToRawLongBits(value) >> 63;
      limbs[at] += (((mantissa << shift) & Limbs.MASK) ^ sign) - sign;
      limbs[at + 1] += ((mantissa >>> (32 - shift)) ^ sign) - sign;
      count(index);
    }
  }

  /// Adds the exact product `x y` to one of the sums, as [ExactSum#addProduct] does.
  public void addProduct(int index, double x, double y) {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      add(index, x * y);
    } else if (x != 0 && y != 0) {
      int at = room(index, Limbs.productExponent(x, y) >> 5, Limbs.PRODUCT);
      Limbs.addProduct(limbs, at, x, y);
      count(index);
    }
  }

  private void count(int index) {
    if (++pending[index] == Limbs.SETTLE) {
      settle(index);
    }
  }

  /// Where the limb of `place` of this sum stands, after the window holds `n` limbs from there.
  private int room(int index, int place, int n) {
    if (place < base || place + n > base + width || width == 0) {
      cover(place, place + n);
    }
    return index * width + place - base;
  }

  private void cover(int from, int to) {
    int low = width == 0 ? from : Math.min(base, from);
    int high = width == 0 ? to : Math.max(base + width, to);
    int wide = high - low;
    long length = (long) wide * size;
    if (length > Integer.MAX_VALUE - 16) {
      throw PipelineException.resource(
          "numerics.sums.memory",
          size
              + " exact sums of such different magnitudes need "
              + 8 * length
              + " bytes; use fewer");
    }
    if (wide > width) {
      var wider = new long[(int) length];
      for (int i = 0; i < size && width > 0; i++) {
        System.arraycopy(limbs, i * width, wider, i * wide + base - low, width);
      }
      limbs = wider;
      base = low;
      width = wide;
    }
  }

  private void settle(int index) {
    pending[index] = 0;
    Limbs.settle(limbs, index * width, width);
    while (width > 0 && overflows(index)) {
      cover(base, base + width + 1);
      Limbs.settle(limbs, (index + 1) * width - 2, 2);
    }
  }

  private boolean overflows(int index) {
    long top = limbs[(index + 1) * width - 1];
    return top != (int) top;
  }

  /// Adds the sums of `later`, which keep their values, each to its own; both have the same size.
  public void merge(ExactSums later) {
    if (size != later.size) {
      throw new PipelineException(
          PipelineException.Category.INTERNAL,
          "numerics.sums.size",
          size + " sums do not merge with " + later.size + "; create all parts with one size");
    }
    for (int i = 0; i < size; i++) {
      specials[i] |= later.specials[i];
    }
    if (later.width == 0) {
      return;
    }
    cover(later.base, later.base + later.width);
    for (int i = 0; i < size; i++) {
      // settling the later one may widen it, so its window is read anew
      settle(i);
      later.settle(i);
      cover(later.base, later.base + later.width);
      int to = i * width + later.base - base;
      for (int j = 0; j < later.width; j++) {
        limbs[to + j] += later.limbs[i * later.width + j];
      }
      settle(i);
    }
  }

  /// One of the sums, rounded to nearest. May tidy the inner form; changes nothing that can be
  /// seen.
  public double sum(int index) {
    if (specials[index] != 0) {
      return Limbs.ofSpecials(specials[index]);
    }
    var digits = magnitude(index);
    double rounded = Limbs.round(digits, width, base);
    return (digits[width] != 0 ? -rounded : rounded) + 0.0;
  }

  /// All sums, in order.
  public double[] sums() {
    var all = new double[size];
    Arrays.setAll(all, this::sum);
    return all;
  }

  /// The sum of all sums, rounded once.
  public double total() {
    var whole = create(1);
    for (int i = 0; i < size; i++) {
      settle(i);
      whole.specials[0] |= specials[i];
      whole.cover(base, base + width);
      for (int j = 0; j < width; j++) {
        whole.limbs[base - whole.base + j] += limbs[i * width + j];
      }
      whole.settle(0);
    }
    return whole.sum(0);
  }

  private long[] magnitude(int index) {
    settle(index);
    return Limbs.magnitude(limbs, index * width, width);
  }

  /// Writes the state, the same bytes for the same sums however they came about.
  public void write(StateCodec.Out out) {
    for (int i = 0; i < size; i++) {
      settle(i);
    }
    int high = 0;
    int low = width;
    var signed = new long[limbs.length];
    for (int i = 0; i < size; i++) {
      var digits = magnitude(i);
      for (int j = 0; j < width; j++) {
        signed[i * width + j] = digits[width] != 0 ? -digits[j] : digits[j];
        if (digits[j] != 0) {
          low = Math.min(low, j);
          high = Math.max(high, j + 1);
        }
      }
    }
    int kept = Math.max(0, high - low);
    var tight = new long[size * kept];
    for (int i = 0; i < size && kept > 0; i++) {
      System.arraycopy(signed, i * width + low, tight, i * kept, kept);
    }
    out.integers(new long[] {size, kept == 0 ? 0 : base + low, kept});
    out.bytes(specials);
    out.integers(tight);
  }

  /// Reads what [#write] wrote.
  public static ExactSums read(StateCodec.In in) {
    var head = in.integers();
    var sums = new ExactSums((int) head[0]);
    sums.base = (int) head[1];
    sums.width = (int) head[2];
    System.arraycopy(in.bytes(), 0, sums.specials, 0, sums.size);
    sums.limbs = in.integers();
    return sums;
  }

  /// Bytes that this object keeps alive.
  public long retainedBytes() {
    return OBJECT_BYTES + 5L * size + 8L * limbs.length;
  }

  /// Upper bound of the bytes that `size` sums of values of any magnitude keep alive (products
  /// apart, which may take twice that).
  public static long maxBytes(int size) {
    return OBJECT_BYTES + size * (5L + 8L * MOST_LIMBS);
  }
}
