package dev.weir.domain.ml;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import java.util.List;
import java.util.function.Consumer;

/// The rows of a chunk that have a usable number in every feature, side by side in plain columns,
/// up to [#MOST] at a time, so that what is worked on stays in the cache. Reused from one batch to
/// the next.
final class FeatureRows {
  /// Rows of a batch.
  static final int MOST = 1024;

  /// Greatest magnitude of a usable number: differences of two can be squared and summed.
  static final double GREATEST = 1e150;

  private final Chunk chunk;
  private final double[][] sources;
  private final double[][] cells;
  private final int[] rows;
  private final boolean holes;
  private int count;

  private FeatureRows(Chunk chunk, List<Column> features) {
    this.chunk = chunk;
    int size = Math.min(MOST, chunk.rows());
    sources = features.stream().map(chunk::doubles).toArray(double[][]::new);
    cells = new double[sources.length][size];
    rows = new int[size];
    holes = features.stream().anyMatch(column -> !chunk.validity(column).all());
  }

  /// Gives the chunk's usable rows batch by batch, in order; returns how many rows are not usable.
  static long of(Chunk chunk, List<Column> features, Consumer<FeatureRows> action) {
    var batch = new FeatureRows(chunk, features);
    long unusable = 0;
    for (int from = 0; from < chunk.rows(); from += MOST) {
      int size = Math.min(MOST, chunk.rows() - from);
      batch.fill(from, size, features);
      unusable += size - batch.count;
      if (batch.count > 0) {
        action.accept(batch);
      }
    }
    return unusable;
  }

  private void fill(int from, int size, List<Column> features) {
    boolean usable = !holes;
    for (int f = 0; f < cells.length && usable; f++) {
      System.arraycopy(sources[f], from, cells[f], 0, size);
      usable = allUsable(cells[f], size);
    }
    count = 0;
    for (int i = 0; i < size; i++) {
      if (usable || usable(from + i, features)) {
        rows[count++] = from + i;
      }
    }
    if (!usable) {
      for (int f = 0; f < cells.length; f++) {
        for (int i = 0; i < count; i++) {
          cells[f][i] = sources[f][rows[i]];
        }
      }
    }
  }

  private static boolean allUsable(double[] cells, int size) {
    boolean all = true;
    for (int i = 0; i < size; i++) {
      all &= Math.abs(cells[i]) <= GREATEST;
    }
    return all;
  }

  private boolean usable(int row, List<Column> features) {
    for (int f = 0; f < sources.length; f++) {
      if (!chunk.validity(features.get(f)).at(row) || !(Math.abs(sources[f][row]) <= GREATEST)) {
        return false;
      }
    }
    return true;
  }

  /// Rows in this batch, at least 1.
  int count() {
    return count;
  }

  /// A feature's numbers; the first [#count] count.
  double[] feature(int feature) {
    return cells[feature];
  }

  /// The number within the chunk of a row of this batch.
  int row(int i) {
    return rows[i];
  }

  /// The identity of a row of this batch.
  long identity(int i) {
    return chunk.identity(rows[i]);
  }

  /// A row of this batch, copied.
  double[] point(int i) {
    var point = new double[cells.length];
    for (int f = 0; f < point.length; f++) {
      point[f] = cells[f][i];
    }
    return point;
  }
}
