package dev.weir.domain.stats;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.StateCodec;
import dev.weir.api.Validity;
import dev.weir.numerics.DistinctCount;

/// What is kept of one column: in constant memory, in parts that merge. Mutable; for one thread at
/// a time.
abstract sealed class ColumnSummary permits CodeSummary, NumberSummary, TextSummary {
  private static final long FIXED_BYTES = 96;

  /// Two standard errors of the distinct count.
  static final double DISTINCT_ERROR = 2 * 1.04 / Math.sqrt(1 << DistinctCount.DEFAULT_LG_K);

  /// How much to keep.
  ///
  /// @param sketchSize k of the quantile sketch; 0: no sketch
  /// @param exactMoments whether mean and sd come from exact sums of decimals
  /// @param top frequent values that will be asked for; 0: none are kept
  /// @param seed the run's seed
  record Depth(int sketchSize, boolean exactMoments, int top, long seed) {}

  final Column column;
  final DistinctCount distinct;
  final FrequentValues frequent;
  private long present;
  private long missing;

  ColumnSummary(Column column, DistinctCount distinct, FrequentValues frequent) {
    this.column = column;
    this.distinct = distinct;
    this.frequent = frequent;
  }

  static ColumnSummary of(Column column, Depth depth) {
    return switch (column.type()) {
      case INT, LONG, DOUBLE -> NumberSummary.of(column, depth);
      case BOOLEAN, DATE, TIMESTAMP -> CodeSummary.of(column, depth);
      case TEXT, BYTES -> TextSummary.of(column, depth);
    };
  }

  /// Takes in the column's cells.
  final void accept(Chunk chunk) {
    var validity = chunk.validity(column);
    int values = validity.count(chunk.rows());
    present += values;
    missing += chunk.rows() - values;
    if (values > 0) {
      take(chunk, validity);
    }
  }

  abstract void take(Chunk chunk, Validity validity);

  /// Takes in what `later`, a summary of the same column, took in.
  final void merge(ColumnSummary later) {
    present += later.present;
    missing += later.missing;
    distinct.merge(later.distinct);
    frequent.merge(later.frequent);
    take(later);
  }

  abstract void take(ColumnSummary later);

  final long rows() {
    return present + missing;
  }

  final long missing() {
    return missing;
  }

  /// Values, NaN not among them.
  long count() {
    return present;
  }

  /// Different values, exact if the frequent values are. All NaN were counted as one value.
  final long distinct() {
    long all = frequent.exact() ? frequent.distinct() : distinct.rounded();
    return Math.min(count(), all - (count() < present ? 1 : 0));
  }

  final boolean distinctIsExact() {
    return frequent.exact() || count() <= 1;
  }

  /// True if all values are the same, of which there are at least two.
  abstract boolean constant();

  final void write(StateCodec.Out out) {
    out.integer(present);
    out.integer(missing);
    distinct.write(out);
    frequent.write(out);
    writeOwn(out);
  }

  abstract void writeOwn(StateCodec.Out out);

  static ColumnSummary read(StateCodec.In in, Column column, Depth depth) {
    long present = in.integer();
    long missing = in.integer();
    var distinct = DistinctCount.read(in);
    var frequent = FrequentValues.read(in);
    var summary =
        switch (column.type()) {
          case INT, LONG, DOUBLE -> NumberSummary.read(in, column, distinct, frequent);
          case BOOLEAN, DATE, TIMESTAMP -> CodeSummary.read(in, column, distinct, frequent);
          case TEXT, BYTES -> TextSummary.read(in, column, distinct, frequent);
        };
    summary.present = present;
    summary.missing = missing;
    return summary;
  }

  /// Bytes kept alive.
  final long retainedBytes() {
    return FIXED_BYTES + distinct.retainedBytes() + frequent.retainedBytes() + ownBytes();
  }

  abstract long ownBytes();
}
