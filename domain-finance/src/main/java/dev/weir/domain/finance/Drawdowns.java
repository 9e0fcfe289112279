package dev.weir.domain.finance;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.Rows;
import dev.weir.api.StateCodec;
import dev.weir.api.Tool;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes a row of each fall of a price from a peak and its recovery.
///
/// An episode begins at a peak, the last observation before a fall that is as high as any before
/// it; it ends at its recovery, the first observation after it that is not below the peak. Its
/// trough is the first of its lowest observations, its depth `(peak - trough) / peak`: 0.25 is a
/// quarter lost. The last episode may not have recovered; it comes out at the end of the input.
///
/// Rows are in order of `--time`, equal times by position; without `--time` in order of position. A
/// row for each episode, in order, with the columns of `finance.max-drawdown`:
///
/// - `depth` and `recovered`; `peak`, `trough` and `recovery`, the prices; with `--time`
///   `peak_time`, `trough_time` and `recovery_time`; `peak_row` and so on, the row's number in this
///   order from 1, rows without a price counted.
/// - `length`, `to_trough` and `to_recovery`: observations from the peak to the recovery (to the
///   last observation if there is none), from the peak to the trough, from the trough to the
///   recovery; rows without a price are not observations. `days`: calendar days from the peak to
///   the end of `length`, if `--time` is a DATE or TIMESTAMP.
///
/// An episode stands at the position of its recovery's row, one without at that of the last
/// observation.
///
/// - `--min-depth 0.1` leaves out episodes of less than a tenth.
/// - Rows whose price is missing or NaN are passed over.
/// - A price that is zero, negative or infinite, or whose time is missing, is set aside with its
///   position and reason, within the run's error budget.
/// - Prices that never fall, one price, no price: no rows.
///
/// Exact for any number of rows and any chunking: rows and prices to the bit, depths to rounding.
/// Cost: one pass in order, constant memory. Checked against base R by the definitions of
/// PerformanceAnalytics `findDrawdowns`.
@Tool(
    name = "finance.drawdowns",
    exactness =
        "rows, times and prices exact; depths to one rounding of the difference and one of the division",
    produces =
        "rows: one for each episode: depth, recovered, peak, trough, recovery, their times and"
            + " rows, length, to_trough, to_recovery, days",
    example =
        "weir run prices.csv finance.drawdowns --column close --time date --min-depth 0.1 --by ticker")
final class Drawdowns implements Transform<Drawdowns.State> {
  private static final long BYTES = 64 + 3 * Observation.BYTES;

  /// What the user chose.
  ///
  /// @param column prices, or values of a portfolio
  /// @param time orders the rows; none: the order in which they stand
  /// @param minDepth least depth of an episode, as a part of its peak
  record Options(
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.INT, Type.LONG, Type.DOUBLE})
          String column,
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.DATE, Type.TIMESTAMP, Type.INT, Type.LONG})
          Optional<String> time,
      @Option(byDefault = "0", least = 0, most = 1) double minDepth) {}

  /// The episode under way; mutable, of one thread at a time.
  static final class State {
    private long rows;
    private long observations;
    private @Nullable Observation peak;

    /// Null while the price stands at its peak.
    private @Nullable Observation trough;

    private @Nullable Observation last;
  }

  private final PriceSeries series;
  private final EpisodeRows episodes;
  private final double minDepth;

  Drawdowns(Options options, Binding in) {
    series = PriceSeries.of(options.column(), options.time(), in);
    episodes = new EpisodeRows(series);
    minDepth = options.minDepth();
    var made = new int[episodes.schema().size()];
    Arrays.fill(made, -1);
    in.emits(episodes.schema(), made);
    in.memory(BYTES, 0);
  }

  @Override
  public State newState(ChunkProcessingContext context) {
    return new State();
  }

  @Override
  public void processChunk(Chunk chunk, State state, ChunkProcessingContext context) {
    var cells = series.of(chunk);
    var rows = Rows.of(episodes.schema());
    for (int row = 0; row < chunk.rows(); row++) {
      if (cells.missing(row)) {
        state.rows++;
      } else if (!cells.rejectsPrice(row, context)) {
        var next =
            new Observation(
                cells.value(row),
                ++state.observations,
                ++state.rows,
                chunk.position(row),
                cells.time(row));
        var ended = add(next, state);
        if (ended != null && ended.depth() >= minDepth) {
          episodes.put(rows.row(chunk, row), ended, next, true);
        }
      }
    }
    context.emit(rows.chunk());
  }

  /// The episode that the observation ends.
  private static @Nullable Episode add(Observation next, State state) {
    var peak = state.peak;
    var trough = state.trough;
    state.last = next;
    if (peak != null && next.price() < peak.price()) {
      if (trough == null || next.price() < trough.price()) {
        state.trough = next;
      }
      return null;
    }
    state.peak = next;
    state.trough = null;
    return peak == null || trough == null ? null : new Episode(peak, trough, next);
  }

  @Override
  public void endOfInput(State state, ChunkProcessingContext context) {
    var peak = state.peak;
    var trough = state.trough;
    var last = state.last;
    if (peak == null || trough == null || last == null) {
      return;
    }
    var open = new Episode(peak, trough, null);
    if (open.depth() >= minDepth) {
      var rows = Rows.of(episodes.schema()).rowAt(last.position());
      episodes.put(rows, open, last, false);
      context.emit(rows.chunk());
    }
  }

  @Override
  public StateCodec<State> stateCodec() {
    return StateCodec.of(1, Drawdowns::write, Drawdowns::read, _ -> BYTES);
  }

  private static void write(State state, StateCodec.Out out) {
    out.integer(state.rows);
    out.integer(state.observations);
    Observation.write(state.peak, out);
    Observation.write(state.trough, out);
    Observation.write(state.last, out);
  }

  private static State read(StateCodec.In in) {
    var state = new State();
    state.rows = in.integer();
    state.observations = in.integer();
    state.peak = Observation.read(in);
    state.trough = Observation.read(in);
    state.last = Observation.read(in);
    return state;
  }
}
