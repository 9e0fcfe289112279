package dev.weir.domain.finance;

/// What returns vary about.
public enum Mean {
  /// A mean that is estimated too.
  CONSTANT,
  /// Zero.
  ZERO
}
