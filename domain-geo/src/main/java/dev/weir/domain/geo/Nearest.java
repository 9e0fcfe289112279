package dev.weir.domain.geo;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.strtree.ItemBoundable;
import org.locationtech.jts.index.strtree.STRtree;

/// Finds the areas that are nearest to rows. Immutable once made: shared by threads.
///
/// @param areas the areas
/// @param tree the same by their boxes, for searches from near to far
/// @param most distance beyond which nothing is near
record Nearest(AreaIndex areas, STRtree tree, double most) {
  /// Beyond it squares of distances are infinite.
  private static final double FAR = 1e150;

  static Nearest of(AreaIndex areas, double most) {
    var tree = new STRtree();
    for (var area : areas.areas()) {
      var box = area.geometry().getEnvelopeInternal();
      if (!far(box)) {
        tree.insert(box, area);
      }
    }
    tree.build();
    return new Nearest(areas, tree, most);
  }

  /// True if it has no distances.
  static boolean far(Envelope box) {
    return Math.max(Math.abs(box.getMinX()), Math.abs(box.getMaxX())) > FAR
        || Math.max(Math.abs(box.getMinY()), Math.abs(box.getMaxY())) > FAR;
  }

  /// Adds the nearest areas of a row, in order, or the first of them alone.
  void match(Geometry geometry, int row, boolean first, Candidates found, Pairs pairs) {
    var box = geometry.getEnvelopeInternal();
    var nearest = far(box) ? null : nearest(box, geometry);
    double least = nearest == null ? Double.POSITIVE_INFINITY : nearest.distance(geometry);
    if (least == Double.POSITIVE_INFINITY || least > most) {
      return;
    }
    areas.candidates(around(box, least), found);
    for (int i = 0; i < found.count(); i++) {
      var area = found.get(i);
      if (!far(area.geometry().getEnvelopeInternal()) && area.distance(geometry) == least) {
        pairs.add(row, area.number(), least);
        if (first) {
          return;
        }
      }
    }
  }

  private @Nullable Area nearest(Envelope box, Geometry geometry) {
    return tree.isEmpty() ? null : (Area) tree.nearestNeighbour(box, geometry, Nearest::distance);
  }

  private static double distance(ItemBoundable a, ItemBoundable b) {
    return a.getItem() instanceof Area area
        ? area.distance((Geometry) b.getItem())
        : ((Area) b.getItem()).distance((Geometry) a.getItem());
  }

  /// A box so much wider that rounding leaves out nothing.
  private static Envelope around(Envelope box, double distance) {
    double size =
        Math.max(
            Math.max(Math.abs(box.getMinX()), Math.abs(box.getMaxX())),
            Math.max(Math.abs(box.getMinY()), Math.abs(box.getMaxY())));
    var wide = new Envelope(box);
    wide.expandBy(distance + 4 * Math.ulp(Math.max(size, distance)));
    return wide;
  }
}
