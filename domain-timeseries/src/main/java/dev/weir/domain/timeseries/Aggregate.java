package dev.weir.domain.timeseries;

/// A figure of the values in a step of time.
public enum Aggregate {
  /// How many values there are.
  COUNT,
  /// Sum of the values.
  SUM,
  /// Mean of the values.
  MEAN,
  /// Sample standard deviation (n - 1).
  SD,
  /// Least value.
  MIN,
  /// Greatest value.
  MAX,
  /// First value.
  FIRST,
  /// Last value.
  LAST,
  /// First, greatest, least and last value, as `open`, `high`, `low` and `close`.
  OHLC
}
