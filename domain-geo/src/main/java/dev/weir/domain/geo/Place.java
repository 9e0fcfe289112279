package dev.weir.domain.geo;

import dev.weir.api.Column;

/// Where rows say they are.
sealed interface Place {
  /// By two coordinates.
  ///
  /// @param x a numeric column
  /// @param y a numeric column
  record OfPoint(Column x, Column y) implements Place {}

  /// By a geometry.
  ///
  /// @param geometry a TEXT or BYTES column
  record OfGeometry(Column geometry) implements Place {}
}
