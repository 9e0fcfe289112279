package dev.weir.domain.timeseries;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Tool;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// One row for each step of the calendar.
///
/// Sums the rows up by steps of the time in the column `--time`: quarter hours, days, months. Each
/// step that holds a row becomes a row: the start of the step, under the name of the time column,
/// and for each of `--columns` the figures asked for, in columns named after both: `price_mean`,
/// `price_open`.
///
/// **Steps.** `--every` is a number and a unit: `ms`, `s`, `m` (minutes), `h`, `d`, `w`, `mo`
/// (months), `q` (quarters), `y`. A step holds the moments from its start up to, not including, the
/// start of the next; all in UTC. Steps up to days are counted from 1970-01-01T00:00Z, so those
/// that divide a day begin at midnight; weeks begin on Monday; months, quarters and years begin on
/// their first day, several of them counted from the year 0. pandas gives the same steps with
/// `closed="left", label="left", origin="epoch"`.
///
/// **Figures.** `count`, `sum`, `mean`, `sd` (sample standard deviation, n - 1), `min`, `max`,
/// `first`, `last`; `ohlc` is `open`, `high`, `low` and `close`: first, greatest, least and last.
/// Sums and means are exact and rounded once, `sd` is right to two units in the last place. Figures
/// are DOUBLE, counts LONG.
///
/// **Order.** Rows come in order of the time column, ties as in the input: the source sorts them.
/// With `--by` each group has steps of its own.
///
/// **Edges.** Missing cells and NaN are left out of all figures. A step whose rows hold no value
/// has count 0 and missing figures; a step without rows has no row. What is undefined is missing:
/// `sd` of one value, or of any infinity; `sum` and `mean` of infinities of both signs. Rows
/// without a time are left out and counted (metric `rows-without-time`). The time column of the
/// result is a DATE if it was one. LONG beyond 2^53 is rounded to a double. No rows: no rows.
///
/// **Memory.** Up to 2.2 KB a column, whatever the number of rows in a step.
///
/// **Errors.** USER: an `--every` that is no step, or one below a day for a DATE; names of new
/// columns that meet. REFUSED: a source that cannot give the order.
///
/// **Source.** Sums after Neal (arXiv:1505.05571). Checked against pandas.
@Tool(
    name = "timeseries.resample",
    exactness = "exact, rounded once; sd to two units in the last place",
    produces = "rows: a row a step: its start, and the figures of each column",
    example =
        "weir run trades.csv timeseries.resample --time at --every 15m --columns price"
            + " --statistics ohlc,count")
