package dev.weir.domain.geo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Geometries of GeoJSON (RFC 7946); of a feature its geometry. Heights and other members are
/// passed over.
///
/// @param factory makes the geometries
record GeoJson(GeometryFactory factory) {
  private static final Set<String> TYPES =
      Set.of(
          "Point",
          "MultiPoint",
          "LineString",
          "MultiLineString",
          "Polygon",
          "MultiPolygon",
          "GeometryCollection");

  /// The geometry, empty if a feature has none.
  ///
  /// @throws IllegalArgumentException with what is wrong
  Geometry parse(String text) {
    return geometry(Json.parse(text));
  }

  private Geometry geometry(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> members) || !(members.get("type") instanceof String type)) {
      throw new IllegalArgumentException("no GeoJSON: an object with a \"type\" is needed");
    }
    if (type.equals("Feature")) {
      var own = members.get("geometry");
      return own == null ? factory.createGeometryCollection() : geometry(own);
    }
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException(
          "GeoJSON of type \"" + type + "\"; a geometry or a Feature is needed");
    }
    if (type.equals("GeometryCollection")) {
      return factory.createGeometryCollection(
          each(members.get("geometries"), "geometries", this::geometry, Geometry[]::new));
    }
    return geometry(type, members.get("coordinates"));
  }

  private Geometry geometry(String type, @Nullable Object c) {
    return switch (type) {
      case "Point" -> point(c);
      case "MultiPoint" -> factory.createMultiPoint(parts(c, this::point, Point[]::new));
      case "LineString" -> line(c);
      case "MultiLineString" ->
          factory.createMultiLineString(parts(c, this::line, LineString[]::new));
      case "Polygon" -> polygon(c);
      default -> factory.createMultiPolygon(parts(c, this::polygon, Polygon[]::new));
    };
  }

  private static <T> T[] parts(
      @Nullable Object json, Function<@Nullable Object, T> part, IntFunction<T[]> array) {
    return each(json, "coordinates", part, array);
  }

  private static <T> T[] each(
      @Nullable Object json,
      String name,
      Function<@Nullable Object, T> part,
      IntFunction<T[]> array) {
    if (!(json instanceof List<?> list)) {
      throw new IllegalArgumentException("GeoJSON whose \"" + name + "\" are no list");
    }
    var parts = array.apply(list.size());
    for (int i = 0; i < parts.length; i++) {
      parts[i] = part.apply(list.get(i));
    }
    return parts;
  }

  private Point point(@Nullable Object json) {
    return json instanceof List<?> list && list.isEmpty()
        ? factory.createPoint()
        : factory.createPoint(coordinate(json));
  }

  private LineString line(@Nullable Object json) {
    return factory.createLineString(parts(json, GeoJson::coordinate, Coordinate[]::new));
  }

  private Polygon polygon(@Nullable Object json) {
    var rings = parts(json, this::ring, LinearRing[]::new);
    return rings.length == 0
        ? factory.createPolygon()
        : factory.createPolygon(rings[0], java.util.Arrays.copyOfRange(rings, 1, rings.length));
  }

  private LinearRing ring(@Nullable Object json) {
    return factory.createLinearRing(parts(json, GeoJson::coordinate, Coordinate[]::new));
  }

  private static Coordinate coordinate(@Nullable Object json) {
    if (json instanceof List<?> list
        && list.size() >= 2
        && list.get(0) instanceof Double x
        && list.get(1) instanceof Double y) {
      return new Coordinate(x, y);
    }
    throw new IllegalArgumentException("GeoJSON with a position that is not two numbers or more");
  }
}
