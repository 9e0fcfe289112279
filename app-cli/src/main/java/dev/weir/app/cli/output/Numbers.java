package dev.weir.app.cli.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers for people: enough digits to compare, no more.
public final class Numbers {
  private static final int DIGITS = 6;

  private Numbers() {}

  /// Six significant digits; whole numbers in full up to 10^15; an exponent only below 10^-4 and
  /// from 10^15.
  public static String sensible(double number) {
    return sensible(number, DIGITS);
  }

  /// The same with so many significant digits.
  static String sensible(double number, int digits) {
    if (!Double.isFinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(number);
    if (size < 1e15 && number == Math.rint(number)) {
      return Long.toString((long) number);
    }
    var exact = new BigDecimal(number);
    if (size >= 1e15 || size < 1e-4) {
      var rounded =
          exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
      int exponent = rounded.precision() - rounded.scale() - 1;
      return rounded.scaleByPowerOfTen(-exponent).toPlainString()
          + "e"
          + (exponent < 0 ? "-" : "+")
          + (Math.abs(exponent) < 10 ? "0" : "")
          + Math.abs(exponent);
    }
    int decimals = Math.max(0, digits - exact.precision() + exact.scale());
    var plain = exact.setScale(decimals, RoundingMode.HALF_EVEN);
    return (plain.signum() == 0 ? plain : plain.stripTrailingZeros()).toPlainString();
  }

  /// A count with separators: `53,940`.
  public static String count(long count) {
    var text = new StringBuilder().append(count);
    for (int at = text.length() - 3; at > (count < 0 ? 1 : 0); at -= 3) {
      text.insert(at, ',');
    }
    return text.toString();
  }

  /// A count and its noun: `1 row`, `53,940 rows`.
  public static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /// Bytes as a user would write them: `512 B`, `64 MB`, `1.5 GB`, counted in 1024s.
  public static String bytes(long bytes) {
    var units = new String[] {"B", "KB", "MB", "GB", "TB", "PB", "EB"};
    int unit = 0;
    double size = (double) bytes;
    while (size >= 1024 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    return (size >= 10 || size == Math.rint(size)
            ? Long.toString(Math.round(size))
            : fixed(size, 1))
        + " "
        + units[unit];
  }

  /// So many decimals. (The formatter of Java reads the data of locales first, which takes a new
  /// process longer than the rest of a small table.)
  static String fixed(double number, int decimals) {
    return BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  /// A time span: `0.42 s`, `12 s`, `3 min 20 s`, `2 h 5 min`.
  public static String seconds(double seconds) {
    if (seconds < 9.95) {
      return fixed(seconds, seconds < 0.995 ? 2 : 1) + " s";
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}
