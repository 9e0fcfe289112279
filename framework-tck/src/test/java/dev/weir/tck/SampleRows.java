package dev.weir.tck;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Tool;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.Optional;

/// Correct transforms.
final class SampleRows {
  private SampleRows() {}

  private static final Schema.Field OUT = Schema.Field.of("out", Type.DOUBLE);

  /// Twice a column.
  ///
  /// As column `out`; rows below zero are set aside if told so.
  @Tool(
      name = "sample.twofold",
      produces = "rows: the rows and `out`",
      example = "weir run f.csv sample.twofold --column x then sample.ends --last x")
  static final class Twofold implements StatelessTransform {
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

    Twofold(Twofold.Options options, Binding in) {
      column = in.column(options.column(), Type.numeric());
      reject = options.reject();
      in.emits(in.schema().with(OUT));
    }

    @Override
    public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
      var cells = chunk.doubles(column);
      var twice = new double[chunk.rows()];
      var kept = new int[chunk.rows()];
      int count = 0;
      for (int r = 0; r < twice.length; r++) {
        twice[r] = 2 * cells[r];
        if (reject && chunk.validity(column).at(r) && cells[r] < 0) {
          context.reject(chunk, r, "negative");
        } else {
          kept[count++] = r;
        }
      }
      return chunk.with(OUT, new Values.Doubles(twice, chunk.validity(column))).select(kept, count);
    }
  }

  /// Value of the row before.
  ///
  /// NaN in the first row; a missing cell counts as NaN.
  @Tool(
      name = "sample.lag",
      produces = "rows: the rows and `out`",
      example = "weir run f.csv sample.lag --column x")
  static final class Lag implements Transform<double[]> {
    /// What the user chose.
    ///
    /// @param column the column
    /// @param order order of rows
    /// @param reject negative rows are set aside
    record Options(
        @Option(
                type = OptionType.COLUMN,
                accepts = {Type.INT, Type.LONG, Type.DOUBLE})
            String column,
        @Option(type = OptionType.COLUMN) Optional<String> order,
        boolean reject) {}

    private final Column column;
    private final boolean reject;

    Lag(Lag.Options options, Binding in) {
      column = in.column(options.column(), Type.numeric());
      reject = options.reject();
      options.order().ifPresentOrElse(order -> in.ordered(in.column(order)), () -> in.ordered());
      in.emits(in.schema().with(OUT));
    }

    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[] {Double.NaN};
    }

    @Override
    public void processChunk(Chunk chunk, double[] state, ChunkProcessingContext context) {
      var before = new double[chunk.rows()];
      var kept = new int[chunk.rows()];
      int count = 0;
      for (int r = 0; r < before.length; r++) {
        double x = chunk.validity(column).at(r) ? chunk.doubles(column)[r] : Double.NaN;
        if (reject && x < 0) {
          context.reject(chunk, r, "negative");
          continue;
        }
        before[r] = state[0];
        state[0] = x;
        kept[count++] = r;
      }
      context.emit(chunk.with(OUT, Values.of(before)).select(kept, count));
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 24);
    }
  }

  /// Sums of ten rows.
  ///
  /// A missing cell counts as nothing.
  @Tool(
      name = "sample.tens",
      produces = "rows: a row for ten",
      example = "weir run f.csv sample.tens --column x")
  static final class Tens implements Transform<double[]> {
    /// What the user chose.
    ///
    /// @param column the column
    record Options(
        @Option(
                type = OptionType.COLUMN,
                accepts = {Type.INT, Type.LONG, Type.DOUBLE})
            String column) {}

    private final Column column;
    private final Schema output = Schema.of(OUT);

    Tens(Tens.Options options, Binding in) {
      column = in.column(options.column(), Type.numeric());
      in.ordered();
      in.emits(output);
    }

    /// Rows, sum, position of the first.
    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[3];
    }

    @Override
    public void processChunk(Chunk chunk, double[] state, ChunkProcessingContext context) {
      var rows = Rows.of(output);
      for (int r = 0; r < chunk.rows(); r++) {
        state[2] = state[0] == 0 ? chunk.position(r) : state[2];
        state[0]++;
        state[1] += chunk.validity(column).at(r) ? chunk.doubles(column)[r] : 0;
        if (state[0] == 10) {
          flush(rows, state);
        }
      }
      context.emit(rows.chunk());
    }

    private static void flush(Rows rows, double[] state) {
      rows.rowAt((long) state[2]).put(0, state[1]);
      state[0] = 0;
      state[1] = 0;
    }

    @Override
    public void endOfInput(double[] state, ChunkProcessingContext context) {
      if (state[0] > 0) {
        var rows = Rows.of(output);
        flush(rows, state);
        context.emit(rows.chunk());
      }
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 40);
    }
  }

  /// Rows zero to two times.
  ///
  /// As often as the column says, modulo three; missing: once.
  @Tool(
      name = "sample.repeat",
      produces = "rows: the column alone",
      example = "weir run f.csv sample.repeat --times n")
  static final class Repeat implements StatelessTransform {
    /// What the user chose.
    ///
    /// @param times how often
    record Options(@Option(type = OptionType.COLUMN, accepts = Type.INT) String times) {}

    private final Column column;
    private final Schema output;

    Repeat(Repeat.Options options, Binding in) {
      column = in.column(options.times(), Type.INT);
      output = Schema.of(column.field());
      in.emits(output);
    }

    @Override
    public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
      var rows = Rows.of(output);
      for (int r = 0; r < chunk.rows(); r++) {
        int times = chunk.validity(column).at(r) ? Math.floorMod(chunk.ints(column)[r], 3) : 1;
        for (int i = 0; i < times; i++) {
          rows.row(chunk, r).put(0, chunk, column, r);
        }
      }
      return rows.chunk();
    }
  }
}
