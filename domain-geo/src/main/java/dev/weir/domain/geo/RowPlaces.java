package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Validity;
import dev.weir.domain.geo.GeometryReader.BadGeometry;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Puntal;

/// Reads where the rows of a chunk are, one after the other. Used by one thread.
abstract sealed class RowPlaces {
  /// What is known of a row.
  enum At {
    /// It has a place, which [#box], [#geometry] and [#matches] speak of until the next is read.
    SOMEWHERE,
    /// It has none.
    NOWHERE,
    /// What it has cannot be read: the row is set aside.
    ASIDE
  }

  /// The places of a chunk's rows.
  static RowPlaces of(Place place, Chunk chunk, ChunkProcessingContext context) {
    return switch (place) {
      case Place.OfPoint point -> new Points(point, chunk);
      case Place.OfGeometry geometry -> new Geometries(geometry.geometry(), chunk, context);
    };
  }

  /// Goes to a row.
  abstract At read(int row);

  /// The row's box.
  abstract Envelope box();

  /// The row's geometry.
  abstract Geometry geometry();

  /// True if the row matches an area.
  abstract boolean matches(Area area, SpatialPredicate predicate);

  private static final class Points extends RowPlaces {
    private final double[] x;
    private final double[] y;
    private final Validity here;
    private final Envelope box = new Envelope();
    private final Coordinate point = new Coordinate();

    Points(Place.OfPoint at, Chunk chunk) {
      x = chunk.doubles(at.x());
      y = chunk.doubles(at.y());
      here = chunk.validity(at.x()).and(chunk.validity(at.y()), chunk.rows());
    }

    @Override
    At read(int row) {
      if (!here.at(row) || !Double.isFinite(x[row]) || !Double.isFinite(y[row])) {
        return At.NOWHERE;
      }
      point.x = x[row];
      point.y = y[row];
      box.init(point);
      return At.SOMEWHERE;
    }

    @Override
    Envelope box() {
      return box;
    }

    @Override
    Geometry geometry() {
      return GeometryReader.FACTORY.createPoint(new Coordinate(point));
    }

    @Override
    boolean matches(Area area, SpatialPredicate predicate) {
      return area.matches(point, predicate);
    }
  }

  private static final class Geometries extends RowPlaces {
    private final Column column;
    private final Chunk chunk;
    private final ChunkProcessingContext context;
    private final GeometryReader reader = new GeometryReader();
    private @Nullable Geometry read;

    Geometries(Column column, Chunk chunk, ChunkProcessingContext context) {
      this.column = column;
      this.chunk = chunk;
      this.context = context;
    }

    @Override
    At read(int row) {
      if (!chunk.validity(column).at(row)) {
        return At.NOWHERE;
      }
      try {
        var geometry = reader.read(chunk.text(column), row, column.type());
        if (geometry.isEmpty() || (geometry instanceof Puntal && !finite(geometry))) {
          return At.NOWHERE;
        }
        read = GeometryReader.valid(geometry);
        return At.SOMEWHERE;
      } catch (BadGeometry e) {
        context.reject(chunk, row, e.why());
        return At.ASIDE;
      }
    }

    private static boolean finite(Geometry points) {
      for (var c : points.getCoordinates()) {
        if (!Double.isFinite(c.x) || !Double.isFinite(c.y)) {
          return false;
        }
      }
      return true;
    }

    @Override
    Envelope box() {
      return geometry().getEnvelopeInternal();
    }

    @Override
    Geometry geometry() {
      var geometry = read;
      if (geometry == null) {
        throw new IllegalStateException("no row with a place was read");
      }
      return geometry;
    }

    @Override
    boolean matches(Area area, SpatialPredicate predicate) {
      return area.matches(geometry(), predicate);
    }
  }
}
