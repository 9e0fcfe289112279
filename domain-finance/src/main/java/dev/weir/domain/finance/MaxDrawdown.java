package dev.weir.domain.finance;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.MultiPass;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.StateCodec;
import dev.weir.api.Table;
import dev.weir.api.Tool;
import dev.weir.api.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The deepest fall of a price from a peak, and when it recovered.
///
/// The drawdown of an observation is `(peak - price) / peak`, where `peak` is the highest price up
/// to it: 0.25 is a quarter lost. The maximum is the greatest of them. Its trough is where it
/// stands first; its peak is the last observation of that highest price before the trough; it has
/// recovered at the first observation after the trough that is not below the peak. Of equally deep
/// falls the first counts; depths are compared exactly, not by their rounded ratios.
///
/// Rows are in order of `--time`, equal times by position; without `--time` in order of position.
/// The table `drawdown` has one row:
///
/// - `depth` and `recovered`; `peak`, `trough` and `recovery`, the prices; with `--time`
///   `peak_time`, `trough_time` and `recovery_time`; `peak_row` and so on, the row's number in this
///   order from 1, rows without a price counted.
/// - `length`, `to_trough` and `to_recovery`: observations from the peak to the recovery (to the
///   last observation if there is none), from the peak to the trough, from the trough to the
///   recovery; rows without a price are not observations. `days`: calendar days from the peak to
///   the end of `length`, if `--time` is a DATE or TIMESTAMP.
///
/// `current-drawdown` is that of the last observation.
///
/// - Rows whose price is missing or NaN are left out and counted as `missing`.
/// - A price that is zero, negative or infinite, or whose time is missing, is set aside with its
///   position and reason, within the run's error budget. Profits and losses that may be negative
///   have no drawdown as a part of a peak: add the capital first (`cleaning.derive`).
/// - Prices that never fall: `depth` 0, all else missing. No prices: `depth` missing,
///   `max-drawdown` and `current-drawdown` NaN.
///
/// Exact for any number of rows and any chunking: rows and prices to the bit, depths to rounding.
/// Cost: one pass, of constant memory, and a second one to find the recovery if there is one (an
/// early answer knows that it recovered, not yet where); so the input must be re-readable.
///
/// Errors: rows that an earlier step made from one row have no order among themselves and are
/// refused unless `--time` orders them. Lengths are those of PerformanceAnalytics
/// `table.Drawdowns`; checked against base R.
@Tool(
    name = "finance.max-drawdown",
    exactness =
        "rows, times and prices exact; depths to one rounding of the difference and one of the division",
    produces = {
      "drawdown: one row: depth, recovered, peak, trough, recovery, their times and rows, length,"
          + " to_trough, to_recovery, days",
      "max-drawdown: depth as a part of the peak",
      "current-drawdown: that of the last observation",
      "observations: prices used",
      "missing: rows without a price"
    },
    example = "weir run prices.csv finance.max-drawdown --column close --time date --by ticker")
final class MaxDrawdown
    implements MergeablePipeline<MaxDrawdown.State>, MultiPass<MaxDrawdown.State> {
  /// What the user chose.
  ///
  /// @param column prices, or values of a portfolio
  /// @param time orders the rows; none: the order in which they stand
  record Options(
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.INT, Type.LONG, Type.DOUBLE})
          String column,
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.DATE, Type.TIMESTAMP, Type.INT, Type.LONG})
          Optional<String> time) {}

  /// The summary, which in the second pass is final and shared; and that pass's search.
  ///
  /// @param search null in the first pass
  record State(DrawdownSummary summary, @Nullable RecoverySearch search) {}

  private final PriceSeries series;
  private final EpisodeRows episodes;

  MaxDrawdown(Options options, Binding in) {
    series = PriceSeries.of(options.column(), options.time(), in);
    episodes = new EpisodeRows(series);
    in.passes(2);
    in.memory(DrawdownSummary.BYTES + RecoverySearch.BYTES, 0);
  }

  @Override
  public State newState(ChunkProcessingContext context) {
    return new State(new DrawdownSummary(), null);
  }

  @Override
  public State newState(State seed, ChunkProcessingContext context) {
    return new State(seed.summary, new RecoverySearch());
  }

  @Override
  public void processChunk(Chunk chunk, State state, ChunkProcessingContext context) {
    var cells = series.of(chunk);
    for (int row = 0; row < chunk.rows(); row++) {
      if (row > 0 && chunk.position(row) == chunk.position(row - 1)) {
        throw PipelineException.data(
            "rows.position",
            "finance.max-drawdown: an earlier step makes several rows of one, and their order is not known; write them out (--out FILE) and run it on that file");
      }
      if (cells.missing(row)) {
        addMissing(state);
      } else if (!cells.rejectsPrice(row, context)) {
        add(cells.value(row), chunk.position(row), cells.time(row), state);
      }
    }
  }

  private static void addMissing(State state) {
    if (state.search == null) {
      state.summary.addMissing();
    } else {
      state.search.addMissing();
    }
  }

  private static void add(double price, long position, long time, State state) {
    var peak = state.summary.peak;
    var trough = state.summary.trough;
    if (state.search == null) {
      state.summary.add(price, position, time);
    } else if (peak != null && trough != null) {
      state.search.add(price, position, time, peak, trough);
    }
  }

  @Override
  public State merge(State earlier, State later) {
    if (earlier.search == null || later.search == null) {
      earlier.summary.merge(later.summary);
    } else {
      earlier.search.merge(later.search);
    }
    return earlier;
  }

  @Override
  public Optional<State> nextPass(State whole) {
    return whole.search == null && whole.summary.recovered()
        ? Optional.of(new State(whole.summary, new RecoverySearch()))
        : Optional.empty();
  }

  @Override
  public PipelineResult aggregateChunkResults(State state, ChunkProcessingContext context) {
    var summary = state.summary;
    var peak = summary.peak;
    var trough = summary.trough;
    var last = summary.last;
    var highest = summary.highest;
    var rows = Rows.of(episodes.schema()).row();
    double deepest = last == null ? Double.NaN : 0;
    if (peak != null && trough != null && last != null) {
      var found = state.search == null ? null : state.search.found();
      var episode = new Episode(peak, trough, found);
      episodes.put(rows, episode, last, summary.recovered());
      deepest = episode.depth();
    } else if (last != null) {
      rows.put(0, 0.0);
    }
    double current =
        last == null || highest == null ? Double.NaN : Episode.depth(highest.price(), last.price());
    Table drawdown = rows.table();
    return PipelineResult.EMPTY
        .withTable("drawdown", drawdown)
        .withValue("max-drawdown", deepest)
        .withValue("current-drawdown", current)
        .withValue("observations", summary.observations)
        .withValue("missing", summary.missing);
  }

  @Override
  public StateCodec<State> stateCodec() {
    return StateCodec.of(
        1,
        MaxDrawdown::write,
        MaxDrawdown::read,
        _ -> DrawdownSummary.BYTES + RecoverySearch.BYTES);
  }

  private static void write(State state, StateCodec.Out out) {
    state.summary.write(out);
    out.integer(state.search == null ? 1 : 2);
    if (state.search != null) {
      state.search.write(out);
    }
  }

  private static State read(StateCodec.In in) {
    var summary = DrawdownSummary.read(in);
    return new State(summary, in.integer() == 1 ? null : RecoverySearch.read(in));
  }
}
