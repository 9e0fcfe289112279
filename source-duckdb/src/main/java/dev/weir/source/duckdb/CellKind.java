package dev.weir.source.duckdb;

import dev.weir.api.Type;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// What a cell of CSV looks like, and the narrowest type for cells of several kinds. Only spellings
/// with one meaning count: `007` and a number beyond 64 bits are text, since a number would lose
/// something; dates are ISO 8601, since `01/02/2020` means two things.
enum CellKind {
  /// `true` or `false` in any case.
  BOOLEAN,
  /// A whole number of 64 bits.
  LONG,
  /// A number.
  DOUBLE,
  /// `nan`, `inf` or `infinity`, which only among numbers are numbers.
  NO_NUMBER,
  /// `2020-12-31`.
  DATE,
  /// `2020-12-31 23:59:59.123`, also with `T`, `Z` or an offset.
  TIMESTAMP,
  /// Any other.
  TEXT;

  private static final int LONGEST = 40;

  /// The kind of a cell that is not missing.
  static CellKind of(byte[] bytes, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && bytes[start] == ' ') {
      start++;
    }
    while (end > start && bytes[end - 1] == ' ') {
      end--;
    }
    int length = end - start;
    if (length == 0 || length > LONGEST) {
      return TEXT;
    }
    byte first = bytes[start];
    if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
      return length >= 10 && bytes[start + 4] == '-' && digits(bytes, start, start + 4) == 4
          ? time(bytes, start, end)
          : number(bytes, start, end);
    }
    return word(bytes, start, length);
  }

  /// The kind of a cell that is not missing.
  static CellKind of(String cell) {
    var bytes = cell.getBytes(StandardCharsets.UTF_8);
    return of(bytes, 0, bytes.length);
  }

  private static CellKind word(byte[] bytes, int start, int length) {
    if (length > 8) {
      return TEXT;
    }
    var word = new StringBuilder();
    for (int i = start; i < start + length; i++) {
      word.append((char) (bytes[i] | 0x20));
    }
    return switch (word.toString()) {
      case "true", "false" -> BOOLEAN;
      case "nan", "inf", "infinity" -> NO_NUMBER;
      default -> TEXT;
    };
  }

  private static CellKind number(byte[] bytes, int start, int end) {
    int at = bytes[start] == '-' || bytes[start] == '+' ? start + 1 : start;
    if (at < end && (bytes[at] | 0x20) == 'i') {
      return word(bytes, at, end - at) == NO_NUMBER ? NO_NUMBER : TEXT;
    }
    int whole = digits(bytes, at, end);
    boolean padded = whole > 1 && bytes[at] == '0';
    if (padded) {
      return TEXT;
    }
    int next = at + whole;
    if (next == end) {
      return whole == 0 ? TEXT : fits(bytes, start, end, whole) ? LONG : TEXT;
    }
    int fraction = 0;
    if (bytes[next] == '.') {
      fraction = digits(bytes, next + 1, end);
      next += 1 + fraction;
    }
    if (whole + fraction == 0) {
      return TEXT;
    }
    if (next < end && (bytes[next] | 0x20) == 'e') {
      next++;
      next += next < end && (bytes[next] == '-' || bytes[next] == '+') ? 1 : 0;
      int exponent = digits(bytes, next, end);
      if (exponent == 0) {
        return TEXT;
      }
      next += exponent;
    }
    return next == end ? DOUBLE : TEXT;
  }

  private static boolean fits(byte[] bytes, int start, int end, int digits) {
    if (digits < 19) {
      return true;
    }
    try {
      Long.parseLong(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static int digits(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at - from;
  }

  private static CellKind time(byte[] bytes, int start, int end) {
    if (end - start == 10) {
      return IsoTime.days(bytes, start, end) == IsoTime.NONE ? TEXT : DATE;
    }
    return IsoTime.micros(bytes, start, end) == IsoTime.NONE ? TEXT : TIMESTAMP;
  }

  /// The narrowest type that holds cells of all these kinds; text if there are none.
  static Type type(Set<CellKind> kinds) {
    if (kinds.isEmpty() || kinds.contains(TEXT)) {
      return Type.TEXT;
    }
    if (kinds.contains(LONG) || kinds.contains(DOUBLE)) {
      if (kinds.contains(BOOLEAN) || kinds.contains(DATE) || kinds.contains(TIMESTAMP)) {
        return Type.TEXT;
      }
      return kinds.contains(DOUBLE) || kinds.contains(NO_NUMBER) ? Type.DOUBLE : Type.LONG;
    }
    if (kinds.contains(NO_NUMBER)) {
      return Type.TEXT;
    }
    if (kinds.contains(BOOLEAN)) {
      return kinds.size() == 1 ? Type.BOOLEAN : Type.TEXT;
    }
    return kinds.contains(TIMESTAMP) ? Type.TIMESTAMP : Type.DATE;
  }
}
