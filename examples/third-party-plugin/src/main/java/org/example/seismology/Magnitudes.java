package org.example.seismology;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Validity;

/// The magnitudes of a chunk's events. What cannot be one (below -10, where even the cracking of a
/// rock sample in a laboratory is stronger, or above 10) is rejected with its row.
final class Magnitudes {
  static final double LEAST = -10;
  static final double GREATEST = 10;

  private final Chunk chunk;
  private final double[] cells;
  private final Validity validity;

  Magnitudes(Chunk chunk, Column column) {
    this.chunk = chunk;
    this.cells = chunk.doubles(column);
    this.validity = chunk.validity(column);
  }

  /// Whether the row has one; a missing cell and NaN are none.
  boolean has(int row) {
    return validity.at(row) && !Double.isNaN(cells[row]);
  }

  /// Whether the row's magnitude can be one; if not, its row is rejected.
  boolean accepted(int row, ChunkProcessingContext context) {
    if (cells[row] >= LEAST && cells[row] <= GREATEST) {
      return true;
    }
    context.reject(
        chunk, row, "magnitude " + cells[row] + " is not between " + LEAST + " and " + GREATEST);
    return false;
  }

  double at(int row) {
    return cells[row];
  }
}
