package dev.weir.domain.geo;

/// How many areas a row gets.
public enum Matches {
  /// All that it matches, one row each.
  ALL,
  /// The first that it matches, in the order of the areas' input.
  FIRST
}
