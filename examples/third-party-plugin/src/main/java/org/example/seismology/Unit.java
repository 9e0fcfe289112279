package org.example.seismology;

/// Units of time.
enum Unit {
  /// 60 to a minute.
  SECONDS(1_000_000),
  /// 60 to an hour.
  MINUTES(60_000_000),
  /// 24 to a day.
  HOURS(3_600_000_000L),
  /// Of 24 hours: the clock is UTC's.
  DAYS(86_400_000_000L);

  final double micros;

  Unit(long micros) {
    this.micros = micros;
  }

  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
