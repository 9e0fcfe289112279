package dev.weir.domain.geo;

/// What becomes of rows that match no area.
public enum JoinKind {
  /// They are left out.
  INNER,
  /// They stay, without an area.
  LEFT
}
