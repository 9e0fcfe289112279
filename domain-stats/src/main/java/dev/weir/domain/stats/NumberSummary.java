package dev.weir.domain.stats;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.StateCodec;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.numerics.DecimalMoments;
import dev.weir.numerics.DistinctCount;
import dev.weir.numerics.Hashing;
import dev.weir.numerics.Moments;
import dev.weir.numerics.QuantileSketch;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An INT, LONG or DOUBLE column: moments, extremes and, unless quantiles are exact, a sketch.
final class NumberSummary extends ColumnSummary {
  final Moments moments;

  /// Null unless mean and sd are asked for from exact sums.
  final @Nullable DecimalMoments exactMoments;

  /// Null if quantiles are counted exactly elsewhere.
  final @Nullable QuantileSketch sketch;

  /// Exact extremes of a LONG column.
  private long least = Long.MAX_VALUE;

  private long greatest = Long.MIN_VALUE;

  private NumberSummary(
      Column column,
      Moments moments,
      @Nullable DecimalMoments exactMoments,
      @Nullable QuantileSketch sketch,
      DistinctCount distinct,
      FrequentValues frequent) {
    super(column, distinct, frequent);
    this.moments = moments;
    this.exactMoments = exactMoments;
    this.sketch = sketch;
  }

  /// The sketch's coins come from the column's name, so they do not depend on which other columns
  /// are described.
  static NumberSummary of(Column column, Depth depth) {
    var name = column.name().getBytes(StandardCharsets.UTF_8);
    return new NumberSummary(
        column,
        Moments.create(),
        depth.exactMoments() ? DecimalMoments.create() : null,
        depth.sketchSize() == 0
            ? null
            : QuantileSketch.create(
                depth.sketchSize(), depth.seed(), Hashing.of(name, 0, name.length)),
        DistinctCount.create(),
        FrequentValues.whileExact(depth.top()));
  }

  @Override
  void take(Chunk chunk, Validity validity) {
    int rows = chunk.rows();
    var cells = chunk.doubles(column);
    moments.accept(cells, validity, rows);
    if (exactMoments != null) {
      exactMoments.accept(cells, validity, rows);
    }
    if (sketch != null) {
      sketch.accept(cells, validity, rows);
    }
    switch (column.type()) {
      case LONG -> {
        var longs = chunk.longs(column);
        distinct.accept(longs, validity, rows);
        frequent.accept(longs, validity, rows);
        extremes(longs, validity, rows);
      }
      case INT -> {
        distinct.accept(chunk.ints(column), validity, rows);
        frequent.accept(cells, validity, rows);
      }
      default -> {
        distinct.accept(cells, validity, rows);
        frequent.accept(cells, validity, rows);
      }
    }
  }

  private void extremes(long[] cells, Validity validity, int rows) {
    long low = least;
    long high = greatest;
    if (validity.all()) {
      for (int r = 0; r < rows; r++) {
        low = Math.min(low, cells[r]);
        high = Math.max(high, cells[r]);
      }
    } else {
      for (int r = 0; r < rows; r++) {
        if (validity.at(r)) {
          low = Math.min(low, cells[r]);
          high = Math.max(high, cells[r]);
        }
      }
    }
    least = low;
    greatest = high;
  }

  @Override
  void take(ColumnSummary later) {
    var other = (NumberSummary) later;
    moments.merge(other.moments);
    if (exactMoments != null && other.exactMoments != null) {
      exactMoments.merge(other.exactMoments);
    }
    if (sketch != null && other.sketch != null) {
      sketch.merge(other.sketch);
    }
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
  }

  double mean() {
    return exactMoments != null ? exactMoments.mean() : moments.mean();
  }

  double standardDeviation() {
    return exactMoments != null ? exactMoments.standardDeviation() : moments.standardDeviation();
  }

  @Override
  long count() {
    return moments.count();
  }

  @Override
  boolean constant() {
    return count() > 1
        && (column.type() == Type.LONG ? least == greatest : moments.min() == moments.max());
  }

  /// True if an extreme of a LONG column is beyond 2^53, where not every whole number has a double.
  boolean beyondDouble() {
    return column.type() == Type.LONG
        && count() > 0
        && (least < -(1L << 53) || greatest > 1L << 53);
  }

  /// True for whole numbers that have as many values as there are from the least to the greatest.
  boolean dense() {
    return count() > 0
        && switch (column.type()) {
          case LONG -> greatest - least == count() - 1;
          case INT -> moments.max() - moments.min() == count() - 1;
          default -> false;
        };
  }

  /// The least value in words, exact.
  String leastText() {
    return text(least, moments.min());
  }

  /// The greatest value in words, exact.
  String greatestText() {
    return text(greatest, moments.max());
  }

  private String text(long whole, double real) {
    return switch (column.type()) {
      case LONG -> Long.toString(whole);
      case INT -> Long.toString((long) real);
      default -> Double.toString(real);
    };
  }

  @Override
  void writeOwn(StateCodec.Out out) {
    moments.write(out);
    out.integer(exactMoments == null ? 0 : 1);
    if (exactMoments != null) {
      exactMoments.write(out);
    }
    out.integer(sketch == null ? 0 : 1);
    if (sketch != null) {
      sketch.write(out);
    }
    out.integer(least);
    out.integer(greatest);
  }

  static NumberSummary read(
      StateCodec.In in, Column column, DistinctCount distinct, FrequentValues frequent) {
    var moments = Moments.read(in);
    var exactMoments = in.integer() == 0 ? null : DecimalMoments.read(in);
    var sketch = in.integer() == 0 ? null : QuantileSketch.read(in);
    var summary = new NumberSummary(column, moments, exactMoments, sketch, distinct, frequent);
    summary.least = in.integer();
    summary.greatest = in.integer();
    return summary;
  }

  @Override
  long ownBytes() {
    return 64
        + moments.retainedBytes()
        + (exactMoments == null ? 0 : exactMoments.retainedBytes())
        + (sketch == null ? 0 : sketch.retainedBytes());
  }
}