final class Resample implements Transform<ResampleState> {
  /// What the user chose.
  ///
  /// @param time column of the times
  /// @param every width of a step: a number and `ms`, `s`, `m`, `h`, `d`, `w`, `mo`, `q` or `y`
  /// @param columns numeric columns; none: all
  /// @param statistics figures of each step
  record Options(
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.DATE, Type.TIMESTAMP})
          String time,
      @Option(least = 1, most = 20) String every,
      @Option(
              type = OptionType.COLUMNS,
              accepts = {Type.INT, Type.LONG, Type.DOUBLE})
          List<String> columns,
      @Option(byDefault = "mean") List<Aggregate> statistics) {
    /// Each statistic once.
    Options {
      statistics = statistics.stream().distinct().toList();
    }
  }

  /// A new column: the figure of which column.
  ///
  /// @param name the figure's part of the new name
  /// @param figure which figure
  private record Figure(String name, Aggregate figure) {
    static Stream<Figure> of(Aggregate aggregate) {
      return aggregate == Aggregate.OHLC
          ? Stream.of(
              new Figure("open", Aggregate.FIRST),
              new Figure("high", Aggregate.MAX),
              new Figure("low", Aggregate.MIN),
              new Figure("close", Aggregate.LAST))
          : Stream.of(new Figure(DurationText.lower(aggregate), aggregate));
    }
  }

  private final Column time;
  private final CalendarStep step;
  private final List<Column> columns;
  private final List<Figure> figures;
  private final Schema output;

  Resample(Options options, Binding in) {
    time = in.column(options.time(), Type.DATE, Type.TIMESTAMP);
    step =
        CalendarStep.parse(options.every())
            .orElseThrow(() ->
                in.refusal(
                    "--every is '" + options.every() + "', which is no step of the calendar",
                    "give a number from 1 to 999999 and one of ms, s, m, h, d, w, mo, q, y, such as"
                        + " 15m, 1d or 1mo"));
    if (time.type() == Type.DATE && !step.wholeDays()) {
      throw in.refusal(
          "--every is " + options.every() + ", but '" + time.name() + "' holds dates",
          "give days, weeks, months, quarters or years, such as 1d or 1mo");
    }
    columns = in.columns(options.columns(), Type.numeric());
    figures = options.statistics().stream().flatMap(Figure::of).distinct().toList();
    output = output();
    var from = new int[output.size()];
    Arrays.fill(from, -1);
    in.emits(output, from);
    in.ordered(time);
    in.memory(ResampleState.bytes(columns.size()), 0);
  }

  private Schema output() {
    var fields = new ArrayList<Schema.Field>();
    fields.add(new Schema.Field(time.name(), time.type(), false, time.field().unit()));
    for (var column : columns) {
      for (var figure : figures) {
        boolean count = figure.figure() == Aggregate.COUNT;
        fields.add(
            new Schema.Field(
                column.name() + "_" + figure.name(),
                count ? Type.LONG : Type.DOUBLE,
                !count,
                count ? "" : column.field().unit()));
      }
    }
    return new Schema(fields);
  }

  @Override
  public ResampleState newState(ChunkProcessingContext context) {
    return new ResampleState(columns.size());
  }

  @Override
  public void processChunk(Chunk chunk, ResampleState state, ChunkProcessingContext context) {
    var rows = Rows.of(output);
    var cells = columns.stream().map(chunk::doubles).toArray(double[][]::new);
    var validities = columns.stream().map(chunk::validity).toArray(Validity[]::new);
    var times = Micros.of(chunk, time);
    var timed = chunk.validity(time);
    long untimed = 0;
    for (int r = 0; r < chunk.rows(); r++) {
      if (!timed.at(r)) {
        untimed++;
        continue;
      }
      long start = step.start(times[r]);
      if (state.begins(start)) {
        flush(state, rows);
        state.begin(start, chunk.position(r));
      }
      for (int c = 0; c < cells.length; c++) {
        if (validities[c].at(r)) {
          state.column(c).add(cells[c][r]);
        }
      }
    }
    if (untimed > 0) {
      context.count("rows-without-time", untimed);
    }
    if (rows.count() > 0) {
      context.emit(rows.chunk());
    }
  }

  @Override
  public void endOfInput(ResampleState state, ChunkProcessingContext context) {
    var rows = Rows.of(output);
    flush(state, rows);
    if (rows.count() > 0) {
      context.emit(rows.chunk());
    }
  }

  /// Makes a row of the step so far, if there is one.
  private void flush(ResampleState state, Rows rows) {
    if (!state.open()) {
      return;
    }
    boolean dates = time.type() == Type.DATE;
    rows.rowAt(state.position());
    rows.put(0, dates ? Math.floorDiv(state.start(), CalendarStep.DAY) : state.start());
    int at = 1;
    for (int c = 0; c < columns.size(); c++) {
      for (var figure : figures) {
        double value = state.column(c).figure(figure.figure());
        if (figure.figure() == Aggregate.COUNT) {
          rows.put(at, state.column(c).count());
        } else if (!Double.isNaN(value)) {
          rows.put(at, value);
        }
        at++;
      }
    }
    state.close();
  }

  @Override
  public StateCodec<ResampleState> stateCodec() {
    return StateCodec.of(
        1,
        ResampleState::write,
        in -> ResampleState.read(in, columns.size()),
        ResampleState::retainedBytes);
  }
}
