package dev.weir.domain.geo;

import dev.weir.api.Schema;

/// What is asked of a join.
///
/// @param place where rows are
/// @param predicate how a row lies to an area that it matches
/// @param maxDistance beyond which nothing is near
/// @param left keep rows that match none
/// @param first take the first area alone
/// @param emitted columns of the rows that come out
record Join(
    Place place,
    SpatialPredicate predicate,
    double maxDistance,
    boolean left,
    boolean first,
    Schema emitted) {
  /// True if the nearest areas are asked for.
  boolean nearest() {
    return predicate == SpatialPredicate.NEAREST;
  }
}
