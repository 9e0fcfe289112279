package dev.weir.domain.geo;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/// One area, prepared for many questions. What its indexes need is made at the first question,
/// under a lock of JTS; shared by threads.
///
/// @param number its place among the areas
/// @param geometry itself
/// @param prepared answers for geometries
/// @param locator answers for points, if it has an inside
/// @param facets answers how far away geometries are, if that is asked and it has many vertices
record Area(
    int number,
    Geometry geometry,
    PreparedGeometry prepared,
    @Nullable PointOnGeometryLocator locator,
    @Nullable IndexedFacetDistance facets)
    implements Comparable<Area> {
  /// Up to so many vertices trying each edge is as fast as an index.
  private static final int FEW = 24;

  /// @param distances whether it will be asked how far away geometries are
  static Area of(int number, Geometry geometry, boolean distances) {
    // Boxes of parts are made at first use, without a lock.
    geometry.apply((GeometryComponentFilter) Geometry::getEnvelopeInternal);
    PointOnGeometryLocator locator = null;
    if (geometry instanceof Polygonal) {
      locator =
          geometry.getNumPoints() <= FEW
              ? new SimplePointInAreaLocator(geometry)
              : new IndexedPointInAreaLocator(geometry);
    }
    var facets =
        distances && geometry.getNumPoints() > FEW ? new IndexedFacetDistance(geometry) : null;
    return new Area(number, geometry, PreparedGeometryFactory.prepare(geometry), locator, facets);
  }

  /// How far away a geometry is; 0 if they share a point. Never less than the distance of their
  /// boxes, as rounding could make it, so that searches by boxes are exact.
  double distance(Geometry row) {
    var inside = locator;
    boolean meets =
        (inside != null && row instanceof Point)
            ? inside.locate(row.getCoordinate()) != Location.EXTERIOR
            : prepared.intersects(row);
    if (meets) {
      return 0;
    }
    double apart = geometry.getEnvelopeInternal().distance(row.getEnvelopeInternal());
    return Math.max(apart, facets == null ? geometry.distance(row) : facets.distance(row));
  }

  /// True if a point matches.
  boolean matches(Coordinate point, SpatialPredicate predicate) {
    var inside = locator;
    if (inside == null) {
      return matches(GeometryReader.FACTORY.createPoint(point), predicate);
    }
    return switch (predicate) {
      case INTERSECTS, COVERED_BY -> inside.locate(point) != Location.EXTERIOR;
      case WITHIN -> inside.locate(point) == Location.INTERIOR;
      case CONTAINS, NEAREST -> false;
    };
  }

  /// True if a geometry matches.
  boolean matches(Geometry row, SpatialPredicate predicate) {
    return switch (predicate) {
      case INTERSECTS -> prepared.intersects(row);
      case WITHIN -> prepared.contains(row);
      case COVERED_BY -> prepared.covers(row);
      case CONTAINS -> prepared.within(row);
      case NEAREST -> false;
    };
  }

  @Override
  public int compareTo(Area other) {
    return Integer.compare(number, other.number);
  }
}
