package dev.weir.source.duckdb;

import java.time.DateTimeException;
import java.time.LocalDate;

/// Dates and times of ISO 8601 in bytes: `2020-12-31`, and after a `T` or a space `23:59`,
/// `23:59:58` or `23:59:58.123456`, and then nothing (UTC), `Z`, or an offset such as `+02`,
/// `+0200` or `+02:00`. Digits beyond microseconds are cut off, which floors. Nothing else is
/// taken: DuckDB would drop the time of day for a date, and the offset for a timestamp.
final class IsoTime {
  /// For what is none.
  static final long NONE = Long.MIN_VALUE;

  private static final long SECOND = 1_000_000L;

  private final byte[] bytes;
  private final int end;
  private int at;

  private IsoTime(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /// Days since 1970, or [#NONE].
  static long days(byte[] bytes, int from, int to) {
    return to - from == 10 ? new IsoTime(bytes, from, to).date() : NONE;
  }

  /// Microseconds since 1970, or [#NONE]; a date is its midnight.
  static long micros(byte[] bytes, int from, int to) {
    var parser = new IsoTime(bytes, from, to);
    long days = to - from < 10 ? NONE : parser.date();
    if (days == NONE) {
      return NONE;
    }
    long time = parser.at == to ? 0 : parser.time();
    return time == NONE ? NONE : days * 86_400 * SECOND + time;
  }

  private long date() {
    int year = number(4);
    boolean first = take('-');
    int month = number(2);
    boolean second = take('-');
    int day = number(2);
    if (year < 0 || month < 1 || day < 1 || !first || !second) {
      return NONE;
    }
    if (day > 28) {
      try {
        return LocalDate.of(year, month, day).toEpochDay();
      } catch (DateTimeException e) {
        return NONE;
      }
    }
    return month > 12 ? NONE : LocalDate.of(year, month, day).toEpochDay();
  }

  private long time() {
    if (!take('T') && !take(' ')) {
      return NONE;
    }
    int hour = number(2);
    boolean colon = take(':');
    int minute = number(2);
    int second = take(':') ? number(2) : 0;
    if (hour < 0 || hour > 23 || !colon || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return NONE;
    }
    long fraction = take('.') ? fraction() : 0;
    long offset = offset();
    return fraction < 0 || offset == NONE || at != end
        ? NONE
        : (hour * 3600L + minute * 60L + second - offset) * SECOND + fraction;
  }

  /// Microseconds; -1 if there is no digit, or more than nine.
  private long fraction() {
    long micros = 0;
    int digits = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      micros = digits < 6 ? micros * 10 + bytes[at] - '0' : micros;
      digits++;
      at++;
    }
    for (int d = digits; d < 6; d++) {
      micros *= 10;
    }
    return digits == 0 || digits > 9 ? -1 : micros;
  }

  /// Seconds.
  private long offset() {
    if (at == end || take('Z')) {
      return 0;
    }
    boolean minus = take('-');
    if (!minus && !take('+')) {
      return NONE;
    }
    int hours = number(2);
    boolean colon = take(':');
    int minutes = at < end || colon ? number(2) : 0;
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return NONE;
    }
    long seconds = hours * 3600L + minutes * 60L;
    return minus ? -seconds : seconds;
  }

  private boolean take(char wanted) {
    boolean there = at < end && bytes[at] == wanted;
    at += there ? 1 : 0;
    return there;
  }

  /// So many digits; -1 if they are not there.
  private int number(int digits) {
    int value = 0;
    for (int d = 0; d < digits; d++) {
      if (at >= end || bytes[at] < '0' || bytes[at] > '9') {
        return -1;
      }
      value = value * 10 + bytes[at++] - '0';
    }
    return value;
  }
}
