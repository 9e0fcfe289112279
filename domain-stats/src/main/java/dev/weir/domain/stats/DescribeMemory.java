package dev.weir.domain.stats;

import dev.weir.api.Column;
import dev.weir.api.Type;
import dev.weir.numerics.DecimalMoments;
import dev.weir.numerics.QuantileSketch;
import java.util.List;

/// What a state of [Describe] takes: before the run as an upper bound, during it as it is.
final class DescribeMemory {
  private static final long SUMMARY = 512;
  private static final long DISTINCT = 8_800;
  private static final long BRACKET = 100_000;
  private static final long MERGING = 128 << 10;

  private DescribeMemory() {}

  static long of(Describe.Options options, List<Column> columns) {
    long bytes = MERGING;
    for (var column : columns) {
      bytes += SUMMARY + DISTINCT;
      if (column.type().isNumeric()) {
        bytes += numeric(options);
      } else if (column.type() != Type.BYTES) {
        bytes += TextSummary.bytes();
        bytes += FrequentValues.bytes(options.top(), column.type() == Type.TEXT);
      }
    }
    return bytes;
  }

  private static long numeric(Describe.Options options) {
    long quantiles =
        options.exact()
            ? exact(options.quantiles().size())
            : QuantileSketch.maxBytes(options.sketchSize());
    return FrequentValues.bytes(options.top(), false)
        + (options.exactMoments() ? DecimalMoments.MAX_BYTES : 0)
        + quantiles
        + (options.exact() ? BinCounts.bytes(options.bins()) : 0);
  }

  /// One bracket in the first pass, at most two a quantile later.
  private static long exact(int quantiles) {
    return Math.max(1, 2L * quantiles) * BRACKET;
  }

  static long retained(Describe.State state) {
    long bytes = 64;
    for (var summary : state.columns()) {
      bytes += summary.retainedBytes();
    }
    for (var figures : state.exact()) {
      bytes += figures.retainedBytes();
    }
    return bytes;
  }
}
