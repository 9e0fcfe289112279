package dev.weir.domain.timeseries;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/// Steps of the calendar in UTC, each from its start up to the start of the next. Immutable.
///
/// Steps of milliseconds to days are counted from 1970-01-01T00:00Z; weeks begin on Monday and are
/// counted from that of 1969-12-29; months, quarters and years from January of the year 0, so that
/// steps of 2 years begin in even years. Moments more than 250,000 years from 1970 count as that.
///
/// @param count how many units are one step
/// @param unit `ms`, `s`, `m`, `h`, `d`, `w`, `mo`, `q` or `y`
record CalendarStep(int count, String unit) {
  static final long DAY = 86_400_000_000L;
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})(ms|s|m|h|d|w|mo|q|y)");
  private static final long MONDAY = 3 * DAY;

  /// Far enough from the range of a long for any step.
  private static final long MOST = 250_000 * 365 * DAY;

  /// The step that a user wrote, if it is one.
  static Optional<CalendarStep> parse(String text) {
    var match = TEXT.matcher(text.strip());
    if (!match.matches() || Integer.parseInt(match.group(1)) == 0) {
      return Optional.empty();
    }
    return Optional.of(new CalendarStep(Integer.parseInt(match.group(1)), match.group(2)));
  }

  /// True if every step begins at midnight.
  boolean wholeDays() {
    return switch (unit) {
      case "d", "w", "mo", "q", "y" -> true;
      default -> false;
    };
  }

  /// Start of the step that holds this moment, in microseconds.
  long start(long moment) {
    long micros = Math.clamp(moment, -MOST, MOST);
    int months = months();
    if (months > 0) {
      var date = LocalDate.ofEpochDay(Math.floorDiv(micros, DAY));
      int index = date.getYear() * 12 + date.getMonthValue() - 1;
      int first = Math.floorDiv(index, months) * months;
      var start = LocalDate.of(Math.floorDiv(first, 12), Math.floorMod(first, 12) + 1, 1);
      return start.toEpochDay() * DAY;
    }
    long origin = unit.equals("w") ? -MONDAY : 0;
    return Math.floorDiv(micros - origin, width()) * width() + origin;
  }

  private int months() {
    return switch (unit) {
      case "mo" -> count;
      case "q" -> 3 * count;
      case "y" -> 12 * count;
      default -> 0;
    };
  }

  private long width() {
    return count
        * switch (unit) {
          case "ms" -> 1000L;
          case "s" -> 1_000_000L;
          case "m" -> 60_000_000L;
          case "h" -> 3_600_000_000L;
          case "d" -> DAY;
          default -> 7 * DAY;
        };
  }
}
