package org.example.seismology;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Table;
import dev.weir.api.Tool;
import dev.weir.api.Type;

/// Events in each bin of magnitude, and the magnitude of completeness.
///
/// Table `bins` has a row a bin, from the least magnitude seen to the greatest, empty ones among
/// them: its centre `magnitude`, the `count` of its events, and the `cumulative` count of it and
/// all bins above. A magnitude belongs to the nearest multiple of `--bin-width`; of two that are as
/// near, to the even one.
///
/// **Completeness.** Below some magnitude a network misses events, and counts fall where the law
/// says that they rise. Value `completeness` is the centre of the fullest bin (maximum curvature;
/// of several, the greatest magnitude) plus `--correction`, since that bin alone lies too low.
///
/// **Edges.** Missing and NaN magnitudes are left out and counted in `missing`. No event: no bin,
/// and NaN. Centres are rounded to six decimals.
///
/// **Exactness.** Counts are exact. One pass; a state holds 8 bytes a bin between the magnitudes
/// -10 and 10: 1.6 KB at the default width, 16 KB at the least.
///
/// **Errors.** USER: no such column, an option out of range. DATA: a magnitude below -10 or above
/// 10; with `--error-budget` its row is set aside.
///
/// **Source.** Wiemer and Wyss, BSSA 90 (2000) 859-869, doi:10.1785/0119990114; the correction:
/// Woessner and Wiemer, BSSA 95 (2005) 684-698, doi:10.1785/0120040007. Checked against R 4.2
/// (`etc/oracle.R`).
@Tool(
    name = "seismology.magnitude-frequency",
    produces = {
      "bins: magnitude, count and cumulative count, a row a bin",
      "completeness: magnitude from which on the catalogue is complete",
      "count: events with a magnitude",
      "missing: events without one"
    },
    exactness = "exact counts",
    example = "weir run earthquakes.csv seismology.magnitude-frequency --magnitude magnitude")
final class MagnitudeFrequency implements MergeablePipeline<MagnitudeFrequency.State> {
  private static final Schema BINS =
      Schema.of(
          Schema.Field.of("magnitude", Type.DOUBLE),
          Schema.Field.of("count", Type.LONG),
          Schema.Field.of("cumulative", Type.LONG));
  private static final long STATE_BYTES = 48;
  private static final double DECIMALS = 1e6;

  /// What the user chose.
  ///
  /// @param magnitude numeric column
  /// @param binWidth width of a bin
  /// @param correction added to the centre of the fullest bin
  record Options(
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.INT, Type.LONG, Type.DOUBLE})
          String magnitude,
      @Option(byDefault = "0.1", least = 0.01, most = 1) double binWidth,
      @Option(byDefault = "0.2", least = 0, most = 1) double correction) {}

  /// What is kept of the events seen so far; used by one thread at a time.
  static final class State {
    /// Of bin `i` at `i + middle`.
    private final long[] counts;

    private long missing;

    State(long[] counts) {
      this.counts = counts;
    }
  }

  private final Column magnitude;
  private final double width;
  private final double correction;

  /// Bins on each side of that of magnitude 0.
  private final int middle;

  MagnitudeFrequency(Options options, Binding in) {
    magnitude = in.column(options.magnitude(), Type.numeric());
    width = options.binWidth();
    correction = options.correction();
    middle = bin(Magnitudes.GREATEST);
    in.memory(STATE_BYTES + 8L * bins(), 0);
  }

  private int bins() {
    return 2 * middle + 1;
  }

  private int bin(double magnitude) {
    return (int) Math.rint(magnitude / width);
  }

  private double centre(int index) {
    return Math.rint((index - middle) * width * DECIMALS) / DECIMALS;
  }

  @Override
  public State newState(ChunkProcessingContext context) {
    return new State(new long[bins()]);
  }

  @Override
  public void processChunk(Chunk chunk, State state, ChunkProcessingContext context) {
    var magnitudes = new Magnitudes(chunk, magnitude);
    for (int row = 0; row < chunk.rows(); row++) {
      if (!magnitudes.has(row)) {
        state.missing++;
      } else if (magnitudes.accepted(row, context)) {
        state.counts[bin(magnitudes.at(row)) + middle]++;
      }
    }
  }

  @Override
  public State merge(State earlier, State later) {
    for (int i = 0; i < earlier.counts.length; i++) {
      earlier.counts[i] += later.counts[i];
    }
    earlier.missing += later.missing;
    return earlier;
  }

  @Override
  public PipelineResult aggregateChunkResults(State state, ChunkProcessingContext context) {
    long count = 0;
    int fullest = -1;
    for (int i = 0; i < state.counts.length; i++) {
      count += state.counts[i];
      if (state.counts[i] > 0 && (fullest < 0 || state.counts[i] >= state.counts[fullest])) {
        fullest = i;
      }
    }
    double completeness = fullest < 0 ? Double.NaN : centre(fullest) + correction;
    return PipelineResult.EMPTY
        .withTable("bins", table(state.counts, count))
        .withValue("completeness", Math.rint(completeness * DECIMALS) / DECIMALS)
        .withValue("count", count)
        .withValue("missing", state.missing);
  }

  private Table table(long[] counts, long count) {
    var rows = Rows.of(BINS);
    long cumulative = count;
    for (int i = 0; i < counts.length && cumulative > 0; i++) {
      if (cumulative < count || counts[i] > 0) {
        rows.row().put(0, centre(i)).put(1, counts[i]).put(2, cumulative);
      }
      cumulative -= counts[i];
    }
    return rows.table();
  }

  @Override
  public StateCodec<State> stateCodec() {
    return StateCodec.of(
        1,
        MagnitudeFrequency::write,
        MagnitudeFrequency::read,
        state -> STATE_BYTES + 8L * state.counts.length);
  }

  private static void write(State state, StateCodec.Out out) {
    out.integers(state.counts);
    out.integer(state.missing);
  }

  private static State read(StateCodec.In in) {
    var state = new State(in.integers());
    state.missing = in.integer();
    return state;
  }
}
