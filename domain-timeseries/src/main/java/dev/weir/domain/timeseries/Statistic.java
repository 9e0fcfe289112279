package dev.weir.domain.timeseries;

/// A figure of the values in a window.
public enum Statistic {
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
  /// Median: the mean of the two in the middle, if their number is even.
  MEDIAN
}
