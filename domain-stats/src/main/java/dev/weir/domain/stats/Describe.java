package dev.weir.domain.stats;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.MultiPass;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineResult;
import dev.weir.api.StateCodec;
import dev.weir.api.Tool;
import dev.weir.numerics.ExactQuantiles;
import dev.weir.numerics.QuantileSketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is in each column: figures and oddities.
///
/// Describes numeric columns by count, moments, extremes and quantiles, and all others by count,
/// extremes and lengths; says what looks odd as warnings.
///
/// **Figures.** `count` is the number of values; missing cells and NaN are counted apart and left
/// out of everything else. `sd` is the sample standard deviation (n - 1). `skewness` is g1 = m3 /
/// m2^1.5 and `kurtosis` the excess g2 = m4 / m2^2 - 3, with central moments over n (SciPy's
/// defaults; R e1071 type 1). Quantiles are of type 7 (R, NumPy). Their columns are named `median`
/// and `q` with per cent: 0.25 is `q25`, 0.999 `q99.9`; they stand in ascending order. `least` and
/// `greatest` of text are in the order of its bytes (code points), cut after 64 bytes; false is
/// before true; dates and times are ISO 8601, UTC; BYTES are hexadecimal. `shortest` and `longest`
/// are in characters, of BYTES in bytes. A histogram has bins of equal width from least to
/// greatest; a bin holds its upper edge, the first its lower one too. `top` lists a value only if
/// it certainly occurs more often than any value left out, and at least twice; `share` is of
/// `count`. Numeric columns are listed there only while they have few different values (254, more
/// with a greater `top`), BYTES never; texts of more than 64 bytes are shortened and marked by a
/// hash.
///
/// **Edges.** What is undefined is a missing cell: everything but counts for no values, `sd` for
/// one value, skewness and kurtosis of a constant column. An infinite value is least or greatest
/// and makes the mean infinite; sd, skewness, kurtosis and histogram are then missing. Whole
/// numbers beyond 2^53 are rounded to a double in `min`, `max` and quantiles; a warning gives the
/// exact extremes. Empty tables give the same columns.
///
/// **Exactness.** Counts and extremes are exact, moments up to rounding (1e-12 of the sum of
/// magnitudes over any chunking); with `exact-moments`, mean and sd come from exact sums of x and
/// x²: rounded once, the same bits however the rows are cut or ordered, for about twice the time;
/// cells count as the decimals of up to 15 digits that they were written as (0.1 as one tenth),
/// others as the doubles that they are. Quantiles and histogram come from a KLL sketch: a rank is
/// within 2.296 / k^0.9723 (k = `sketch-size`: 1.33 % for 200) with 99 % probability; up to k
/// values they are exact. `exact` reads the data up to six times instead. `distinct` is HyperLogLog
/// with 4096 registers, within 3.25 % at 95 %, all but exact up to 400 and exact up to 254 if `top`
/// is given. `top` counts are at most 1/128 of the count too low, and exact up to 254 different
/// values. The result lists the bounds that apply.
///
/// **Memory.** Up to 22 KB a numeric column, 10 KB any other; `exact-moments` adds up to 8 KB,
/// `top` adds 14 to 28 KB, `exact` up to 200 KB a quantile and column.
///
/// **Errors.** USER: an unknown column, a quantile outside 0 to 1.
///
/// **Source.** Moments after Chan et al. (doi:10.1080/00031305.1983.10483115) and Pébay
/// (doi:10.2172/1028931), exact sums after Neal (arXiv:1505.05571); KLL (doi:10.1109/FOCS.2016.17);
/// selection after Munro and Paterson (doi:10.1016/0304-3975(80)90061-4); HyperLogLog and
/// Misra-Gries as in dev.weir.numerics. Checked against R 4, SciPy and NIST StRD.
@Tool(
    name = "stats.describe",
    exactness =
        "counts and extremes exact, moments up to rounding; quantiles within the sketch's rank"
            + " error unless exact; distinct within 3.25 % (95 %)",
    produces = {
      "numbers: one row per INT, LONG or DOUBLE column: column, type, count, missing, nan (if there"
          + " is a DOUBLE column), mean, sd, min, quantiles, max, skewness, kurtosis, distinct",
      "categories: one row per other column: column, type, count, missing, distinct, least,"
          + " greatest, shortest, longest",
      "top: if asked: column, value, count, share",
      "histogram: if asked: column, from, to, count"
    },
    example = "weir run diamonds.csv stats.describe --columns price,carat --by cut")
final class Describe implements MergeablePipeline<Describe.State>, MultiPass<Describe.State> {
  static final int MOST_QUANTILES = 100;

