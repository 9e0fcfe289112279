package org.example.seismology;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Tool;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;

/// Adds the time since the event before.
///
/// Rows come in the order of `--time`, ties as in the input, with a DOUBLE column `interval_days`
/// (or the other `--unit`): the time since the row before, across chunks and files. With `--by` it
/// is that before in the same group. Where events are independent of each other the intervals are
/// exponential, and their standard deviation equals their mean; clusters such as aftershocks make
/// it greater.
///
/// **Edges.** The first row has no interval, nor has a row without a time, which is passed over:
/// the next row's interval begins at the last time that there was. Equal times: 0. No rows: no
/// rows.
///
/// **Exactness.** The difference is exact in microseconds and rounded once by the division; from
/// 285 years on it is rounded before, too.
///
/// **Cost.** One pass in order, constant memory; a file that is not in order is sorted by the
/// source.
///
/// **Errors.** USER: no such column, one that is no timestamp, an input that has a column of the
/// new one's name. REFUSED: a source that cannot give the order.
///
/// **Source.** Checked against `diff` of R 4.2 (`etc/oracle.R`).
@Tool(
    name = "seismology.inter-event-times",
    exactness = "exact in microseconds, rounded once",
    produces = "rows: the rows of the input in order, with a DOUBLE column interval_UNIT",
    example = "weir run earthquakes.csv seismology.inter-event-times --time time --unit hours")
final class InterEventTimes implements Transform<InterEventTimes.State> {
  private static final long STATE_BYTES = 32;

  /// What the user chose.
  ///
  /// @param time when each event began
  /// @param unit of the new column
  record Options(
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.TIMESTAMP})
          String time,
      @Option(byDefault = "days") Unit unit) {}

  /// The time before, carried from chunk to chunk.
  static final class State {
    private boolean begun;
    private long before;
  }

  private final Column time;
  private final Unit unit;
  private final Schema.Field added;

  InterEventTimes(Options options, Binding in) {
    time = in.column(options.time(), Type.TIMESTAMP);
    unit = options.unit();
    var name = "interval_" + unit.word();
    if (in.schema().indexOf(name) >= 0) {
      throw in.refusal(
          "there is a column '" + name + "' already, which this step would make",
          "choose another --unit, or rename or drop that column first");
    }
    added = new Schema.Field(name, Type.DOUBLE, true, unit.word());
    in.emits(in.schema().with(added));
    in.ordered(time);
    in.memory(STATE_BYTES, 0);
  }

  @Override
  public State newState(ChunkProcessingContext context) {
    return new State();
  }

  @Override
  public void processChunk(Chunk chunk, State state, ChunkProcessingContext context) {
    long[] times = chunk.longs(time);
    var validity = chunk.validity(time);
    var intervals = new double[chunk.rows()];
    var defined = new boolean[chunk.rows()];
    for (int row = 0; row < intervals.length; row++) {
      if (validity.at(row)) {
        defined[row] = state.begun;
        intervals[row] = state.begun ? micros(state.before, times[row]) / unit.micros : 0;
        state.before = times[row];
        state.begun = true;
      }
    }
    context.emit(chunk.with(added, new Values.Doubles(intervals, Validity.of(defined))));
  }

  /// From one time to a later one; beyond the range of `long` the difference is still right without
  /// its sign.
  private static double micros(long from, long to) {
    long difference = to - from;
    return difference >= 0 ? difference : (difference >>> 1) * 2.0;
  }

  @Override
  public StateCodec<State> stateCodec() {
    return StateCodec.of(1, InterEventTimes::write, InterEventTimes::read, state -> STATE_BYTES);
  }

  private static void write(State state, StateCodec.Out out) {
    out.integer(state.begun ? 1 : 0);
    out.integer(state.before);
  }

  private static State read(StateCodec.In in) {
    var state = new State();
    state.begun = in.integer() == 1;
    state.before = in.integer();
    return state;
  }
}
