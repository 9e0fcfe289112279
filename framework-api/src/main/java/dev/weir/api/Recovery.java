package dev.weir.api;

/// What to do about an error, from mild to strict.
public enum Recovery {
  /// Do the same again.
  RETRY,
  /// Do it again in smaller parts.
  SPLIT,
  /// Set the rows concerned aside and go on.
  SKIP_ROWS,
  /// End with what there is, and say so.
  RETURN_PARTIAL,
  /// End with the error.
  FAIL
}
