package dev.weir.core.expression;

/// Characters (code points) in UTF-8 bytes. Bytes that are not UTF-8 never fail: each stray byte
/// that looks like a beginning counts as one character.
final class Utf8 {
  private Utf8() {}

  static boolean begins(byte b) {
    return (b & 0xC0) != 0x80;
  }

  static long length(byte[] bytes, int from, int to) {
    long count = 0;
    for (int i = from; i < to; i++) {
      count += begins(bytes[i]) ? 1 : 0;
    }
    return count;
  }

  /// Where the next character begins.
  static int next(byte[] bytes, int at, int to) {
    int next = at + 1;
    while (next < to && !begins(bytes[next])) {
      next++;
    }
    return next;
  }

  /// Where the character begins that lies this many after `from`; `to` if there are fewer.
  static int skip(byte[] bytes, int from, int to, long characters) {
    int at = from;
    for (long i = 0; i < characters && at < to; i++) {
      at = next(bytes, at, to);
    }
    return at;
  }

  /// Where `part` first occurs from `from` on, or -1.
  static int find(byte[] bytes, int from, int to, byte[] part, int partFrom, int partTo) {
    int length = partTo - partFrom;
    if (length == 0) {
      return from;
    }
    byte first = part[partFrom];
    for (int i = from; i <= to - length; i++) {
      if (bytes[i] == first
          && java.util.Arrays.equals(bytes, i, i + length, part, partFrom, partTo)) {
        return i;
      }
    }
    return -1;
  }

  /// SQL's LIKE: `%` any run of characters, `_` one character. Goes back to the last `%` only, so
  /// time is at most the product of the lengths.
  static boolean like(byte[] s, int from, int to, byte[] p, int patternFrom, int patternTo) {
    int i = from;
    int j = patternFrom;
    int afterPercent = -1;
    int retry = from;
    while (i < to) {
      if (j < patternTo && p[j] == '%') {
        afterPercent = ++j;
        retry = i;
      } else if (j < patternTo && p[j] == '_') {
        i = next(s, i, to);
        j++;
      } else if (j < patternTo && p[j] == s[i]) {
        i++;
        j++;
      } else if (afterPercent >= 0) {
        j = afterPercent;
        retry = next(s, retry, to);
        i = retry;
      } else {
        return false;
      }
    }
    while (j < patternTo && p[j] == '%') {
      j++;
    }
    return j == patternTo;
  }
}
