package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Schema;
import dev.weir.api.StatelessTransform;
import dev.weir.domain.geo.GeometryReader.BadGeometry;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Puntal;

/// Finds the areas of rows. Immutable: shared by threads.
///
/// @param place where rows are
/// @param areas the areas
/// @param predicate how a row lies to an area that it matches
/// @param left keep rows that match none
/// @param first take the first area alone
/// @param nearest finds them, if the nearest ones are asked for
/// @param emitted columns of the rows that come out
record SpatialMatching(
    Place place,
    AreaIndex areas,
    SpatialPredicate predicate,
    boolean left,
    boolean first,
    @Nullable Nearest nearest,
    Schema emitted)
    implements StatelessTransform {
  @Override
  public long retainedBytes() {
    return areas.retainedBytes();
  }

  @Override
  public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
    var pairs = new Pairs(chunk.rows());
    switch (place) {
      case Place.OfPoint point -> points(chunk, point, pairs);
      case Place.OfGeometry geometry -> geometries(chunk, geometry, pairs, context);
    }
    return pairs.rows(chunk, emitted, areas.kept(), areas.none());
  }

  private void points(Chunk chunk, Place.OfPoint at, Pairs pairs) {
    var x = chunk.doubles(at.x());
    var y = chunk.doubles(at.y());
    var here = chunk.validity(at.x()).and(chunk.validity(at.y()), chunk.rows());
    var found = new Candidates();
    var box = new Envelope();
    var point = new Coordinate();
    for (int row = 0; row < chunk.rows(); row++) {
      int before = pairs.count();
      if (here.at(row) && Double.isFinite(x[row]) && Double.isFinite(y[row])) {
        point.x = x[row];
        point.y = y[row];
        box.init(point);
        match(point, box, row, found, pairs);
      }
      end(row, before, pairs);
    }
  }

  private void match(Coordinate point, Envelope box, int row, Candidates found, Pairs pairs) {
    if (nearest != null) {
      nearest.match(GeometryReader.FACTORY.createPoint(point), row, first, found, pairs);
      return;
    }
    areas.candidates(box, found);
    for (int i = 0; i < found.count(); i++) {
      if (found.get(i).matches(point, predicate)) {
        pairs.add(row, found.get(i).number(), 0);
        if (first) {
          return;
        }
      }
    }
  }

  private void end(int row, int before, Pairs pairs) {
    if (left && pairs.count() == before) {
      pairs.add(row, areas.none(), 0);
    }
  }

  private void geometries(
      Chunk chunk, Place.OfGeometry at, Pairs pairs, ChunkProcessingContext context) {
    var reader = new GeometryReader();
    var found = new Candidates();
    var column = at.geometry();
    for (int row = 0; row < chunk.rows(); row++) {
      int before = pairs.count();
      if (chunk.validity(column).at(row)) {
        try {
          match(reader.read(chunk.text(column), row, column.type()), row, found, pairs);
        } catch (BadGeometry e) {
          context.reject(chunk, row, e.why());
          continue;
        }
      }
      end(row, before, pairs);
    }
  }

  private void match(Geometry geometry, int row, Candidates found, Pairs pairs) throws BadGeometry {
    if (geometry.isEmpty() || (geometry instanceof Puntal && !finite(geometry))) {
      return;
    }
    var whole = GeometryReader.valid(geometry);
    if (nearest != null) {
      nearest.match(whole, row, first, found, pairs);
      return;
    }
    areas.candidates(whole.getEnvelopeInternal(), found);
    for (int i = 0; i < found.count(); i++) {
      if (found.get(i).matches(whole, predicate)) {
        pairs.add(row, found.get(i).number(), 0);
        if (first) {
          return;
        }
      }
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
}
