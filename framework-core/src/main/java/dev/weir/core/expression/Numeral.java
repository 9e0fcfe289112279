package dev.weir.core.expression;

import java.nio.charset.StandardCharsets;

/// Reads decimal numerals from UTF-8: blanks around, a sign, digits with at most one point, an
/// exponent; or `nan`, `inf`, `infinity` in upper or lower case. Nothing else: no hexadecimal, no
/// thousands separators. Mutable: holds the last number read.
///
/// Up to 18 digits with a power of ten up to 22 are converted without a string (Clinger 1990,
/// doi:10.1145/93542.93557); the rest by [Double#parseDouble]. Both are correctly rounded.
final class Numeral {
  private static final long EXACT = 1L << 53;
  private static final double[] TENS = new double[23];

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  private double real;
  private long whole;
  private boolean isWhole;

  double real() {
    return real;
  }

  /// The number if [#isWhole].
  long whole() {
    return whole;
  }

  /// True if it was written without point and exponent and fits 64 bits.
  boolean isWhole() {
    return isWhole;
  }

  /// False if it is no numeral.
  boolean read(byte[] bytes, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && bytes[from] <= ' ' && bytes[from] >= 0) {
      from++;
    }
    while (to > from && bytes[to - 1] <= ' ' && bytes[to - 1] >= 0) {
      to--;
    }
    isWhole = false;
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    if (negative || (at < to && bytes[at] == '+')) {
      at++;
    }
    if (at < to && (bytes[at] == '.' || isDigit(bytes[at]))) {
      return digits(bytes, from, at, to, negative);
    }
    return special(bytes, at, to, negative);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private boolean special(byte[] bytes, int at, int to, boolean negative) {
    if (at == to || to - at > 8) {
      return false;
    }
    var word =
        new String(bytes, at, to - at, StandardCharsets.UTF_8).toLowerCase(java.util.Locale.ROOT);
    switch (word) {
      case "nan" -> real = Double.NaN;
      case "inf", "infinity" ->
          real = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean digits(byte[] bytes, int from, int first, int to, boolean negative) {
    long mantissa = 0;
    int significant = 0;
    int digits = 0;
    int afterPoint = 0;
    boolean point = false;
    int at = first;
    for (; at < to && (isDigit(bytes[at]) || (bytes[at] == '.' && !point)); at++) {
      if (bytes[at] == '.') {
        point = true;
        continue;
      }
      digits++;
      afterPoint += point ? 1 : 0;
      significant += significant > 0 || bytes[at] != '0' ? 1 : 0;
      mantissa = mantissa * 10 + bytes[at] - '0';
    }
    if (digits == 0) {
      return false;
    }
    boolean plain = at == to;
    if (!plain && !exponent(bytes, at, to)) {
      return false;
    }
    if (plain && significant <= 18) {
      whole = negative ? -mantissa : mantissa;
      isWhole = !point;
      if (mantissa <= EXACT && afterPoint < TENS.length) {
        real = mantissa / TENS[afterPoint];
        real = negative ? -real : real;
        return true;
      }
    }
    var written = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    real = Double.parseDouble(written);
    if (plain && !point && significant == 19) {
      try {
        whole = Long.parseLong(written);
        isWhole = true;
      } catch (NumberFormatException e) {
        isWhole = false;
      }
    }
    return true;
  }

  private static boolean exponent(byte[] bytes, int start, int to) {
    int at = start;
    if (bytes[at] != 'e' && bytes[at] != 'E') {
      return false;
    }
    at++;
    if (at < to && (bytes[at] == '+' || bytes[at] == '-')) {
      at++;
    }
    if (at == to) {
      return false;
    }
    while (at < to && isDigit(bytes[at])) {
      at++;
    }
    return at == to;
  }
}
