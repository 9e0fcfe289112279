package dev.weir.domain.timeseries;

import java.time.Duration;
import java.util.Locale;

/// Words for the names of columns.
final class DurationText {
  private DurationText() {}

  /// As a user writes it, in the greatest unit that divides it: `7d`, `90m`, `500ms`.
  static String of(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /// The name of a choice.
  static String lower(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
