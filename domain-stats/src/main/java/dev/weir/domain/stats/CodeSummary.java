package dev.weir.domain.stats;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.StateCodec;
import dev.weir.api.Validity;
import dev.weir.numerics.DistinctCount;

/// A BOOLEAN, DATE or TIMESTAMP column: values that are whole numbers inside and something else to
/// people.
final class CodeSummary extends ColumnSummary {
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  private CodeSummary(Column column, DistinctCount distinct, FrequentValues frequent) {
    super(column, distinct, frequent);
  }

  static CodeSummary of(Column column, Depth depth) {
    return new CodeSummary(column, DistinctCount.create(), FrequentValues.of(depth.top()));
  }

  @Override
  void take(Chunk chunk, Validity validity) {
    int rows = chunk.rows();
    var cells = chunk.longs(column);
    distinct.accept(cells, validity, rows);
    frequent.accept(cells, validity, rows);
    long low = least;
    long high = greatest;
    for (int r = 0; r < rows; r++) {
      if (validity.at(r)) {
        low = Math.min(low, cells[r]);
        high = Math.max(high, cells[r]);
      }
    }
    least = low;
    greatest = high;
  }

  @Override
  void take(ColumnSummary later) {
    var other = (CodeSummary) later;
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
  }

  @Override
  boolean constant() {
    return count() > 1 && least == greatest;
  }

  /// The earliest value, or false before true, in words; only if there is a value.
  String leastText() {
    return CellText.of(column.type(), least);
  }

  /// The latest value in words; only if there is a value.
  String greatestText() {
    return CellText.of(column.type(), greatest);
  }

  @Override
  void writeOwn(StateCodec.Out out) {
    out.integer(least);
    out.integer(greatest);
  }

  static CodeSummary read(
      StateCodec.In in, Column column, DistinctCount distinct, FrequentValues frequent) {
    var summary = new CodeSummary(column, distinct, frequent);
    summary.least = in.integer();
    summary.greatest = in.integer();
    return summary;
  }

  @Override
  long ownBytes() {
    return 32;
  }
}
