package dev.weir.examples;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineResult;
import dev.weir.api.StateCodec;
import dev.weir.api.Tool;
import dev.weir.api.Type;

/// Geometric mean of a column.
///
/// `exp(mean(log x))` over the positive values of a column. Missing cells and NaN are left out, so
/// are zero and negative values, of which `not-positive` says how many there were. No positive
/// value: NaN. One pass, constant memory.
@Tool(
    name = "own.geometric-mean",
    produces = {
      "geometric-mean: real number",
      "count: positive values",
      "not-positive: values left out because they are zero or negative"
    },
    example = "weir run diamonds.csv own.geometric-mean --column price --by cut")
final class OwnTool implements MergeablePipeline<OwnTool.State> {
  // A tool of your own, complete: begin with a copy of this file. The comment above is its help,
  // the annotations hold the rest of what users see. Weir runs it in parallel, by group (`--by`),
  // within the memory budget and with the same bits for any number of threads.

  /// What the user chose.
  ///
  /// @param column numeric column
  record Options(
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.INT, Type.LONG, Type.DOUBLE})
          String column) {}

  /// What is kept of the rows seen so far; used by one thread at a time.
  static final class State {
    private double logs;
    private long count;
    private long notPositive;
  }

  private final Column column;

  /// Checks the options against the schema and asks for what will be read; no row is there yet.
  OwnTool(Options options, Binding in) {
    column = in.column(options.column(), Type.numeric());
    in.memory(64, 0);
  }

  @Override
  public State newState(ChunkProcessingContext context) {
    return new State();
  }

  @Override
  public void processChunk(Chunk chunk, State state, ChunkProcessingContext context) {
    double[] cells = chunk.doubles(column);
    var validity = chunk.validity(column);
    for (int row = 0; row < chunk.rows(); row++) {
      if (validity.at(row) && cells[row] > 0) {
        state.logs += Math.log(cells[row]);
        state.count++;
      } else if (validity.at(row) && cells[row] <= 0) {
        state.notPositive++;
      }
    }
  }

  @Override
  public State merge(State earlier, State later) {
    earlier.logs += later.logs;
    earlier.count += later.count;
    earlier.notPositive += later.notPositive;
    return earlier;
  }

  @Override
  public PipelineResult aggregateChunkResults(State state, ChunkProcessingContext context) {
    return PipelineResult.EMPTY
        .withValue("geometric-mean", Math.exp(state.logs / state.count))
        .withValue("count", state.count)
        .withValue("not-positive", state.notPositive);
  }

  @Override
  public StateCodec<State> stateCodec() {
    return StateCodec.of(1, OwnTool::write, OwnTool::read, state -> 64);
  }

  private static void write(State state, StateCodec.Out out) {
    out.real(state.logs);
    out.integer(state.count);
    out.integer(state.notPositive);
  }

  private static State read(StateCodec.In in) {
    var state = new State();
    state.logs = in.real();
    state.count = in.integer();
    state.notPositive = in.integer();
    return state;
  }
}
