package dev.weir.domain.stats;

/// What the bytes of a text look like. UTF-8.
final class TextForm {
  private TextForm() {}

  /// The greatest place up to `most` that does not split a character beginning at or after `from`.
  static int cut(byte[] bytes, int from, int most) {
    int at = most;
    while (at > from && at > most - 4 && at < bytes.length && (bytes[at] & 0xC0) == 0x80) {
      at--;
    }
    return at;
  }

  /// True if no byte is outside ASCII: then bytes are characters.
  static boolean ascii(byte[] bytes, int from, int to) {
    int all = 0;
    for (int i = from; i < to; i++) {
      all |= bytes[i];
    }
    return all >= 0;
  }

  /// Number of characters (code points).
  static int characters(byte[] bytes, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += (bytes[i] & 0xC0) == 0x80 ? 0 : 1;
    }
    return count;
  }

  /// True for a space, tabulator, line end or control character.
  static boolean blank(byte b) {
    return b >= 0 && b <= ' ';
  }

  /// True if there is nothing but blanks.
  static boolean blank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!blank(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  /// True for what people write for a number: `12`, `-1.5e3`, `1,234.50`, `3,14`, blanks around it
  /// allowed. `1.2.3`, dates and the like are not.
  static boolean numeric(byte[] bytes, int from, int to) {
    int at = start(bytes, from, to);
    int end = end(bytes, at, to);
    at = afterSign(bytes, at, end);
    int digits = 0;
    int points = 0;
    for (; at < end; at++) {
      byte b = bytes[at];
      if (b >= '0' && b <= '9') {
        digits++;
      } else if (b == '.') {
        points++;
      } else if (b != ',' || digits == 0) {
        break;
      }
    }
    return digits > 0 && points <= 1 && (at == end || exponent(bytes, at, end));
  }

  /// True if there is a comma.
  static boolean comma(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == ',') {
        return true;
      }
    }
    return false;
  }

  /// Where the blanks before a text end.
  private static int start(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && blank(bytes[at])) {
      at++;
    }
    return at;
  }

  /// Where the blanks behind it begin.
  private static int end(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && blank(bytes[end - 1])) {
      end--;
    }
    return end;
  }

  private static int afterSign(byte[] bytes, int at, int end) {
    return at < end && (bytes[at] == '-' || bytes[at] == '+') ? at + 1 : at;
  }

  private static boolean exponent(byte[] bytes, int at, int end) {
    int first = afterSign(bytes, at + 1, end);
    if ((bytes[at] | 0x20) != 'e' || first >= end) {
      return false;
    }
    for (int i = first; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }

  /// What a text says of time.
  enum Moment {
    NONE,
    DATE,
    TIMESTAMP
  }

  /// `2020-12-31` is a date, `2020-12-31 23:59`, also with seconds, `T`, `Z` or an offset, a
  /// timestamp; blanks around it are allowed. Whether the month has that day is not looked at.
  static Moment moment(byte[] bytes, int from, int to) {
    int at = start(bytes, from, to);
    int end = end(bytes, at, to);
    if (!form("0000-00-00", bytes, at, end) || !between(bytes, at + 5, 1, 12)) {
      return Moment.NONE;
    }
    if (!between(bytes, at + 8, 1, 31)) {
      return Moment.NONE;
    }
    if (end == at + 10) {
      return Moment.DATE;
    }
    boolean clock =
        (bytes[at + 10] == 'T' || bytes[at + 10] == ' ')
            && form("00:00", bytes, at + 11, end)
            && between(bytes, at + 11, 0, 24)
            && between(bytes, at + 14, 0, 59);
    return clock && clockEnd(bytes, at + 16, end) ? Moment.TIMESTAMP : Moment.NONE;
  }

  /// Seconds and an offset, or nothing.
  private static boolean clockEnd(byte[] bytes, int from, int end) {
    int at = form(":00", bytes, from, end) ? from + 3 : from;
    if (at > from && at < end && bytes[at] == '.') {
      at++;
      while (at < end && digit(bytes[at])) {
        at++;
      }
    }
    if (at < end && bytes[at] == 'Z') {
      at++;
    } else if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
      at++;
      while (at < end && (digit(bytes[at]) || bytes[at] == ':')) {
        at++;
      }
    }
    return at == end;
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean between(byte[] bytes, int at, int least, int most) {
    int value = (bytes[at] - '0') * 10 + bytes[at + 1] - '0';
    return value >= least && value <= most;
  }

  /// True if the bytes begin like the form, in which 0 stands for any digit.
  private static boolean form(String form, byte[] bytes, int from, int end) {
    if (end - from < form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      byte b = bytes[from + i];
      if (form.charAt(i) == '0' ? !digit(b) : b != form.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
