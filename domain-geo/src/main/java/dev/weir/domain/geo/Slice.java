package dev.weir.domain.geo;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/// Rows of a chunk that are joined with one reading of the areas: those that have a place, of as
/// many as fit. Used by one thread.
final class Slice {
  private static final int BYTES_OF_ROW = 24 + RowTree.BYTES_OF_ROW;
  private static final long BYTES_OF_GEOMETRY = 300;
  private static final long BYTES_OF_VERTEX = 56;

  private final int[] rows;
  private final @Nullable Geometry[] geometries;
  private final int count;
  private final int next;
  private final long beyond;
  private final RowTree tree;
  private final Coordinate point = new Coordinate();

  private Slice(
      int[] rows,
      @Nullable Geometry[] geometries,
      double[] boxes,
      int count,
      int next,
      long beyond) {
    this.beyond = beyond;
    this.rows = rows;
    this.geometries = geometries;
    this.count = count;
    this.next = next;
    this.tree = new RowTree(boxes, count);
  }

  /// What so many rows take, but for their geometries.
  static long bytes(long rows) {
    return rows * BYTES_OF_ROW;
  }

  /// Reads rows from `from` on, at least one.
  ///
  /// @param to the row to end before
  /// @param room bytes that they may take
  /// @param aside hears of rows that are set aside
  static Slice read(RowPlaces places, Join join, int from, int to, long room, BitSet aside) {
    int most = Math.clamp(room / BYTES_OF_ROW, 1, to - from);
    boolean points = join.place() instanceof Place.OfPoint;
    var rows = new int[most];
    var boxes = new double[4 * most];
    var geometries = new @Nullable Geometry[points ? 0 : most];
    long left = room;
    int count = 0;
    int row = from;
    for (; row < to && count < most && (left > 0 || row == from); row++) {
      var at = places.read(row);
      aside.set(row, at == RowPlaces.At.ASIDE);
      if (at != RowPlaces.At.SOMEWHERE || (join.nearest() && Nearest.far(places.box()))) {
        continue;
      }
      var box = places.box();
      boxes[4 * count] = box.getMinX();
      boxes[4 * count + 1] = box.getMinY();
      boxes[4 * count + 2] = box.getMaxX();
      boxes[4 * count + 3] = box.getMaxY();
      left -= BYTES_OF_ROW;
      if (!points) {
        var geometry = places.geometry();
        geometries[count] = geometry;
        left -= BYTES_OF_GEOMETRY + BYTES_OF_VERTEX * geometry.getNumPoints();
      }
      rows[count++] = row;
    }
    return new Slice(rows, geometries, boxes, count, row, Math.max(0, -left));
  }

  /// The first row of the chunk behind these.
  int next() {
    return next;
  }

  /// Bytes that they take beyond the room, as the last geometry was larger than what was left.
  long beyond() {
    return beyond;
  }

  /// The rows, to be asked which of them an area concerns.
  RowTree tree() {
    return tree;
  }

  /// All rows look as far as that.
  void look(double far) {
    var all = new double[count];
    Arrays.fill(all, far);
    tree.reach(all);
  }

  /// The row of the chunk at a leaf of the tree.
  int row(int leaf) {
    return rows[tree.row(leaf)];
  }

  /// True if the row at a leaf matches an area.
  boolean matches(Area area, int leaf, SpatialPredicate predicate) {
    if (geometries.length > 0) {
      return area.matches(geometry(leaf), predicate);
    }
    point.x = tree.x(leaf);
    point.y = tree.y(leaf);
    return area.matches(point, predicate);
  }

  /// The geometry of the row at a leaf.
  Geometry geometry(int leaf) {
    var geometry = geometries.length > 0 ? geometries[tree.row(leaf)] : null;
    return geometry == null
        ? GeometryReader.FACTORY.createPoint(new Coordinate(tree.x(leaf), tree.y(leaf)))
        : geometry;
  }
}
