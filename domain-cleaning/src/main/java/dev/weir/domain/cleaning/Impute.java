package dev.weir.domain.cleaning;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Estimator;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.MultiPass;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Tool;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import dev.weir.numerics.ExactQuantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Fills missing cells with the mean, median or most frequent value.
///
/// Fits one value a column over all rows, then puts it where a cell is missing.
///
/// - `median`: the middle value; of an even number the mean of the two middle ones (type 7 of
///   Hyndman and Fan). INT, LONG and DOUBLE become DOUBLE.
/// - `mean`: the exact sum, rounded once, by the count. INT, LONG and DOUBLE become DOUBLE.
/// - `most-frequent`: the value that occurs most often; of equals the smallest (numbers and dates
///   by size, text by its bytes, false before true). All types but BYTES, which stay as they are.
///
/// The type afterwards is known before any row is read and does not depend on the data: mean and
/// median make every column that they are given DOUBLE, also if nothing is missing in it. A LONG
/// beyond 2^53 that DOUBLE cannot hold is an error that names the row.
///
/// - NaN is a value, not a missing cell: it stays, with a warning. `--nan-as-missing` fills it too.
///   Either way it does not enter the mean, the median or the counts.
/// - A column without any value, or whose mean or median is not finite (infinities), stays as it
///   is, with a warning.
/// - `--indicator` adds a BOOLEAN column `<column>_missing` for each column, true where a cell was
///   missing.
/// - `--by` fits one value per group; `--fit-on FILE` fits on other rows, such as a training set.
/// - No rows: an empty model, no values, a warning a column.
///
/// The model is the table `fill`; its `value` holds each value exactly, in words, so that it can be
/// read, saved and applied again.
///
/// Errors: an unknown column or one of another type names the columns that would do; a column
/// `<column>_missing` that exists already is refused.
///
/// Exact, and identical for any chunking, threads and order of rows. Cost: one pass for mean and
/// most frequent, mostly 3 and at most 6 for the median, and one to fill. Memory: 1 KB a column for
/// means, 200 KB for medians; the distinct values for the most frequent, in the run's ledger.
///
/// Checked against R 4.2 `mean`, `median`, `table` and scikit-learn `SimpleImputer`.
@Tool(
    name = "cleaning.impute",
    exactness = "exact; the mean to one rounding of the sum and one of the division",
    produces = {
      "fill: column, strategy, value (in words, exact), number (the value of a numeric column),"
          + " missing (cells to fill), count (values it was fitted on)",
      "rows: the rows of the input, filled"
    },
    example =
        "weir run diamonds.csv cleaning.impute --columns depth,table --strategy median --indicator")
final class Impute implements MergeablePipeline<Impute.Fits>, MultiPass<Impute.Fits>, Estimator {
  /// What the user chose.
  ///
  /// @param columns columns to fill; none: every one that the strategy can fill
  /// @param strategy what a missing cell is filled with
  /// @param indicator also add a column `<column>_missing` that is true where a cell was missing
  /// @param nanAsMissing take NaN as missing
  record Options(
      @Option(type = OptionType.COLUMNS) List<String> columns,
      @Option(byDefault = "median") Strategy strategy,
      boolean indicator,
      boolean nanAsMissing) {}

  /// One search a column.
  ///
  /// @param columns in the order of the tool's columns
  record Fits(List<ColumnFit> columns) {}

  private final Options options;
  private final List<Column> columns;

  Impute(Options options, Binding in) {
    this.options = options;
    columns = in.columns(options.columns(), options.strategy().types());
    emit(in);
    in.passes(options.strategy() == Strategy.MEDIAN ? ExactQuantiles.MAX_PASSES : 1);
    long each =
        switch (options.strategy()) {
          case MEAN -> MeanFit.MOST_BYTES;
          case MEDIAN -> MedianFit.MOST_BYTES;
          case MOST_FREQUENT -> FrequentFit.MOST_BYTES;
        };
    in.memory(64 + each * columns.size(), 0);
  }

