package org.example.seismology;

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
import dev.weir.numerics.ExactMoments;

/// Slope of the Gutenberg-Richter law by maximum likelihood.
///
/// The law `log10 N(M) = a - b M` gives the number of events of magnitude `M` and above. With the
/// mean `m` of the `n` magnitudes from `e = Mc - width / 2` up, the lower edge of the bin of the
/// magnitude of completeness `Mc`:
///
/// | figure | formula |
/// |---|---|
/// | `b-value` | `log10(exp 1) / (m - e)`, Aki's estimate with Utsu's correction for bins |
/// | `standard-error` | `ln(10) b² sd / sqrt(n)`, Shi and Bolt, `sd` the sample standard deviation |
/// | `a-value` | `log10(n) + b e`, for the time and region of the rows |
///
/// **Bins.** Catalogues give magnitudes to a tenth: the default. `--bin-width 0` is for magnitudes
/// that were not rounded, and `Mc` itself is then the edge. The correction leaves b too small by
/// `(ln(10) b width)² / 12`: with bins of 0.1 by 0.4 % at 1, by 1 % at 1.5.
///
/// **Edges.** Missing and NaN magnitudes are left out and counted in `missing`, those below the
/// edge in `below`. No event, or all of them at the edge: b, its error and a are NaN. One event:
/// the error is NaN. Fewer than 50 events make b uncertain by a seventh and more, and it is then
/// too large on average; a warning says so.
///
/// **Exactness.** Mean and standard deviation are made from exact sums, so the figures are the same
/// for any order of the rows. One pass, at most 2.1 KB a state.
///
/// **Errors.** USER: no such column, an option out of range. DATA: a magnitude below -10 or above
/// 10; with `--error-budget` its row is set aside.
///
/// **Source.** Aki, Bull. Earthq. Res. Inst. 43 (1965) 237-239; Utsu, Geophys. Bull. Hokkaido Univ.
/// 13 (1965) 99-103; Shi and Bolt, BSSA 72 (1982) 1677-1687, doi:10.1785/BSSA0720051677; of bins:
/// Marzocchi and Sandri, Ann. Geophys. 46 (2003) 1271-1282, doi:10.4401/ag-3472. Checked against R
/// 4.2, which finds the greatest likelihood by search (`etc/oracle.R`).
@Tool(
    name = "seismology.b-value",
    produces = {
      "b-value: slope of the law",
      "standard-error: of the b-value",
      "a-value: log10 of the number of events of magnitude 0 and above by the law",
      "mean: mean magnitude of the events used",
      "count: events used",
      "below: events left out because their magnitude is below the edge",
      "missing: events without a magnitude"
    },
    exactness = "to a few units in the last place, from exact sums",
    example =
        "weir run earthquakes.csv seismology.b-value --magnitude magnitude --completeness 4.4")
final class BValue implements MergeablePipeline<BValue.State> {
  private static final long FEW = 50;
  private static final long STATE_BYTES = 48;

  /// What the user chose.
  ///
  /// @param magnitude numeric column
  /// @param completeness the magnitude from which on no event was missed
  /// @param binWidth what magnitudes were rounded to; 0: they were not
  record Options(
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.INT, Type.LONG, Type.DOUBLE})
          String magnitude,
      @Option(least = Magnitudes.LEAST, most = Magnitudes.GREATEST) double completeness,
      @Option(byDefault = "0.1", least = 0, most = 1) double binWidth) {}

  /// What is kept of the events seen so far; used by one thread at a time.
  static final class State {
    private final ExactMoments moments;
    private long below;
    private long missing;

    State(ExactMoments moments) {
      this.moments = moments;
    }
  }

  private final Column magnitude;
  private final double edge;

  BValue(Options options, Binding in) {
    magnitude = in.column(options.magnitude(), Type.numeric());
    edge = options.completeness() - options.binWidth() / 2;
    in.memory(STATE_BYTES + ExactMoments.MAX_BYTES, 0);
  }

  @Override
  public State newState(ChunkProcessingContext context) {
    return new State(ExactMoments.create());
  }

  @Override
  public void processChunk(Chunk chunk, State state, ChunkProcessingContext context) {
    var magnitudes = new Magnitudes(chunk, magnitude);
    for (int row = 0; row < chunk.rows(); row++) {
      if (!magnitudes.has(row)) {
        state.missing++;
      } else if (magnitudes.accepted(row, context)) {
        if (magnitudes.at(row) >= edge) {
          state.moments.accept(magnitudes.at(row));
        } else {
          state.below++;
        }
      }
    }
  }

  @Override
  public State merge(State earlier, State later) {
    earlier.moments.merge(later.moments);
    earlier.below += later.below;
    earlier.missing += later.missing;
    return earlier;
  }

  @Override
  public PipelineResult aggregateChunkResults(State state, ChunkProcessingContext context) {
    long count = state.moments.count();
    double excess = state.moments.mean() - edge;
    double b = excess > 0 ? Math.log10(Math.E) / excess : Double.NaN;
    double error = Math.log(10) * b * b * state.moments.standardDeviation() / Math.sqrt(count);
    var result =
        PipelineResult.EMPTY
            .withValue("b-value", b)
            .withValue("standard-error", error)
            .withValue("a-value", Math.log10(count) + b * edge)
            .withValue("mean", state.moments.mean())
            .withValue("count", count)
            .withValue("below", state.below)
            .withValue("missing", state.missing);
    return count >= FEW
        ? result
        : result.withWarning(
            "the b-value is made from "
                + count
                + " events; below "
                + FEW
                + " it is uncertain by a seventh and more");
  }

  @Override
  public StateCodec<State> stateCodec() {
    return StateCodec.of(
        1, BValue::write, BValue::read, state -> STATE_BYTES + state.moments.retainedBytes());
  }

  private static void write(State state, StateCodec.Out out) {
    state.moments.write(out);
    out.integer(state.below);
    out.integer(state.missing);
  }

  private static State read(StateCodec.In in) {
    var state = new State(ExactMoments.read(in));
    state.below = in.integer();
    state.missing = in.integer();
    return state;
  }
}
