package dev.weir.domain.geo;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/// One area, prepared for many questions. What its indexes need is made at the first question,
/// under a lock of JTS; shared by threads.
///
/// @param number its place among the areas
/// @param geometry itself
/// @param prepared answers for geometries
/// @param locator answers for points, if it has an inside
record Area(
    int number,
    Geometry geometry,
    PreparedGeometry prepared,
    @Nullable PointOnGeometryLocator locator)
    implements Comparable<Area> {
  /// Up to so many vertices trying each edge is as fast as an index.
  private static final int FEW = 24;

  static Area of(int number, Geometry geometry) {
    PointOnGeometryLocator locator = null;
    if (geometry instanceof Polygonal) {
      locator =
          geometry.getNumPoints() <= FEW
              ? new SimplePointInAreaLocator(geometry)
              : new IndexedPointInAreaLocator(geometry);
    }
    return new Area(number, geometry, PreparedGeometryFactory.prepare(geometry), locator);
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
      case CONTAINS -> false;
    };
  }

  /// True if a geometry matches.
  boolean matches(Geometry row, SpatialPredicate predicate) {
    return switch (predicate) {
      case INTERSECTS -> prepared.intersects(row);
      case WITHIN -> prepared.contains(row);
      case COVERED_BY -> prepared.covers(row);
      case CONTAINS -> prepared.within(row);
    };
  }

  @Override
  public int compareTo(Area other) {
    return Integer.compare(number, other.number);
  }
}
