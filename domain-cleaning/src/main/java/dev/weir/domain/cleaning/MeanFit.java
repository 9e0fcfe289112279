package dev.weir.domain.cleaning;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.StateCodec;
import dev.weir.api.Type;
import dev.weir.numerics.ExactSum;
import java.util.Optional;

/// The mean: the exact sum, rounded once, by the count. The same bits for any chunking, order and
/// merge tree.
final class MeanFit implements ColumnFit {
  /// Upper bound of [#retainedBytes].
  static final long MOST_BYTES = 1_024;

  private static final long HIGH = ~0xFFFFFFFFL;

  private final Counts counts;
  private final ExactSum sum;

  private MeanFit(Counts counts, ExactSum sum) {
    this.counts = counts;
    this.sum = sum;
  }

  static MeanFit create() {
    return new MeanFit(new Counts(), ExactSum.create());
  }

  @Override
  public Counts counts() {
    return counts;
  }

  @Override
  public void accept(Chunk chunk, Column column) {
    counts.accept(chunk, column);
    var validity = chunk.validity(column);
    if (column.type() == Type.LONG) {
      var cells = chunk.longs(column);
      for (int r = 0; r < chunk.rows(); r++) {
        if (validity.at(r)) {
          // Two halves that DOUBLE holds exactly.
          sum.add((double) (cells[r] & HIGH));
          sum.add((double) (cells[r] & ~HIGH));
        }
      }
      return;
    }
    var cells = chunk.doubles(column);
    for (int r = 0; r < chunk.rows(); r++) {
      if (validity.at(r) && !Double.isNaN(cells[r])) {
        sum.add(cells[r]);
      }
    }
  }

  @Override
  public void merge(ColumnFit later) {
    var other = (MeanFit) later;
    counts.merge(other.counts);
    sum.merge(other.sum);
  }

  @Override
  public Optional<String> value() {
    double mean = sum.sum() / counts.values();
    return Double.isFinite(mean) ? Optional.of(Double.toString(mean)) : Optional.empty();
  }

  @Override
  public void write(StateCodec.Out out) {
    counts.write(out);
    sum.write(out);
  }

  static MeanFit read(StateCodec.In in) {
    return new MeanFit(Counts.read(in), ExactSum.read(in));
  }

  @Override
  public long retainedBytes() {
    return 100 + sum.retainedBytes();
  }
}
