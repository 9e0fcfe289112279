package dev.weir.tck;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineResult;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.Tool;
import dev.weir.api.Type;
import java.util.Optional;

/// Correct folds that need the rows in order.
final class SampleOrderedFolds {
  private SampleOrderedFolds() {}

  /// Longest rise.
  ///
  /// Missing cells are left out.
  @Tool(
      name = "sample.longest-rise",
      produces = "length: rows of the longest rise",
      example = "weir run f.csv sample.longest-rise --column x")
  static final class LongestRise implements StreamingAwarePipeline<LongestRise.Rise> {
    /// What the user chose.
    ///
    /// @param column the column
    record Options(
        @Option(
                type = OptionType.COLUMN,
                accepts = {Type.INT, Type.LONG, Type.DOUBLE})
            String column) {}

    private final Column column;

    static final class Rise {
      double last = Double.NaN;
      long length;
      long longest;
    }

    LongestRise(LongestRise.Options options, Binding in) {
      column = in.column(options.column(), Type.numeric());
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

  /// First and last value.
  ///
  /// NaN if there is none; rows below zero are set aside if told so.
  @Tool(
      name = "sample.ends",
      produces = {"first: the first", "last: the last"},
      example = "weir run f.csv sample.ends --column x")
  static final class Ends implements MergeablePipeline<double[]> {
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

    Ends(Ends.Options options, Binding in) {
      column = in.column(options.column(), Type.numeric());
      reject = options.reject();
      options.order().ifPresentOrElse(order -> in.ordered(in.column(order)), () -> in.ordered());
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
}
