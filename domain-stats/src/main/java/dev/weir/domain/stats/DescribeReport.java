package dev.weir.domain.stats;

import dev.weir.api.Column;
import dev.weir.api.Exactness;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.numerics.QuantileSketch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns the summaries of [Describe] into its result.
final class DescribeReport {
  private static final double CONFIDENCE = 0.99;

  private static final Schema CATEGORIES =
      Schema.of(
          Schema.Field.of("column", Type.TEXT),
          Schema.Field.of("type", Type.TEXT),
          Schema.Field.of("count", Type.LONG),
          Schema.Field.of("missing", Type.LONG),
          Schema.Field.of("distinct", Type.LONG),
          Schema.Field.of("least", Type.TEXT),
          Schema.Field.of("greatest", Type.TEXT),
          Schema.Field.of("shortest", Type.LONG),
          Schema.Field.of("longest", Type.LONG));

  private final Describe.Options options;
  private final List<Column> columns;

  DescribeReport(Describe.Options options, List<Column> columns) {
    this.options = options;
    this.columns = columns;
  }

  PipelineResult of(Describe.State state) {
    var result = categories(state, numbers(state, PipelineResult.EMPTY));
    if (options.top() > 0) {
      result = FrequentTable.add(result, state.columns(), options.top());
    }
    if (options.bins() > 0) {
      result = HistogramTable.add(result, state, options.bins());
    }
    for (var summary : state.columns()) {
      for (var hint : ColumnHints.of(summary)) {
        result = result.withWarning(hint);
      }
    }
    return pending(state)
        ? result.withWarning("exact quantiles and histograms need another pass over the rows")
        : result;
  }

  private boolean pending(Describe.State state) {
    var numbers = state.numbers();
    for (int i = 0; i < state.exact().size(); i++) {
      if (state.exact().get(i).pending(numbers.get(i), options.quantiles().size())) {
        return true;
      }
    }
    return false;
  }

  /// `q` and per cent; 0.5 is `median`.
  static String quantileName(double probability) {
    return probability == 0.5
        ? "median"
        : "q"
            + BigDecimal.valueOf(probability)
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
  }

  private Schema numberSchema() {
    var fields = new ArrayList<Schema.Field>();
    fields.add(Schema.Field.of("column", Type.TEXT));
    fields.add(Schema.Field.of("type", Type.TEXT));
    fields.add(Schema.Field.of("count", Type.LONG));
    fields.add(Schema.Field.of("missing", Type.LONG));
    if (columns.stream().anyMatch(column -> column.type() == Type.DOUBLE)) {
      fields.add(Schema.Field.of("nan", Type.LONG));
    }
    fields.add(Schema.Field.of("mean", Type.DOUBLE));
    fields.add(Schema.Field.of("sd", Type.DOUBLE));
    fields.add(Schema.Field.of("min", Type.DOUBLE));
    for (double probability : options.quantiles()) {
      fields.add(Schema.Field.of(quantileName(probability), Type.DOUBLE));
    }
    fields.add(Schema.Field.of("max", Type.DOUBLE));
    fields.add(Schema.Field.of("skewness", Type.DOUBLE));
    fields.add(Schema.Field.of("kurtosis", Type.DOUBLE));
    fields.add(Schema.Field.of("distinct", Type.LONG));
    return new Schema(fields);
  }

  private PipelineResult numbers(Describe.State state, PipelineResult before) {
    var schema = numberSchema();
    boolean nans = schema.indexOf("nan") >= 0;
    var rows = Rows.of(schema);
    var numbers = state.numbers();
    double rankError = 0;
    for (int i = 0; i < numbers.size(); i++) {
      var summary = numbers.get(i);
      var quantiles = quantiles(state, i, summary);
      int at = head(rows, summary);
      if (nans) {
        rows.put(at++, summary.moments.nans());
      }
      put(rows, at++, summary.mean());
      put(rows, at++, summary.standardDeviation());
      put(rows, at++, summary.moments.min());
      for (double quantile : quantiles) {
        put(rows, at++, quantile);
      }
      put(rows, at++, summary.moments.max());
      put(rows, at++, summary.moments.skewness());
      put(rows, at++, summary.moments.kurtosis());
      rows.put(at, summary.distinct());
      rankError = Math.max(rankError, rankError(summary.sketch));
    }
    var result = before.withTable("numbers", rows.table());
    if (rankError > 0) {
      for (double probability : options.quantiles()) {
        result =
            result.withExactness(
                "numbers." + quantileName(probability),
                new Exactness.Bound("rank", rankError, CONFIDENCE));
      }
    }
    return distinctBound(result, "numbers.distinct", numbers);
  }

  private double[] quantiles(Describe.State state, int number, NumberSummary summary) {
    var probabilities = options.quantiles().stream().mapToDouble(Double::doubleValue).toArray();
    if (summary.sketch != null) {
      return summary.sketch.quantiles(probabilities);
    }
    var unknown = new double[probabilities.length];
    Arrays.fill(unknown, Double.NaN);
    return state.exact().get(number).quantiles(summary, probabilities.length).orElse(unknown);
  }

  static double rankError(@Nullable QuantileSketch sketch) {
    return sketch == null ? 0 : sketch.rankError();
  }

  private static PipelineResult distinctBound(
      PipelineResult result, String name, List<? extends ColumnSummary> summaries) {
    return summaries.stream().allMatch(ColumnSummary::distinctIsExact)
        ? result
        : result.withExactness(
            name, new Exactness.Bound("relative", ColumnSummary.DISTINCT_ERROR, 0.95));
  }

  /// Begins a row; gives the number of its next cell.
  private static int head(Rows rows, ColumnSummary summary) {
    rows.row()
        .put(0, summary.column.name())
        .put(1, summary.column.type().name())
        .put(2, summary.count())
        .put(3, summary.missing());
    return 4;
  }

  /// Puts a figure that is defined; an undefined one is a missing cell.
  private static void put(Rows rows, int column, double figure) {
    if (!Double.isNaN(figure)) {
      rows.put(column, figure);
    }
  }

  private static PipelineResult categories(Describe.State state, PipelineResult before) {
    var rows = Rows.of(CATEGORIES);
    var others = new ArrayList<ColumnSummary>();
    for (var summary : state.columns()) {
      switch (summary) {
        case CodeSummary code -> {
          int at = begin(rows, code, others);
          if (code.count() > 0) {
            rows.put(at, code.leastText()).put(at + 1, code.greatestText());
          }
        }
        case TextSummary text -> {
          int at = begin(rows, text, others);
          if (text.count() > 0) {
            rows.put(at, text.leastText())
                .put(at + 1, text.greatestText())
                .put(at + 2, text.shortest())
                .put(at + 3, text.longest());
          }
        }
        case NumberSummary _ -> {}
      }
    }
    return distinctBound(
        before.withTable("categories", rows.table()), "categories.distinct", others);
  }

  private static int begin(Rows rows, ColumnSummary summary, List<ColumnSummary> others) {
    others.add(summary);
    int at = head(rows, summary);
    rows.put(at, summary.distinct());
    return at + 1;
  }
}
