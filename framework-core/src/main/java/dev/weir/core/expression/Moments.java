package dev.weir.core.expression;

import java.util.OptionalLong;

/// Dates and times as written: ISO 8601 only, four-digit years. Nothing is guessed, and what does
/// not fit is empty, not an exception.
final class Moments {
  private static final int NONE = -1;

  private Moments() {}

  /// `2020-01-31` as days since 1970.
  static OptionalLong date(String text) {
    return text.length() == 10 ? day(text) : OptionalLong.empty();
  }

  /// `2020-01-31`, then optionally ` ` or `T` and `12:00`, `12:00:00` or `12:00:00.123456`, then
  /// optionally `Z`, `+02` or `+02:00`, as microseconds since 1970 UTC. Digits after the sixth of a
  /// second are dropped.
  static OptionalLong timestamp(String text) {
    var day = day(text);
    if (day.isEmpty()) {
      return day;
    }
    long midnight = day.getAsLong() * Calendar.DAY;
    if (text.length() == 10) {
      return OptionalLong.of(midnight);
    }
    char between = text.charAt(10);
    int hour = number(text, 11, 2, 23);
    int minute = number(text, 14, 2, 59);
    if ((between != ' ' && between != 'T' && between != 't')
        || hour == NONE
        || minute == NONE
        || text.charAt(13) != ':') {
      return OptionalLong.empty();
    }
    long time = hour * Calendar.HOUR + minute * Calendar.MINUTE;
    int at = 16;
    if (at < text.length() && text.charAt(at) == ':') {
      int second = number(text, 17, 2, 59);
      if (second == NONE) {
        return OptionalLong.empty();
      }
      time += second * Calendar.SECOND;
      at = 19;
      if (at < text.length() && text.charAt(at) == '.') {
        int digits = digits(text, at + 1);
        if (digits == 0 || digits > 9) {
          return OptionalLong.empty();
        }
        long unit = Calendar.SECOND / 10;
        for (int i = at + 1; i <= at + digits; i++, unit /= 10) {
          time += (text.charAt(i) - '0') * unit;
        }
        at += digits + 1;
      }
    }
    long offset = offset(text, at);
    return offset == Long.MIN_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(midnight + time - offset);
  }

  /// The zone's microseconds ahead of UTC; `Long.MIN_VALUE` if it is none.
  private static long offset(String text, int at) {
    if (at == text.length()) {
      return 0;
    }
    char sign = text.charAt(at);
    if (sign == 'Z' || sign == 'z') {
      return at + 1 == text.length() ? 0 : Long.MIN_VALUE;
    }
    int hours = number(text, at + 1, 2, 18);
    boolean withMinutes = text.length() == at + 6 && text.charAt(at + 3) == ':';
    int minutes = withMinutes ? number(text, at + 4, 2, 59) : 0;
    if ((sign != '+' && sign != '-')
        || hours == NONE
        || minutes == NONE
        || !(withMinutes || text.length() == at + 3)) {
      return Long.MIN_VALUE;
    }
    long ahead = hours * Calendar.HOUR + minutes * Calendar.MINUTE;
    return sign == '+' ? ahead : -ahead;
  }

  private static OptionalLong day(String text) {
    int year = number(text, 0, 4, 9999);
    int month = number(text, 5, 2, 12);
    int day = number(text, 8, 2, 31);
    boolean fits =
        year != NONE
            && month > 0
            && day > 0
            && text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && day <= Calendar.daysIn(year, month);
    return fits ? OptionalLong.of(Calendar.epochDay(year, month, day)) : OptionalLong.empty();
  }

  /// The number made of exactly `count` digits from `at`, or NONE.
  private static int number(String text, int at, int count, int most) {
    if (at + count > text.length()) {
      return NONE;
    }
    int value = 0;
    for (int i = at; i < at + count; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return NONE;
      }
      value = value * 10 + c - '0';
    }
    return value <= most ? value : NONE;
  }

  private static int digits(String text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end - at;
  }
}
