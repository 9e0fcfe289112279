package dev.weir.domain.timeseries;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Figures of the window that ends at each row.
///
/// Adds to each row, for each of `--columns`, figures of the values in a window that ends with that
/// row: of the last `--rows` rows, or of the last `--duration` by the column `--time`. The new
/// columns are DOUBLE and named after column, figure and window: `price_mean_7`, `price_sd_12h`.
///
/// **Order.** With `--time` rows come in its order, ties as in the input; without it, which only
/// windows by rows allow, as in the input, or, if a step before asks for an order, in that one.
/// Windows reach across chunks and files.
///
/// **Windows.** By rows: this row and those before it, the row count including rows without a
/// value. By duration `d`: this row, at time `t`, and those before it whose time is later than `t -
/// d`: the window is open on the left and closed on the right, as in pandas. A DATE is its
/// midnight. Of rows at the same time, those that come before are inside, those after are not. With
/// `--by` each group has windows of its own.
///
/// **Figures.** `count`, `sum`, `mean`, `sd` (sample standard deviation, n - 1), `min`, `max`,
/// `median`. All are exact figures of the values in the window, rounded once (`sd` to two units in
/// the last place): nothing drifts, and a huge value leaves no trace after it has left. pandas
/// gives the same up to the drift of its running sums.
///
/// **Edges.** Missing cells and NaN are left out of windows. A window with fewer values than
/// `--min-periods` has missing figures, `count` excepted, which is always there; if it is not
/// given, windows by rows need all their rows, as in pandas, and windows by duration one value.
/// What is undefined is missing: `sd` of one value, `mean` and `sum` of infinities of both signs,
/// `sd` of any infinity, figures of no value. A row without a time is in no window, and all its
/// figures are missing. LONG beyond 2^53 is rounded to a double. No rows: no rows.
///
/// **Memory.** For each row of the window 8 bytes a column and 8 for its time; `min` and `max` add
/// up to 32 bytes a row and column each, `median` up to 32, the others none. Windows by duration
/// hold at most `--max-rows` rows, for which memory is set aside; one that outgrows it ends the
/// run.
///
/// **Errors.** USER: none or both of `--rows` and `--duration`, a duration without `--time`, a new
/// column whose name is taken. REFUSED: a source that cannot give the order. RESOURCE: more than
/// `--max-rows` rows within the duration.
///
/// **Source.** Sums after Neal (arXiv:1505.05571), extremes by a monotone queue (arXiv:cs/0610046),
/// medians from sorted pages. Checked against pandas.
@Tool(
    name = "timeseries.rolling",
    oneOf = {"rows", "duration"},
    exactness = "exact, rounded once; sd to two units in the last place",
    produces = "rows: the rows of the input with a DOUBLE column for each column and statistic",
    example =
        "weir run prices.csv timeseries.rolling --columns price --statistics mean,sd --time day"
            + " --duration 7d")
