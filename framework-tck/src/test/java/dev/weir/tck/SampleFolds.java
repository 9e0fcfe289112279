package dev.weir.tck;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.KeyTable;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.MultiPass;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Tool;
import dev.weir.api.Type;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Correct folds whose order does not matter.
final class SampleFolds {
  private SampleFolds() {}

  /// Count, sum and extremes.
  ///
  /// Of each column; NaN counts as a value.
  @Tool(
      name = "sample.totals",
      produces = "columns: a row a column",
      example = "weir run f.csv sample.totals --columns x,y")
  static final class Totals implements MergeablePipeline<Totals.Sums> {
    /// What the user chose.
    ///
    /// @param columns the columns; none: all numeric ones
    /// @param rejectBelow rows below it are set aside
    record Options(
        @Option(
                type = OptionType.COLUMNS,
                accepts = {Type.INT, Type.LONG, Type.DOUBLE})
            List<String> columns,
        OptionalDouble rejectBelow) {}

    private final List<Column> columns;
    private final double rejectBelow;

    static final class Sums {
      final long[] count;
      final double[] sum;
      final double[] most;

      Sums(int columns) {
        count = new long[columns];
        sum = new double[columns];
        most = new double[columns];
        java.util.Arrays.fill(most, Double.NEGATIVE_INFINITY);
      }

      private Sums(StateCodec.In in) {
        count = in.integers();
        sum = in.reals();
        most = in.reals();
      }
    }

    Totals(Totals.Options options, Binding in) {
      columns = in.columns(options.columns(), Type.numeric());
      rejectBelow = options.rejectBelow().orElse(Double.NEGATIVE_INFINITY);
      in.memory(200 + 24L * columns.size(), 0);
    }

    @Override
    public Sums newState(ChunkProcessingContext context) {
      return new Sums(columns.size());
    }

    @Override
    public void processChunk(Chunk chunk, Sums state, ChunkProcessingContext context) {
      for (int r = 0; r < chunk.rows(); r++) {
        if (!rejected(chunk, r, context)) {
          for (int c = 0; c < columns.size(); c++) {
            var column = columns.get(c);
            if (chunk.validity(column).at(r)) {
              double x = chunk.doubles(column)[r];
              state.count[c]++;
              state.sum[c] += x;
              state.most[c] = Math.max(state.most[c], x);
            }
          }
        }
      }
    }

    private boolean rejected(Chunk chunk, int row, ChunkProcessingContext context) {
      for (var column : columns) {
        if (chunk.validity(column).at(row) && chunk.doubles(column)[row] < rejectBelow) {
          context.reject(chunk, row, column.name() + " is below " + rejectBelow);
          return true;
        }
      }
      return false;
    }

    @Override
    public Sums merge(Sums earlier, Sums later) {
      for (int c = 0; c < columns.size(); c++) {
        earlier.count[c] += later.count[c];
        earlier.sum[c] += later.sum[c];
        earlier.most[c] = Math.max(earlier.most[c], later.most[c]);
      }
      return earlier;
    }

    @Override
    public PipelineResult aggregateChunkResults(Sums state, ChunkProcessingContext context) {
      var rows =
          Rows.of(
              Schema.of(
                  Schema.Field.of("column", Type.TEXT),
                  Schema.Field.of("count", Type.LONG),
                  Schema.Field.of("sum", Type.DOUBLE),
                  Schema.Field.of("most", Type.DOUBLE)));
      for (int c = 0; c < columns.size(); c++) {
        rows.row().put(0, columns.get(c).name()).put(1, state.count[c]);
        if (state.count[c] > 0) {
          rows.put(2, state.sum[c]).put(3, state.most[c]);
        }
      }
      return PipelineResult.EMPTY.withTable("columns", rows.table());
    }

    @Override
    public StateCodec<Sums> stateCodec() {
      return StateCodec.of(
          1,
          (state, out) -> {
            out.integers(state.count);
            out.reals(state.sum);
            out.reals(state.most);
          },
          Sums::new,
          state -> 100 + 24L * state.count.length);
    }
  }

  /// Variance in two passes.
  ///
  /// Of the cells that are neither missing nor NaN.
  @Tool(
      name = "sample.variance",
      produces = "variance: NaN for no value",
      example = "weir run f.csv sample.variance --column x")
  static final class Variance implements MergeablePipeline<double[]>, MultiPass<double[]> {
    /// What the user chose.
    ///
    /// @param column the column
    record Options(
        @Option(
                type = OptionType.COLUMN,
                accepts = {Type.INT, Type.LONG, Type.DOUBLE})
            String column) {}

    private final Column column;

    Variance(Variance.Options options, Binding in) {
      column = in.column(options.column(), Type.numeric());
      in.passes(2);
    }

    /// Pass, mean, count, sum.
    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[4];
    }

    @Override
    public double[] newState(double[] seed, ChunkProcessingContext context) {
      return seed.clone();
    }

    @Override
    public void processChunk(Chunk chunk, double[] state, ChunkProcessingContext context) {
      for (int r = 0; r < chunk.rows(); r++) {
        double x = chunk.doubles(column)[r];
        if (chunk.validity(column).at(r) && !Double.isNaN(x)) {
          double off = x - state[1];
          state[2]++;
          state[3] += state[0] == 0 ? x : off * off;
        }
      }
    }

    @Override
    public double[] merge(double[] earlier, double[] later) {
      earlier[2] += later[2];
      earlier[3] += later[3];
      return earlier;
    }

    @Override
    public Optional<double[]> nextPass(double[] whole) {
      return whole[0] == 0
          ? Optional.of(new double[] {1, whole[3] / whole[2], 0, 0})
          : Optional.empty();
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] state, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("variance", state[3] / state[2]);
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(
          1, (state, out) -> out.reals(state), StateCodec.In::reals, state -> 16 + 32);
    }
  }

  /// How often each text occurs.
  ///
  /// Missing cells are counted too.
  @Tool(
      name = "sample.words",
      produces = "words: a row a text",
      example = "weir run f.csv sample.words --text city")
  static final class Words implements MergeablePipeline<KeyTable> {
    /// What the user chose.
    ///
    /// @param text the column
    record Options(@Option(type = OptionType.COLUMN, accepts = Type.TEXT) String text) {}

    private final Column column;

    Words(Words.Options options, Binding in) {
      column = in.column(options.text(), Type.TEXT);
    }

    @Override
    public KeyTable newState(ChunkProcessingContext context) {
      return context.keyTable(Schema.of(column.field()), KeyTable.Cell.COUNT);
    }

    @Override
    public void processChunk(Chunk chunk, KeyTable state, ChunkProcessingContext context) {
      for (int r = 0; r < chunk.rows(); r++) {
        state.at(chunk, r, column).add(0, 1);
      }
    }

    @Override
    public KeyTable merge(KeyTable earlier, KeyTable later) {
      return earlier.merge(later);
    }

    @Override
    public PipelineResult aggregateChunkResults(KeyTable state, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withTable("words", state.table().sortedBy(column.name()));
    }

    @Override
    public StateCodec<KeyTable> stateCodec() {
      return StateCodec.keyTable();
    }
  }
}
