package dev.weir.domain.geo;

import java.util.Arrays;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.shape.fractal.HilbertCode;

/// Rows by their boxes, and how far each looks for areas: a packed tree whose leaves are sorted
/// along a Hilbert curve, asked for the rows that an area may concern. How far a row looks can
/// shrink while areas pass, and whole branches with it. Used by one thread.
final class RowTree {
  /// Bytes that a row takes while the tree is made, the boxes given included.
  static final int BYTES_OF_ROW = 88;

  private static final int WIDTH = 16;
  private static final int LEVEL = 15;
  private static final double STEPS = (1 << LEVEL) - 1;

  /// Less than 1 by more than rounding.
  private static final double ALMOST = 1 - 1e-15;

  private final int count;
  private final int[] rows;

  /// Where the nodes of each level begin, leaves first, and where the last ends.
  private final int[] levels;

  private final double[] boxes;
  private final double[] reaches;
  private int[] met = new int[64];
  private int metCount;

  /// @param boxes four sides a row: least x and y, greatest x and y
  /// @param count number of rows
  RowTree(double[] boxes, int count) {
    this.count = count;
    levels = levels(count);
    rows = sorted(boxes, count);
    int nodes = levels[levels.length - 1];
    this.boxes = new double[4 * nodes];
    this.reaches = new double[nodes];
    for (int leaf = 0; leaf < count; leaf++) {
      System.arraycopy(boxes, 4 * rows[leaf], this.boxes, 4 * leaf, 4);
    }
    for (int node = levels[1]; node < nodes; node++) {
      enclose(node);
    }
    Arrays.fill(reaches, -1);
  }

  private static int[] levels(int count) {
    var starts = new int[12];
    int level = 0;
    int size = Math.max(1, count);
    starts[1] = size;
    while (size > 1) {
      size = (size + WIDTH - 1) / WIDTH;
      level++;
      starts[level + 1] = starts[level] + size;
    }
    return Arrays.copyOf(starts, level + 2);
  }

  private static int[] sorted(double[] boxes, int count) {
    var all = new Envelope();
    for (int row = 0; row < count; row++) {
      all.expandToInclude(boxes[4 * row], boxes[4 * row + 1]);
      all.expandToInclude(boxes[4 * row + 2], boxes[4 * row + 3]);
    }
    var keys = new long[count];
    for (int row = 0; row < count; row++) {
      int x = step(boxes[4 * row], boxes[4 * row + 2], all.getMinX(), all.getWidth());
      int y = step(boxes[4 * row + 1], boxes[4 * row + 3], all.getMinY(), all.getHeight());
      keys[row] = (long) HilbertCode.encode(LEVEL, x, y) << Integer.SIZE | row;
    }
    Arrays.sort(keys);
    var rows = new int[count];
    for (int leaf = 0; leaf < count; leaf++) {
      rows[leaf] = (int) keys[leaf];
    }
    return rows;
  }

  private static int step(double from, double to, double least, double width) {
    double part = (from + (to - from) / 2 - least) / width;
    return part > 0 ? (int) Math.min(STEPS, part * STEPS) : 0;
  }

  private int level(int node) {
    int level = 0;
    while (node >= levels[level + 1]) {
      level++;
    }
    return level;
  }

  private int firstChild(int level, int node) {
    return levels[level - 1] + (node - levels[level]) * WIDTH;
  }

  private int lastChild(int level, int node) {
    return Math.min(firstChild(level, node) + WIDTH, levels[level]);
  }

  private void enclose(int node) {
    int level = level(node);
    int first = firstChild(level, node);
    System.arraycopy(boxes, 4 * first, boxes, 4 * node, 4);
    for (int child = first + 1; child < lastChild(level, node); child++) {
      boxes[4 * node] = Math.min(boxes[4 * node], boxes[4 * child]);
      boxes[4 * node + 1] = Math.min(boxes[4 * node + 1], boxes[4 * child + 1]);
      boxes[4 * node + 2] = Math.max(boxes[4 * node + 2], boxes[4 * child + 2]);
      boxes[4 * node + 3] = Math.max(boxes[4 * node + 3], boxes[4 * child + 3]);
    }
  }

  /// Number of leaves.
  int count() {
    return count;
  }

  /// The row at a leaf.
  int row(int leaf) {
    return rows[leaf];
  }

  /// Least x of the box of the row at a leaf.
  double x(int leaf) {
    return boxes[4 * leaf];
  }

  /// Least y of that box.
  double y(int leaf) {
    return boxes[4 * leaf + 1];
  }

  /// How far the row at a leaf looks; negative: it looks no more, as all rows do at first.
  double reach(int leaf) {
    return reaches[leaf];
  }

  /// Says how far the row at each leaf looks.
  void reach(double[] leaves) {
    System.arraycopy(leaves, 0, reaches, 0, count);
    for (int level = 1; level < levels.length - 1; level++) {
      for (int node = levels[level]; node < levels[level + 1]; node++) {
        reaches[node] = farthest(level, node);
      }
    }
  }

  /// The row at a leaf looks no farther than that from now on.
  void shrink(int leaf, double reach) {
    reaches[leaf] = reach;
    int node = leaf;
    for (int level = 1; level < levels.length - 1; level++) {
      node = levels[level] + (node - levels[level - 1]) / WIDTH;
      double farthest = farthest(level, node);
      if (farthest == reaches[node]) {
        return;
      }
      reaches[node] = farthest;
    }
  }

  private double farthest(int level, int node) {
    double farthest = -1;
    for (int child = firstChild(level, node); child < lastChild(level, node); child++) {
      farthest = Math.max(farthest, reaches[child]);
    }
    return farthest;
  }

  /// True if no row looks any more.
  boolean isDone() {
    return reaches[reaches.length - 1] < 0;
  }

  /// Finds the rows that look as far as an area's box; gives how many there are.
  int find(Envelope area) {
    metCount = 0;
    find(levels.length - 2, reaches.length - 1, area);
    return metCount;
  }

  /// The leaves that [#find] found.
  int met(int i) {
    return met[i];
  }

  private void find(int level, int node, Envelope area) {
    if (!looks(node, area)) {
      return;
    }
    if (level == 0) {
      if (metCount == met.length) {
        met = Arrays.copyOf(met, 2 * metCount);
      }
      met[metCount++] = node;
      return;
    }
    int end = lastChild(level, node);
    for (int child = firstChild(level, node); child < end; child++) {
      find(level - 1, child, area);
    }
  }

  /// True if the rows of a node may look as far as an area's box. Distances are to the bit what JTS
  /// says of two boxes, so that nothing is passed over that [Area#distance] finds; they are
  /// computed last, for they take longer than all else.
  private boolean looks(int node, Envelope area) {
    double reach = reaches[node];
    double dx = apart(boxes[4 * node], boxes[4 * node + 2], area.getMinX(), area.getMaxX());
    double dy = apart(boxes[4 * node + 1], boxes[4 * node + 3], area.getMinY(), area.getMaxY());
    if (reach < 0 || dx * ALMOST > reach || dy * ALMOST > reach) {
      return false;
    }
    return dx == 0 || dy == 0 || dx + dy <= reach || Math.hypot(dx, dy) <= reach;
  }

  private static double apart(double from, double to, double otherFrom, double otherTo) {
    return to < otherFrom ? otherFrom - to : from > otherTo ? from - otherTo : 0;
  }
}
