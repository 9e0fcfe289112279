package dev.weir.core.expression;

/// The proleptic Gregorian calendar on plain numbers: days and microseconds since 1970-01-01, UTC.
///
/// Source: Howard Hinnant, "chrono-compatible low-level date algorithms" (`days_from_civil`,
/// `civil_from_days`).
final class Calendar {
  static final long SECOND = 1_000_000;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  /// Days beyond this lie outside the years that java.time knows, ±999,999,999.
  static final long LAST_DAY = 365_241_780_471L;

  private static final long DAYS_OF_ERA = 146_097;
  private static final long MARCH_TO_EPOCH = 719_468;

  private Calendar() {}

  static long epochDay(long year, int month, int day) {
    long y = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(y, 400L);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * DAYS_OF_ERA
        + yearOfEra * 365
        + yearOfEra / 4
        - yearOfEra / 100
        + dayOfYear
        - MARCH_TO_EPOCH;
  }

  static int daysIn(long year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static long dayOfEra(long epochDay) {
    return Math.floorMod(epochDay + MARCH_TO_EPOCH, DAYS_OF_ERA);
  }

  private static long yearOfEra(long dayOfEra) {
    return (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
  }

  /// Day, from 0, of the year that begins on 1 March.
  private static long dayFromMarch(long dayOfEra) {
    long year = yearOfEra(dayOfEra);
    return dayOfEra - (365 * year + year / 4 - year / 100);
  }

  static long year(long epochDay) {
    long era = Math.floorDiv(epochDay + MARCH_TO_EPOCH, DAYS_OF_ERA);
    return yearOfEra(dayOfEra(epochDay)) + era * 400 + (month(epochDay) <= 2 ? 1 : 0);
  }

  static long month(long epochDay) {
    long fromMarch = (5 * dayFromMarch(dayOfEra(epochDay)) + 2) / 153;
    return fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  }

  static long quarter(long epochDay) {
    return (month(epochDay) + 2) / 3;
  }

  static long day(long epochDay) {
    long day = dayFromMarch(dayOfEra(epochDay));
    return day - (153 * ((5 * day + 2) / 153) + 2) / 5 + 1;
  }

  /// ISO: Monday is 1, Sunday 7.
  static long dayOfWeek(long epochDay) {
    return Math.floorMod(epochDay + 3, 7L) + 1;
  }

  static long dayOfYear(long epochDay) {
    return epochDay - epochDay(year(epochDay), 1, 1) + 1;
  }

  /// The day that a moment lies in.
  static long dayOf(long micros) {
    return Math.floorDiv(micros, DAY);
  }
}
