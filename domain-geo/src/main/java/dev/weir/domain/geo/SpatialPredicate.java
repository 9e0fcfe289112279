package dev.weir.domain.geo;

/// How a row's geometry must lie to an area to match it; the words are those of the OGC's Simple
/// Features.
public enum SpatialPredicate {
  /// They share a point, borders included.
  INTERSECTS,
  /// The row lies in the area, not on its border alone: a point on the border does not match.
  WITHIN,
  /// The row lies in the area or on its border.
  COVERED_BY,
  /// The area lies in the row's geometry, not on its border alone.
  CONTAINS,
  /// No other area is nearer to the row; areas that it intersects have the distance 0.
  NEAREST
}
