package dev.weir.numerics;

import dev.weir.api.StateCodec;
import dev.weir.api.Validity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/// The exact sum of real numbers, rounded once, when read: the same bits for any order, chunking
/// and merge tree.
///
/// Mutable; for one thread at a time. The sum is kept as a fixed-point number in base 2^32, `Σ
/// limb[i] 2^(32 (base + i) - 1074)`, whose limbs are signed 64-bit numbers that take 1024
/// additions before carries are moved up (the small superaccumulator of Neal). Only the window of
/// limbs that the data has touched is stored: 3 to 5 for most columns, 68 at most; with products, 4
/// to 9 and 136.
///
/// **Products.** [#addProduct] adds `x y` without rounding: the 106 bits of the product go into the
/// limbs, whose range is extended to that of all products, 2^-2148 to 2^2048. So weighted sums,
/// sums of squares and dot products are exact too, and nothing overflows or underflows on the way.
///
/// **Cells.** A missing cell is skipped. NaN makes the sum NaN, as do infinities of both signs;
/// infinities of one sign make it that infinity. No finite intermediate result overflows: `MAX,
/// MAX, -MAX` is `MAX`; only a sum that itself rounds beyond the range becomes infinite. No values,
/// and any exact zero, are 0.0 (never -0.0).
///
/// **Error.** Half a unit in the last place: the `double` nearest to the exact sum, ties to even.
/// Up to 2^63 values.
///
/// **Cost.** About 3 ns a value, 7 a product; 48 + 8 bytes a limb.
///
/// Source: Neal, *Fast exact summation using small and large superaccumulators*, 2015,
/// arXiv:1505.05571. Checked against `BigDecimal` and Python `math.fsum`.
public final class ExactSum {
  private long[] limbs = {};
  private int base;
  private int pending;
  private int specials;

  private ExactSum() {}

  /// Sum of nothing.
  public static ExactSum create() {
    return new ExactSum();
  }