final class Rolling implements Transform<RollingWindow> {
  /// What the user chose.
  ///
  /// @param columns numeric columns; none: all
  /// @param statistics figures of each window
  /// @param rows width of the window in rows, this one included
  /// @param duration width of the window in time
  /// @param time column that orders the rows; needed with a duration
  /// @param minPeriods least number of values that a window needs; left out: all rows of a window
  ///   by rows, one for a window by duration
  /// @param maxRows most rows within a window by duration
  record Options(
      @Option(
              type = OptionType.COLUMNS,
              accepts = {Type.INT, Type.LONG, Type.DOUBLE})
          List<String> columns,
      @Option(byDefault = "mean") List<Statistic> statistics,
      @Option(least = 1, most = 10_000_000) OptionalInt rows,
      Optional<Duration> duration,
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.DATE, Type.TIMESTAMP})
          Optional<String> time,
      @Option(least = 1, most = 10_000_000) OptionalInt minPeriods,
      @Option(byDefault = "100000", least = 1, most = 10_000_000) int maxRows) {
    /// Each statistic once.
    Options {
      statistics = statistics.stream().distinct().toList();
    }
  }

  private final List<Statistic> statistics;
  private final List<Column> columns;
  private final List<Schema.Field> added;
  private final Optional<Column> time;
  private final RollingWindow.Shape shape;
  private final int minPeriods;

  Rolling(Options options, Binding in) {
    check(options, in);
    statistics = options.statistics();
    columns = in.columns(options.columns(), Type.numeric());
    time = options.time().map(name -> in.column(name, Type.DATE, Type.TIMESTAMP));
    long micros = options.duration().map(Rolling::micros).orElse(0L);
    int most = options.rows().orElse(options.maxRows());
    shape = new RollingWindow.Shape(columns.size(), most, micros, List.copyOf(statistics));
    minPeriods = options.minPeriods().orElse(options.rows().orElse(1));
    added = added(options, in);
    var emitted = in.schema().with(added.toArray(Schema.Field[]::new));
    var from = new int[emitted.size()];
    Arrays.setAll(from, i -> i < in.schema().size() ? i : -1);
    in.emits(emitted, from);
    in.ordered(time.stream().toArray(Column[]::new));
    in.memory(RollingWindow.maxBytes(shape), 0);
  }

  private static void check(Options options, Binding in) {
    if (options.duration().isPresent()) {
      var duration = options.duration().get();
      if (duration.isZero() || duration.isNegative() || duration.toDays() > 1_000_000) {
        throw in.refusal(
            "--duration is " + duration + "; it must be more than 0 and at most 1000000 days",
            "give a duration such as 90s, 12h or 7d");
      }
      if (options.time().isEmpty()) {
        throw in.refusal(
            "a window by --duration needs the times of the rows",
            "name their column by --time, or give --rows in place of --duration");
      }
    }
    int widest = options.rows().orElse(options.maxRows());
    if (options.minPeriods().orElse(1) > widest) {
      throw in.refusal(
          "--min-periods is "
              + options.minPeriods().getAsInt()
              + ", but a window has at most "
              + widest
              + " rows",
          "give at most that");
    }
  }

  private static long micros(Duration duration) {
    return Math.addExact(
        Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1000);
  }

  private List<Schema.Field> added(Options options, Binding in) {
    var width =
        options.rows().isPresent()
            ? Integer.toString(options.rows().getAsInt())
            : DurationText.of(options.duration().orElseThrow());
    var fields = new ArrayList<Schema.Field>();
    for (var column : columns) {
      for (var statistic : statistics) {
        var name = column.name() + "_" + DurationText.lower(statistic) + "_" + width;
        if (in.schema().indexOf(name) >= 0) {
          throw in.refusal(
              "there is a column '" + name + "' already, which this step would make",
              "rename or drop that column first");
        }
        boolean count = statistic == Statistic.COUNT;
        boolean unitless = count || column.field().unit().isEmpty();
        fields.add(
            new Schema.Field(name, Type.DOUBLE, true, unitless ? "" : column.field().unit()));
      }
    }
    return fields;
  }

  @Override
  public RollingWindow newState(ChunkProcessingContext context) {
    return new RollingWindow(shape);
  }

  @Override
  public void processChunk(Chunk chunk, RollingWindow window, ChunkProcessingContext context) {
    int rows = chunk.rows();
    var figures = new double[added.size()][rows];
    var cells = columns.stream().map(chunk::doubles).toArray(double[][]::new);
    var validities = columns.stream().map(chunk::validity).toArray(Validity[]::new);
    var times = time.map(column -> Micros.of(chunk, column)).orElse(new long[0]);
    var row = new double[columns.size()];
    for (int r = 0; r < rows; r++) {
      boolean placed = time.isEmpty() || chunk.validity(time.get()).at(r);
      if (placed) {
        for (int c = 0; c < row.length; c++) {
          row[c] = validities[c].at(r) ? cells[c][r] : Double.NaN;
        }
        window.add(time.isEmpty() ? 0 : times[r], row);
      }
      int at = 0;
      for (int c = 0; c < row.length; c++) {
        for (var statistic : statistics) {
          figures[at++][r] = placed ? window.figure(c, statistic, minPeriods) : Double.NaN;
        }
      }
    }
    emit(chunk, figures, context);
  }

  private void emit(Chunk chunk, double[][] figures, ChunkProcessingContext context) {
    var wider = chunk;
    for (int i = 0; i < figures.length; i++) {
      var defined = new boolean[chunk.rows()];
      for (int r = 0; r < defined.length; r++) {
        defined[r] = !Double.isNaN(figures[i][r]);
      }
      wider = wider.with(added.get(i), new Values.Doubles(figures[i], Validity.of(defined)));
    }
    context.emit(wider);
  }

  @Override
  public StateCodec<RollingWindow> stateCodec() {
    return StateCodec.of(
        1, RollingWindow::write, in -> RollingWindow.read(in, shape), RollingWindow::retainedBytes);
  }
}
