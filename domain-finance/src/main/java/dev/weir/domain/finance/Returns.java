package dev.weir.domain.finance;

/// How returns are made from a column.
public enum Returns {
  /// It holds returns.
  NONE,
  /// It holds prices: the logarithm of each over the one before.
  LOG,
  /// It holds prices: the change of each as a part of the one before.
  SIMPLE
}
