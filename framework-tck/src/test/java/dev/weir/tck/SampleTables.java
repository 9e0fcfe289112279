package dev.weir.tck;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.CustomPipeline;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineResult;
import dev.weir.api.Table;
import dev.weir.api.Tool;
import dev.weir.api.Type;

/// Correct tools for whole tables.
final class SampleTables {
  private SampleTables() {}

  /// The lower median.
  ///
  /// Of cells that are not missing; NaN if there is none.
  @Tool(
      name = "sample.median",
      produces = "median: the lower median",
      example = "weir run f.csv sample.median --column x")
  static final class Median implements AnalysisPipeline {
    /// What the user chose.
    ///
    /// @param column the column
    record Options(
        @Option(
                type = OptionType.COLUMN,
                accepts = {Type.INT, Type.LONG, Type.DOUBLE})
            String column) {}

    private final Column column;

    Median(Median.Options options, Binding in) {
      column = in.column(options.column(), Type.numeric());
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var cells = new java.util.ArrayList<Double>();
      table.forEachChunk(chunk -> {
        context.checkCancelled();
        for (int r = 0; r < chunk.rows(); r++) {
          if (chunk.validity(column).at(r)) {
            cells.add(chunk.doubles(column)[r]);
          }
        }
      });
      java.util.Collections.sort(cells);
      double median = cells.isEmpty() ? Double.NaN : cells.get((cells.size() - 1) / 2);
      return PipelineResult.EMPTY.withValue("median", median);
    }
  }

  /// Rows below the mean.
  ///
  /// Negative rows are set aside if told so.
  @Tool(
      name = "sample.below",
      produces = "below: how many",
      example = "weir run f.csv sample.below --column x")
  static final class Below implements CustomPipeline {
    /// What the user chose.
    ///
    /// @param column the column
    /// @param reject negative rows are set aside
    record Options(
        @Option(
                type = OptionType.COLUMN,
                accepts = {Type.INT, Type.LONG, Type.DOUBLE})
            String column,
        boolean reject) {}

    private final Column column;
    private final boolean reject;

    Below(Below.Options options, Binding in) {
      column = in.column(options.column(), Type.numeric());
      reject = options.reject();
      in.passes(2);
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var figures = new double[3];
      table.forEachChunk(chunk ->
          each(
              chunk,
              context,
              reject,
              x -> {
                figures[0]++;
                figures[1] += x;
              }));
      double mean = figures[1] / figures[0];
      table.forEachChunk(chunk -> each(chunk, context, false, x -> figures[2] += x < mean ? 1 : 0));
      return PipelineResult.EMPTY.withValue("below", (long) figures[2]);
    }

    private void each(
        Chunk chunk,
        ChunkProcessingContext context,
        boolean rejects,
        java.util.function.DoubleConsumer action) {
      for (int r = 0; r < chunk.rows(); r++) {
        if (chunk.validity(column).at(r)) {
          double x = chunk.doubles(column)[r];
          if (rejects && x < 0) {
            context.reject(chunk, r, "negative");
          } else {
            action.accept(x);
          }
        }
      }
    }
  }
}
