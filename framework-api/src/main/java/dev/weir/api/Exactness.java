package dev.weir.api;

/// How far figures may be off. What a result lists nothing for is exact up to rounding.
public sealed interface Exactness {
  /// Off by at most `error` in this measure with this confidence.
  ///
  /// @param measure what the error is of: "rank", "relative", "count"
  /// @param error the bound
  /// @param confidence probability that the bound holds, 1 if it always does
  record Bound(String measure, double error, double confidence) implements Exactness {}

  /// Computed from a seeded sample of the rows.
  ///
  /// @param of rows there were
  /// @param used rows in the sample
  record Sampled(long of, long used) implements Exactness {}
}
