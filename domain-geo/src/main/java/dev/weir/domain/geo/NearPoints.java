package dev.weir.domain.geo;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.ItemBoundable;
import org.locationtech.jts.index.strtree.STRtree;

/// One point of each of some areas: so the nearest area of a row is about as near as the nearest of
/// them, or nearer. Immutable once made: shared by threads.
///
/// @param tree the points
/// @param count how many
record NearPoints(STRtree tree, int count) {
  private static final int MOST = 1 << 14;
  private static final long BYTES_OF_POINT = 200;

  /// Rounding of distances, by far; what is lost nevertheless is looked for once more.
  private static final double SLACK = 1e-9;

  /// Of each n-th area, whatever their order.
  static NearPoints of(StoredAreas stored) {
    var tree = new STRtree();
    var columns = stored.columns();
    var reader = new GeometryReader();
    var box = new Envelope();
    long each = Math.max(1, (stored.count() + MOST - 1) / MOST);
    var seen = new long[2];
    stored
        .table()
        .forEachChunk(chunk -> {
          var boxes = columns.boxes(chunk);
          for (int row = (int) ((each - seen[0] % each) % each);
              row < chunk.rows();
              row += (int) each) {
            boxes.read(row, box);
            if (!Nearest.far(box)) {
              var point = columns.geometry(chunk, row, reader).getCoordinate();
              tree.insert(new Envelope(point), point);
              seen[1]++;
            }
          }
          seen[0] += chunk.rows();
        });
    tree.build();
    return new NearPoints(tree, (int) seen[1]);
  }

  /// About what they take.
  long bytes() {
    return count * BYTES_OF_POINT;
  }

  /// A distance within which a row that has this point most likely finds its nearest area.
  double within(Coordinate point) {
    if (count == 0) {
      return Double.POSITIVE_INFINITY;
    }
    var nearest =
        (Coordinate) tree.nearestNeighbour(new Envelope(point), point, NearPoints::distance);
    return nearest.distance(point) * (1 + SLACK);
  }

  private static double distance(ItemBoundable a, ItemBoundable b) {
    return ((Coordinate) a.getItem()).distance((Coordinate) b.getItem());
  }
}
