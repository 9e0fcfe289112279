package dev.weir.api;

/// How much of the input a result speaks of.
public enum Completeness {
  /// Every row was read, and was used or is listed as skipped.
  COMPLETE,
  /// The run ended before the input did.
  PARTIAL,
  /// The run goes on; the result speaks of the first rows only.
  EARLY
}