  /// Adds one value.
  public void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7FF;
    long mantissa = bits & 0xFFFFFFFFFFFFFL;
    if (exponent == 0x7FF) {
      specials |= Limbs.special(value);
      return;
    }
    if (exponent != 0) {
      mantissa |= 1L << 52;
      exponent--;
    } else if (mantissa == 0) {
      return;
    }
    int at = (exponent >>> 5) - base;
    int shift = exponent & 31;
    if (at < 0 || at + 1 >= limbs.length) {
      cover(exponent >>> 5, (exponent >>> 5) + 2);
      at = (exponent >>> 5) - base;
    }
    long sign = bits >> 63;
    limbs[at] += (((mantissa << shift) & Limbs.MASK) ^ sign) - sign;
    limbs[at + 1] += ((mantissa >>> (32 - shift)) ^ sign) - sign;
    if (++pending == Limbs.SETTLE) {
      settle();
    }
  }

  /// Adds the exact product `x y`: a weighted value, a square, a term of a dot product. A factor
  /// that is NaN or infinite adds what IEEE multiplication makes of it (`0 · ∞` is NaN).
  public void addProduct(double x, double y) {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      add(x * y);
      return;
    }
    if (x == 0 || y == 0) {
      return;
    }
    int place = Limbs.productExponent(x, y) >> 5;
    int at = place - base;
    if (at < 0 || at + Limbs.PRODUCT > limbs.length) {
      cover(place, place + Limbs.PRODUCT);
      at = place - base;
    }
    Limbs.addProduct(limbs, at, x, y);
    if (++pending == Limbs.SETTLE) {
      settle();
    }
  }

  /// Adds the exact products of the first `rows` pairs of cells that `both` marks as values.
  public void acceptProducts(double[] x, double[] y, Validity both, int rows) {
    for (int r = 0; r < rows; r++) {
      if (both.at(r)) {
        addProduct(x[r], y[r]);
      }
    }
  }

  /// Adds the first `rows` cells that hold a value.
  public void accept(double[] values, Validity validity, int rows) {
    if (validity.all()) {
      for (int r = 0; r < rows; r++) {
        add(values[r]);
      }
      return;
    }
    for (int word = 0; word << 6 < rows; word++) {
      int from = word << 6;
      long mask = validity.word(word) & (-1L >>> (64 - Math.min(64, rows - from)));
      for (long left = mask; left != 0; left &= left - 1) {
        add(values[from + Long.numberOfTrailingZeros(left)]);
      }
    }
  }

  /// Adds the sum of `later`, which keeps its value.
  public void merge(ExactSum later) {
    specials |= later.specials;
    if (later.limbs.length == 0) {
      return;
    }
    settle();
    later.settle();
    cover(later.base, later.base + later.limbs.length);
    for (int i = 0; i < later.limbs.length; i++) {
      limbs[later.base - base + i] += later.limbs[i];
    }
    settle();
  }

  /// Grows the window so that it holds the limbs from `from` to `to`, `to` not included.
  private void cover(int from, int to) {
    if (limbs.length == 0) {
      base = from;
    }
    int low = Math.min(base, from);
    int high = Math.max(base + limbs.length, to);
    if (high - low > limbs.length) {
      var wider = new long[high - low];
      System.arraycopy(limbs, 0, wider, base - low, limbs.length);
      limbs = wider;
      base = low;
    }
  }

  /// Moves carries up: afterwards all limbs are in [0, 2^32) but the highest, which is a signed
  /// 32-bit number and carries the sign.
  private void settle() {
    pending = 0;
    Limbs.settle(limbs, 0, limbs.length);
    int n = limbs.length;
    while (n > 0 && limbs[n - 1] != (int) limbs[n - 1]) {
      cover(base, base + n + 1);
      Limbs.settle(limbs, n - 1, 2);
      n++;
    }
  }

  /// The magnitude as limbs in [0, 2^32), lowest first, and in the last place one limb more: 1 if
  /// the sum is negative.
  long[] magnitude() {
    settle();
    return Limbs.magnitude(limbs, 0, limbs.length);
  }

  /// The place of the lowest limb.
  int base() {
    return base;
  }

  /// The sum, rounded to nearest. May tidy the inner form; changes nothing that can be seen.
  public double sum() {
    if (specials != 0) {
      return Limbs.ofSpecials(specials);
    }
    var digits = magnitude();
    int n = limbs.length;
    double rounded = Limbs.round(digits, n, base);
    return (digits[n] != 0 ? -rounded : rounded) + 0.0;
  }

  /// The sum divided by `n`, rounded to nearest (but for a hair's breadth of ties): the quotient,
  /// and what the exact sum says it misses. NaN for `n = 0`.
  double mean(long n) {
    double mean = sum() / n;
    if (!Double.isFinite(mean)) {
      return mean;
    }
    addProduct(-mean, (double) n);
    double rest = sum();
    addProduct(mean, (double) n);
    return mean + rest / n;
  }

  /// The sum of finite values, not rounded.
  BigDecimal exact() {
    var digits = magnitude();
    int n = limbs.length;
    var bytes = new byte[4 * n + 1];
    for (int i = 0; i < n; i++) {
      for (int b = 0; b < 4; b++) {
        bytes[4 * (n - i) - b] = (byte) (digits[i] >>> (8 * b));
      }
    }
    var whole = new BigInteger(bytes);
    int zeros = whole.signum() == 0 ? 0 : whole.getLowestSetBit();
    int exponent = 32 * base - 1074 + zeros;
    var odd = digits[n] != 0 ? whole.shiftRight(zeros).negate() : whole.shiftRight(zeros);
    // 2^-k = 5^k / 10^k
    return exponent >= 0
        ? new BigDecimal(odd.shiftLeft(exponent))
        : new BigDecimal(odd.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
  }

  /// The state in whole numbers, the same for the same sum however it came about; for [#ofWords].
  public long[] words() {
    var digits = magnitude();
    int high = limbs.length;
    int low = 0;
    while (high > 0 && digits[high - 1] == 0) {
      high--;
    }
    while (low < high && digits[low] == 0) {
      low++;
    }
    boolean negative = digits[limbs.length] != 0;
    var words = new long[2 + high - low];
    words[0] = specials;
    words[1] = high == low ? 0 : base + low;
    for (int i = low; i < high; i++) {
      words[2 + i - low] = negative ? -digits[i] : digits[i];
    }
    return words;
  }

  /// The sum of these [#words].
  ///
  /// @throws IllegalArgumentException if there are fewer than two
  public static ExactSum ofWords(long[] words) {
    if (words.length < 2) {
      throw new IllegalArgumentException("a sum has 2 words or more, not " + words.length);
    }
    var sum = new ExactSum();
    sum.specials = (int) words[0];
    sum.base = (int) words[1];
    sum.limbs = Arrays.copyOfRange(words, 2, words.length);
    return sum;
  }

  /// Writes the state, the same bytes for the same sum however it came about.
  public void write(StateCodec.Out out) {
    out.integers(words());
  }

  /// Reads what [#write] wrote.
  public static ExactSum read(StateCodec.In in) {
    return ofWords(in.integers());
  }

  /// Bytes that this object keeps alive.
  public long retainedBytes() {
    return 48 + 8L * limbs.length;
  }
}
