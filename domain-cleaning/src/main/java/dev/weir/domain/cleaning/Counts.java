package dev.weir.domain.cleaning;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.StateCodec;
import dev.weir.api.Type;

/// How many cells of a column hold a value, hold NaN, or hold nothing. Mutable.
final class Counts {
  private long values;
  private long nan;
  private long missing;

  /// Cells that hold a value other than NaN.
  long values() {
    return values;
  }

  long nan() {
    return nan;
  }

  long missing() {
    return missing;
  }

  void accept(Chunk chunk, Column column) {
    var validity = chunk.validity(column);
    int present = validity.count(chunk.rows());
    int odd = 0;
    if (column.type() == Type.DOUBLE) {
      var cells = chunk.doubles(column);
      for (int r = 0; r < chunk.rows(); r++) {
        odd += Double.isNaN(cells[r]) && validity.at(r) ? 1 : 0;
      }
    }
    values += present - odd;
    nan += odd;
    missing += chunk.rows() - present;
  }

  void merge(Counts later) {
    values += later.values;
    nan += later.nan;
    missing += later.missing;
  }

  void write(StateCodec.Out out) {
    out.integers(new long[] {values, nan, missing});
  }

  static Counts read(StateCodec.In in) {
    var counts = new Counts();
    var three = in.integers();
    counts.values = three[0];
    counts.nan = three[1];
    counts.missing = three[2];
    return counts;
  }
}