  /// What the user chose.
  ///
  /// @param columns columns to describe; none: every column
  /// @param quantiles probabilities of the quantiles, at most 100
  /// @param exact exact quantiles and histogram, in up to six passes
  /// @param exactMoments mean and sd from exact sums of the decimals in the cells, rounded once
  /// @param sketchSize the k of the quantile sketch: the rank error is 2.296 / k^0.9723
  /// @param top most frequent values to list of each column; 0: none
  /// @param bins histogram bins of each numeric column; 0: no histogram
  record Options(
      @Option(type = OptionType.COLUMNS) List<String> columns,
      @Option(
              byDefault = {"0.25", "0.5", "0.75"},
              least = 0,
              most = 1)
          List<Double> quantiles,
      boolean exact,
      boolean exactMoments,
      @Option(
              byDefault = "" + QuantileSketch.DEFAULT_K,
              least = QuantileSketch.MIN_K,
              most = QuantileSketch.MAX_K)
          int sketchSize,
      @Option(byDefault = "0", least = 0, most = 1_000) int top,
      @Option(byDefault = "0", least = 0, most = 1_000) int bins) {
    /// Puts the quantiles in ascending order, each once.
    Options {
      quantiles = quantiles.stream().sorted().distinct().toList();
    }
  }

  /// What one pass keeps. After the first pass the summaries are final and shared.
  ///
  /// @param pass from 1
  /// @param columns one each
  /// @param exact one per numeric column; none unless exact figures were asked for
  record State(int pass, List<ColumnSummary> columns, List<ExactFigures> exact) {
    List<NumberSummary> numbers() {
      return columns.stream()
          .filter(NumberSummary.class::isInstance)
          .map(NumberSummary.class::cast)
          .toList();
    }
  }

  private final Options options;
  private final List<Column> columns;
  private final List<Column> numeric;
  private final ColumnSummary.Depth depth;

  Describe(Options options, Binding in) {
    if (options.quantiles.size() > MOST_QUANTILES) {
      throw in.refusal(
          "--quantiles lists " + options.quantiles.size() + " probabilities",
          "give at most " + MOST_QUANTILES);
    }
    this.options = options;
    columns = in.columns(options.columns);
    numeric = columns.stream().filter(column -> column.type().isNumeric()).toList();
    depth =
        new ColumnSummary.Depth(
            options.exact ? 0 : options.sketchSize, options.exactMoments, options.top, in.seed());
    if (options.exact && !numeric.isEmpty()) {
      in.passes(ExactQuantiles.MAX_PASSES);
    }
    in.memory(DescribeMemory.of(options, columns), 0);
  }

  @Override
  public State newState(ChunkProcessingContext context) {
    var exact = options.exact ? numeric : List.<Column>of();
    return new State(
        1,
        columns.stream().map(column -> ColumnSummary.of(column, depth)).toList(),
        exact.stream()
            .map(column -> ExactFigures.of(column, probabilities(), options.bins))
            .toList());
  }

  private double[] probabilities() {
    return options.quantiles.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public State newState(State seed, ChunkProcessingContext context) {
    return new State(
        seed.pass, seed.columns, seed.exact.stream().map(ExactFigures::fresh).toList());
  }

  @Override
  public void processChunk(Chunk chunk, State state, ChunkProcessingContext context) {
    if (state.pass == 1) {
      state.columns.forEach(summary -> summary.accept(chunk));
    }
    state.exact.forEach(figures -> figures.accept(chunk));
  }

  @Override
  public State merge(State earlier, State later) {
    if (earlier.pass == 1) {
      for (int i = 0; i < columns.size(); i++) {
        earlier.columns.get(i).merge(later.columns.get(i));
      }
    }
    for (int i = 0; i < earlier.exact.size(); i++) {
      earlier.exact.get(i).merge(later.exact.get(i));
    }
    return earlier;
  }

  @Override
  public Optional<State> nextPass(State whole) {
    var numbers = whole.numbers();
    var next = new ArrayList<ExactFigures>();
    boolean settled = true;
    for (int i = 0; i < whole.exact.size(); i++) {
      settled &= whole.exact.get(i).settled(numbers.get(i));
      next.add(whole.exact.get(i).next(numbers.get(i)));
    }
    return settled
        ? Optional.empty()
        : Optional.of(new State(whole.pass + 1, whole.columns, List.copyOf(next)));
  }

  @Override
  public PipelineResult aggregateChunkResults(State state, ChunkProcessingContext context) {
    return new DescribeReport(options, columns).of(state);
  }

  @Override
  public StateCodec<State> stateCodec() {
    return StateCodec.of(1, this::write, this::read, DescribeMemory::retained);
  }

  private void write(State state, StateCodec.Out out) {
    out.integer(state.pass);
    state.columns.forEach(summary -> summary.write(out));
    state.exact.forEach(figures -> figures.write(out));
  }

  private State read(StateCodec.In in) {
    int pass = (int) in.integer();
    return new State(
        pass,
        columns.stream().map(column -> ColumnSummary.read(in, column, depth)).toList(),
        (options.exact ? numeric : List.<Column>of())
            .stream().map(column -> ExactFigures.read(in, column, options.bins)).toList());
  }
}
