package dev.weir.domain.cleaning;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.StateCodec;
import dev.weir.api.Type;
import dev.weir.numerics.ExactQuantiles;
import java.util.Optional;

/// The exact median, by selection over a few passes. Once settled, later passes leave it as it is.
final class MedianFit implements ColumnFit {
  /// Upper bound of [#retainedBytes]: two brackets of 98 KB for the two middle ranks.
  static final long MOST_BYTES = 200L << 10;

  private final Counts counts;
  private final ExactQuantiles median;
  private final boolean settled;

  /// Values there are in all, once a pass has counted them; before -1.
  private final long all;

  private MedianFit(Counts counts, ExactQuantiles median, boolean settled, long all) {
    this.counts = counts;
    this.median = median;
    this.settled = settled;
    this.all = all;
  }

  static MedianFit create(Type type) {
    return new MedianFit(
        new Counts(),
        type == Type.LONG ? ExactQuantiles.ofLongs(0.5) : ExactQuantiles.of(0.5),
        false,
        -1);
  }

  @Override
  public Counts counts() {
    return counts;
  }

  @Override
  public void accept(Chunk chunk, Column column) {
    if (settled) {
      return;
    }
    counts.accept(chunk, column);
    if (column.type() == Type.LONG) {
      median.accept(chunk.longs(column), chunk.validity(column), chunk.rows());
    } else {
      median.accept(chunk.doubles(column), chunk.validity(column), chunk.rows());
    }
  }

  @Override
  public void merge(ColumnFit later) {
    if (settled) {
      return;
    }
    var other = (MedianFit) later;
    counts.merge(other.counts);
    median.merge(other.median);
  }

  /// Asked before a later pass has seen every row, the answer is no; in the first pass it speaks of
  /// the rows seen so far.
  @Override
  public boolean done() {
    return settled || ((all < 0 || counts.values() == all) && median.done());
  }

  /// What the next pass starts from: itself if it is done.
  MedianFit next() {
    return done()
        ? new MedianFit(counts, median, true, all)
        : new MedianFit(new Counts(), median.next(), false, counts.values());
  }

  /// An empty search of the same pass. What is settled is shared: nobody changes it.
  MedianFit fresh() {
    return settled ? this : new MedianFit(new Counts(), median.fresh(), false, all);
  }

  @Override
  public Optional<String> value() {
    if (!done()) {
      return Optional.empty();
    }
    double value = median.quantile(0);
    return Double.isFinite(value) ? Optional.of(Double.toString(value)) : Optional.empty();
  }

  @Override
  public void write(StateCodec.Out out) {
    counts.write(out);
    out.integer(settled ? 1 : 0);
    out.integer(all);
    median.write(out);
  }

  static MedianFit read(StateCodec.In in) {
    var counts = Counts.read(in);
    boolean settled = in.integer() != 0;
    long all = in.integer();
    return new MedianFit(counts, ExactQuantiles.read(in), settled, all);
  }

  @Override
  public long retainedBytes() {
    return 100 + median.retainedBytes();
  }
}