  private void emit(Binding in) {
    var emitted = in.schema();
    for (var column : columns) {
      emitted = emitted.with(filled(column));
    }
    if (options.indicator()) {
      for (var column : columns) {
        var indicator = indicator(column);
        if (emitted.indexOf(indicator.name()) >= 0) {
          throw in.refusal(
              "there is a column '" + indicator.name() + "' already, which --indicator would make",
              "rename that column first, or leave --indicator out");
        }
        emitted = emitted.with(indicator);
      }
    }
    var from = new int[emitted.size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = i < in.schema().size() ? i : -1;
    }
    for (var column : columns) {
      from[column.index()] = -1;
    }
    in.emits(emitted, from);
  }

  private Schema.Field filled(Column column) {
    return new Schema.Field(
        column.name(), options.strategy().filled(column.type()), true, column.field().unit());
  }

  private static Schema.Field indicator(Column column) {
    return new Schema.Field(column.name() + "_missing", Type.BOOLEAN, false, "");
  }

  @Override
  public Fits newState(ChunkProcessingContext context) {
    var fits = new ArrayList<ColumnFit>();
    for (var column : columns) {
      fits.add(
          switch (options.strategy()) {
            case MEAN -> MeanFit.create();
            case MEDIAN -> MedianFit.create(column.type());
            case MOST_FREQUENT -> FrequentFit.create(column.type(), context);
          });
    }
    return new Fits(fits);
  }

  @Override
  public void processChunk(Chunk chunk, Fits state, ChunkProcessingContext context) {
    for (int i = 0; i < columns.size(); i++) {
      state.columns().get(i).accept(chunk, columns.get(i));
    }
  }

  @Override
  public Fits merge(Fits earlier, Fits later) {
    for (int i = 0; i < columns.size(); i++) {
      earlier.columns().get(i).merge(later.columns().get(i));
    }
    return earlier;
  }

  @Override
  public Optional<Fits> nextPass(Fits whole) {
    var medians =
        whole.columns().stream()
            .filter(MedianFit.class::isInstance)
            .map(MedianFit.class::cast)
            .toList();
    return medians.stream().allMatch(MedianFit::done)
        ? Optional.empty()
        : Optional.of(new Fits(medians.stream().<ColumnFit>map(MedianFit::next).toList()));
  }

  @Override
  public Fits newState(Fits seed, ChunkProcessingContext context) {
    return new Fits(
        seed.columns().stream().<ColumnFit>map(fit -> ((MedianFit) fit).fresh()).toList());
  }

  @Override
  public PipelineResult aggregateChunkResults(Fits state, ChunkProcessingContext context) {
    return FillModel.of(options.strategy(), columns, state.columns(), options.nanAsMissing());
  }

  @Override
  public StatelessTransform transformer(PipelineResult model) {
    var values = FillModel.read(model);
    var fillings =
        columns.stream()
            .map(column ->
                new Filling(
                    column,
                    filled(column),
                    FillModel.value(values, column, filled(column).type()),
                    options.nanAsMissing()))
            .toList();
    return (chunk, context) -> {
      var out = chunk;
      for (var filling : fillings) {
        out = out.with(filling.field(), filling.filled(chunk));
      }
      if (options.indicator()) {
        for (var filling : fillings) {
          out =
              out.with(
                  indicator(filling.column()),
                  new Values.Ints(Type.BOOLEAN, filling.missing(chunk), Validity.ALL));
        }
      }
      return out;
    };
  }

  @Override
  public StateCodec<Fits> stateCodec() {
    return StateCodec.of(
        1,
        (state, out) -> state.columns().forEach(fit -> fit.write(out)),
        in -> new Fits(columns.stream().map(column -> read(in)).toList()),
        state -> 64 + state.columns().stream().mapToLong(ColumnFit::retainedBytes).sum());
  }

  private ColumnFit read(StateCodec.In in) {
    return switch (options.strategy()) {
      case MEAN -> MeanFit.read(in);
      case MEDIAN -> MedianFit.read(in);
      case MOST_FREQUENT -> FrequentFit.read(in);
    };
  }
}
