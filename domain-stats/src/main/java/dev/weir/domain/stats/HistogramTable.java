package dev.weir.domain.stats;

import dev.weir.api.Chart;
import dev.weir.api.Exactness;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.numerics.QuantileSketch;
import java.util.Arrays;
import java.util.List;

/// The table `histogram` and its chart: counts in bins of each numeric column.
final class HistogramTable {
  /// The bounds of two ranks, each with 99 %.
  private static final double CONFIDENCE = 0.98;

  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("column", Type.TEXT),
          Schema.Field.of("from", Type.DOUBLE),
          Schema.Field.of("to", Type.DOUBLE),
          Schema.Field.of("count", Type.LONG));

  private HistogramTable() {}

  static PipelineResult add(PipelineResult before, Describe.State state, int bins) {
    var rows = Rows.of(SCHEMA);
    var numbers = state.numbers();
    double error = 0;
    for (int i = 0; i < numbers.size(); i++) {
      var summary = numbers.get(i);
      var sketch = summary.sketch;
      if (sketch == null) {
        state.exact().get(i).bins(summary).ifPresent(exact -> counted(rows, summary, exact));
      } else {
        error = Math.max(error, 2 * sketch.rankError() * summary.count());
        BinCounts.edges(summary.moments.min(), summary.moments.max(), bins)
            .ifPresent(edges -> estimated(rows, summary, sketch, edges));
      }
    }
    var result =
        before
            .withTable("histogram", rows.table())
            .withChart("histogram", new Chart("bar", "histogram", List.of("from", "count")));
    return error == 0
        ? result
        : result.withExactness("histogram.count", new Exactness.Bound("count", error, CONFIDENCE));
  }

  private static void counted(Rows rows, NumberSummary summary, BinCounts bins) {
    var edges = bins.edges();
    for (int bin = 0; bin < edges.length - 1; bin++) {
      row(rows, summary, edges, bin, bins.count(bin));
    }
  }

  private static void estimated(
      Rows rows, NumberSummary summary, QuantileSketch sketch, double[] edges) {
    var shares = sketch.cdf(Arrays.copyOfRange(edges, 1, edges.length));
    long before = 0;
    for (int bin = 0; bin < shares.length; bin++) {
      long upTo = Math.round(shares[bin] * summary.count());
      row(rows, summary, edges, bin, upTo - before);
      before = upTo;
    }
  }

  private static void row(Rows rows, NumberSummary summary, double[] edges, int bin, long count) {
    rows.row()
        .put(0, summary.column.name())
        .put(1, edges[bin])
        .put(2, edges[bin + 1])
        .put(3, count);
  }
}
