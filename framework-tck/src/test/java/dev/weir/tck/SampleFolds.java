package dev.weir.tck;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.KeyTable;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.MultiPass;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Type;
import java.util.List;
import java.util.Optional;

/// Correct folds, one for each way to be one.
final class SampleFolds {
  private SampleFolds() {}

  static final OptionDescriptor COLUMN =
      OptionDescriptor.required("column", OptionType.COLUMN, "The column.").ofTypes(Type.numeric());

  /// Commutative, several columns, may reject.
  static final class Totals implements MergeablePipeline<Totals.Sums> {
    static final SamplePlugin PLUGIN =
        new SamplePlugin(
            ToolDescriptor.of(Totals.class, "sample.totals", "Count, sum and extremes")
                .description("Of each column; NaN counts as a value.")
                .option(
                    OptionDescriptor.of("columns", OptionType.COLUMNS, "", "The columns.")
                        .ofTypes(Type.numeric()))
                .option(
                    OptionDescriptor.optional(
                        "reject-below", OptionType.REAL, "Rows below it are set aside."))
                .produces("columns", "a row a column")
                .example("weir run f.csv sample.totals --columns x,y")
                .build(),
            (options, in, _) -> new Totals(options, in));

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

    Totals(OptionValues options, Binding in) {
      columns = in.columns(options.texts("columns"), Type.numeric());
      rejectBelow =
          options.has("reject-below") ? options.real("reject-below") : Double.NEGATIVE_INFINITY;
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

  /// Sequential: the longest run of rows in which a column does not fall.
  static final class LongestRise implements StreamingAwarePipeline<LongestRise.Rise> {
    static final SamplePlugin PLUGIN =
        new SamplePlugin(
            ToolDescriptor.of(LongestRise.class, "sample.longest-rise", "Longest rise")
                .description("Missing cells are left out.")
                .option(COLUMN)
                .produces("length", "rows of the longest rise")
                .example("weir run f.csv sample.longest-rise --column x")
                .build(),
            (options, in, _) -> new LongestRise(options, in));

    private final Column column;

    static final class Rise {
      double last = Double.NaN;
      long length;
      long longest;
    }

    LongestRise(OptionValues options, Binding in) {
      column = in.column(options.text("column"), Type.numeric());
      in.ordered();
    }

    @Override
    public Rise newState(ChunkProcessingContext context) {
      return new Rise();
    }

    @Override
    public void processChunk(Chunk chunk, Rise state, ChunkProcessingContext context) {
      var cells = chunk.doubles(column);
      for (int r = 0; r < chunk.rows(); r++) {
        if (chunk.validity(column).at(r)) {
          context.checkCancelled();
          state.length = cells[r] >= state.last ? state.length + 1 : 1;
          state.longest = Math.max(state.longest, state.length);
          state.last = cells[r];
        }
      }
    }

    @Override
    public PipelineResult aggregateChunkResults(Rise state, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("length", state.longest);
    }

    @Override
    public StateCodec<Rise> stateCodec() {
      return StateCodec.of(
          1,
          (state, out) -> {
            out.real(state.last);
            out.integer(state.length);
            out.integer(state.longest);
          },
          in -> {
            var state = new Rise();
            state.last = in.real();
            state.length = in.integer();
            state.longest = in.integer();
            return state;
          },
          _ -> 40);
    }
  }

  /// Merges in order: the first and last value.
  static final class Ends implements MergeablePipeline<double[]> {
    static final SamplePlugin PLUGIN =
        new SamplePlugin(
            ToolDescriptor.of(Ends.class, "sample.ends", "First and last value")
                .description("NaN if there is none; rows below zero are set aside if told so.")
                .option(COLUMN)
                .option(OptionDescriptor.optional("order", OptionType.COLUMN, "Order of rows."))
                .option(OptionDescriptor.of("reject", OptionType.FLAG, "false", "Negative rows."))
                .produces("first", "the first")
                .produces("last", "the last")
                .example("weir run f.csv sample.ends --column x")
                .build(),
            (options, in, _) -> new Ends(options, in));

    private final Column column;
    private final boolean reject;

    Ends(OptionValues options, Binding in) {
      column = in.column(options.text("column"), Type.numeric());
      reject = options.flag("reject");
      options
          .optionalText("order")
          .ifPresentOrElse(order -> in.ordered(in.column(order)), () -> in.ordered());
    }

    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[] {Double.NaN, Double.NaN, 0};
    }

    @Override
    public void processChunk(Chunk chunk, double[] state, ChunkProcessingContext context) {
      for (int r = 0; r < chunk.rows(); r++) {
        if (chunk.validity(column).at(r)) {
          double x = chunk.doubles(column)[r];
          if (reject && x < 0) {
            context.reject(chunk, r, "negative");
            continue;
          }
          state[0] = state[2] == 0 ? x : state[0];
          state[1] = x;
          state[2] = 1;
        }
      }
    }

    @Override
    public double[] merge(double[] earlier, double[] later) {
      if (later[2] == 0) {
        return earlier;
      }
      later[0] = earlier[2] == 0 ? later[0] : earlier[0];
      return later;
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] state, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("first", state[0]).withValue("last", state[1]);
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(
          1, (state, out) -> out.reals(state), StateCodec.In::reals, state -> 16 + 24);
    }
  }

  /// Two passes: the mean, then the mean of the squared distances from it.
  static final class Variance implements MergeablePipeline<double[]>, MultiPass<double[]> {
    static final SamplePlugin PLUGIN =
        new SamplePlugin(
            ToolDescriptor.of(Variance.class, "sample.variance", "Variance in two passes")
                .description("Of the cells that are neither missing nor NaN.")
                .option(COLUMN)
                .produces("variance", "NaN for no value")
                .example("weir run f.csv sample.variance --column x")
                .build(),
            (options, in, _) -> new Variance(options, in));

    private final Column column;

    Variance(OptionValues options, Binding in) {
      column = in.column(options.text("column"), Type.numeric());
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

  /// A key table: how often each text occurs.
  static final class Words implements MergeablePipeline<KeyTable> {
    static final SamplePlugin PLUGIN =
        new SamplePlugin(
            ToolDescriptor.of(Words.class, "sample.words", "How often each text occurs")
                .description("Missing cells are counted too.")
                .option(
                    OptionDescriptor.required("text", OptionType.COLUMN, "The column.")
                        .ofTypes(Type.TEXT))
                .produces("words", "a row a text")
                .example("weir run f.csv sample.words --text city")
                .build(),
            (options, in, _) -> new Words(options, in));

    private final Column column;

    Words(OptionValues options, Binding in) {
      column = in.column(options.text("text"), Type.TEXT);
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
