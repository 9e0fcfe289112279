package dev.weir.tck;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.CustomPipeline;
import dev.weir.api.Estimator;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.TreeMap;
import java.util.TreeSet;

/// Correct transforms, estimators and tools for whole tables.
final class SampleRows {
  private SampleRows() {}

  private static final Schema.Field OUT = Schema.Field.of("out", Type.DOUBLE);

  /// Each row alone: twice the column.
  static final class Twofold implements StatelessTransform {
    static final SamplePlugin PLUGIN =
        new SamplePlugin(
            ToolDescriptor.of(Twofold.class, "sample.twofold", "Twice a column")
                .description("As column `out`; rows below zero are set aside if told so.")
                .option(SampleFolds.COLUMN)
                .option(OptionDescriptor.of("reject", OptionType.FLAG, "false", "Negative rows."))
                .produces("rows", "the rows and `out`")
                .example("weir run f.csv sample.twofold --column x then sample.ends --last x")
                .build(),
            (options, in, _) -> new Twofold(options, in));

    private final Column column;
    private final boolean reject;

    Twofold(OptionValues options, Binding in) {
      column = in.column(options.text("column"), Type.numeric());
      reject = options.flag("reject");
      in.emits(in.schema().with(OUT));
    }

    @Override
    public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
      var cells = chunk.doubles(column);
      var twice = new double[chunk.rows()];
      var kept = new int[chunk.rows()];
      int count = 0;
      for (int r = 0; r < twice.length; r++) {
        twice[r] = 2 * cells[r];
        if (reject && chunk.validity(column).at(r) && cells[r] < 0) {
          context.reject(chunk, r, "negative");
        } else {
          kept[count++] = r;
        }
      }
      return chunk.with(OUT, new Values.Doubles(twice, chunk.validity(column))).select(kept, count);
    }
  }

  /// Carries over: the last value.
  static final class Lag implements Transform<double[]> {
    static final SamplePlugin PLUGIN =
        new SamplePlugin(
            ToolDescriptor.of(Lag.class, "sample.lag", "Value of the row before")
                .description("NaN in the first row; a missing cell counts as NaN.")
                .option(SampleFolds.COLUMN)
                .option(OptionDescriptor.optional("order", OptionType.COLUMN, "Order of rows."))
                .option(OptionDescriptor.of("reject", OptionType.FLAG, "false", "Negative rows."))
                .produces("rows", "the rows and `out`")
                .example("weir run f.csv sample.lag --column x")
                .build(),
            (options, in, _) -> new Lag(options, in));

    private final Column column;
    private final boolean reject;

    Lag(OptionValues options, Binding in) {
      column = in.column(options.text("column"), Type.numeric());
      reject = options.flag("reject");
      options
          .optionalText("order")
          .ifPresentOrElse(order -> in.ordered(in.column(order)), () -> in.ordered());
      in.emits(in.schema().with(OUT));
    }

    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[] {Double.NaN};
    }

    @Override
    public void processChunk(Chunk chunk, double[] state, ChunkProcessingContext context) {
      var before = new double[chunk.rows()];
      var kept = new int[chunk.rows()];
      int count = 0;
      for (int r = 0; r < before.length; r++) {
        double x = chunk.validity(column).at(r) ? chunk.doubles(column)[r] : Double.NaN;
        if (reject && x < 0) {
          context.reject(chunk, r, "negative");
          continue;
        }
        before[r] = state[0];
        state[0] = x;
        kept[count++] = r;
      }
      context.emit(chunk.with(OUT, Values.of(before)).select(kept, count));
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 24);
    }
  }

  /// Sums up: a row for every ten, the last at the end.
  static final class Tens implements Transform<double[]> {
    static final SamplePlugin PLUGIN =
        new SamplePlugin(
            ToolDescriptor.of(Tens.class, "sample.tens", "Sums of ten rows")
                .description("A missing cell counts as nothing.")
                .option(SampleFolds.COLUMN)
                .produces("rows", "a row for ten")
                .example("weir run f.csv sample.tens --column x")
                .build(),
            (options, in, _) -> new Tens(options, in));

    private final Column column;
    private final Schema output = Schema.of(OUT);

    Tens(OptionValues options, Binding in) {
      column = in.column(options.text("column"), Type.numeric());
      in.ordered();
      in.emits(output);
    }

    /// Rows, sum, position of the first.
    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[3];
    }

    @Override
    public void processChunk(Chunk chunk, double[] state, ChunkProcessingContext context) {
      var rows = Rows.of(output);
      for (int r = 0; r < chunk.rows(); r++) {
        state[2] = state[0] == 0 ? chunk.position(r) : state[2];
        state[0]++;
        state[1] += chunk.validity(column).at(r) ? chunk.doubles(column)[r] : 0;
        if (state[0] == 10) {
          flush(rows, state);
        }
      }
      context.emit(rows.chunk());
    }

    private static void flush(Rows rows, double[] state) {
      rows.rowAt((long) state[2]).put(0, state[1]);
      state[0] = 0;
      state[1] = 0;
    }

    @Override
    public void endOfInput(double[] state, ChunkProcessingContext context) {
      if (state[0] > 0) {
        var rows = Rows.of(output);
        flush(rows, state);
        context.emit(rows.chunk());
      }
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 40);
    }
  }

  /// Each row as often as its number says.
  static final class Repeat implements StatelessTransform {
    static final SamplePlugin PLUGIN =
        new SamplePlugin(
            ToolDescriptor.of(Repeat.class, "sample.repeat", "Rows zero to two times")
                .description("As often as the column says, modulo three; missing: once.")
                .option(
                    OptionDescriptor.required("times", OptionType.COLUMN, "How often.")
                        .ofTypes(Type.INT))
                .produces("rows", "the column alone")
                .example("weir run f.csv sample.repeat --times n")
                .build(),
            (options, in, _) -> new Repeat(options, in));

    private final Column column;
    private final Schema output;

    Repeat(OptionValues options, Binding in) {
      column = in.column(options.text("times"), Type.INT);
      output = Schema.of(column.field());
      in.emits(output);
    }

    @Override
    public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
      var rows = Rows.of(output);
      for (int r = 0; r < chunk.rows(); r++) {
        int times = chunk.validity(column).at(r) ? Math.floorMod(chunk.ints(column)[r], 3) : 1;
        for (int i = 0; i < times; i++) {
          rows.row(chunk, r).put(0, chunk, column, r);
        }
      }
      return rows.chunk();
    }
  }

  /// An estimator: the column without its mean.
  static final class Centre implements MergeablePipeline<double[]>, Estimator {
    static final SamplePlugin PLUGIN =
        new SamplePlugin(
            ToolDescriptor.of(Centre.class, "sample.centre", "A column without its mean")
                .description("Missing cells stay.")
                .option(
                    OptionDescriptor.required("column", OptionType.COLUMN, "The column.")
                        .ofTypes(Type.DOUBLE))
                .produces("mean", "what is taken off")
                .produces("rows", "the rows, the column replaced")
                .example("weir run f.csv sample.centre --column x --fit-on g.csv")
                .build(),
            (options, in, _) -> new Centre(options, in));

    private final Column column;

    Centre(OptionValues options, Binding in) {
      column = in.column(options.text("column"), Type.DOUBLE);
      var from = new int[in.schema().size()];
      for (int i = 0; i < from.length; i++) {
        from[i] = i == column.index() ? -1 : i;
      }
      in.emits(in.schema(), from);
    }

    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[2];
    }

    @Override
    public void processChunk(Chunk chunk, double[] state, ChunkProcessingContext context) {
      for (int r = 0; r < chunk.rows(); r++) {
        if (chunk.validity(column).at(r)) {
          state[0]++;
          state[1] += chunk.doubles(column)[r];
        }
      }
    }

    @Override
    public double[] merge(double[] earlier, double[] later) {
      earlier[0] += later[0];
      earlier[1] += later[1];
      return earlier;
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] state, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("mean", state[1] / state[0]);
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 32);
    }

    @Override
    public Transform<?> transformer(PipelineResult model) {
      double mean = model.value("mean", Double.class);
      StatelessTransform transform =
          (chunk, _) -> {
            var cells = chunk.doubles(column);
            var off = new double[chunk.rows()];
            for (int r = 0; r < off.length; r++) {
              off[r] = cells[r] - mean;
            }
            return chunk.with(column.field(), new Values.Doubles(off, chunk.validity(column)));
          };
      return transform;
    }
  }

  /// An estimator over gathered rows whose output depends on them: a flag for each text.
  static final class Flags implements AnalysisPipeline, Estimator {
    static final SamplePlugin PLUGIN =
        new SamplePlugin(
            ToolDescriptor.of(Flags.class, "sample.flags", "A flag for each text")
                .description("Texts that the fit did not see have none.")
                .option(
                    OptionDescriptor.required("text", OptionType.COLUMN, "The column.")
                        .ofTypes(Type.TEXT))
                .produces("texts", "the texts seen")
                .example("weir run f.csv sample.flags --text city")
                .build(),
            (options, in, _) -> new Flags(options, in));

    private final Column column;
    private final Schema input;

    Flags(OptionValues options, Binding in) {
      column = in.column(options.text("text"), Type.TEXT);
      input = in.schema();
      in.emitsAfterFit(input);
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var seen = new TreeSet<String>();
      table.forEachChunk(chunk -> {
        for (int r = 0; r < chunk.rows(); r++) {
          if (chunk.validity(column).at(r)) {
            seen.add(chunk.text(column).string(r));
          }
        }
      });
      var rows = Rows.of(Schema.of(Schema.Field.of("text", Type.TEXT)));
      seen.forEach(text -> rows.row().put(0, text));
      return PipelineResult.EMPTY.withTable("texts", rows.table());
    }

    private static java.util.List<String> texts(PipelineResult model) {
      return Tables.column(model.table("texts"), "text").stream().map(String.class::cast).toList();
    }

    @Override
    public Schema emits(PipelineResult model) {
      var schema = input;
      for (var text : texts(model)) {
        schema = schema.with(Schema.Field.of(column.name() + "=" + text, Type.BOOLEAN));
      }
      return schema;
    }

    @Override
    public Transform<?> transformer(PipelineResult model) {
      var texts = texts(model);
      StatelessTransform transform =
          (chunk, _) -> {
            var wider = chunk;
            for (var text : texts) {
              var flags = new int[chunk.rows()];
              for (int r = 0; r < flags.length; r++) {
                boolean here = chunk.validity(column).at(r);
                flags[r] = here && chunk.text(column).string(r).equals(text) ? 1 : 0;
              }
              var field = Schema.Field.of(column.name() + "=" + text, Type.BOOLEAN);
              wider =
                  wider.with(
                      field, new Values.Ints(Type.BOOLEAN, flags, dev.weir.api.Validity.ALL));
            }
            return wider;
          };
      return transform;
    }
  }

  /// An estimator fitted on a further input: how often it has each text.
  static final class Lookup implements AnalysisPipeline, Estimator {
    static final SamplePlugin PLUGIN =
        new SamplePlugin(
            ToolDescriptor.of(Lookup.class, "sample.lookup", "How often a text is elsewhere")
                .description("Missing if it is not.")
                .option(
                    OptionDescriptor.required("text", OptionType.COLUMN, "The column.")
                        .ofTypes(Type.TEXT))
                .fitOn("words")
                .produces("words", "each text and how often")
                .example("weir run f.csv sample.lookup --text city --words g.csv")
                .build(),
            Lookup::new);

    private final Column column;
    private final Column there;

    Lookup(OptionValues options, Binding in, Binding words) {
      column = in.column(options.text("text"), Type.TEXT);
      there = words.column(options.text("text"), Type.TEXT);
      in.emits(in.schema().with(OUT));
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var seen = new TreeMap<String, Integer>();
      table.forEachChunk(chunk -> {
        for (int r = 0; r < chunk.rows(); r++) {
          if (chunk.validity(there).at(r)) {
            seen.merge(chunk.text(there).string(r), 1, Integer::sum);
          }
        }
      });
      var rows =
          Rows.of(Schema.of(Schema.Field.of("text", Type.TEXT), Schema.Field.of("n", Type.LONG)));
      seen.forEach((text, n) -> rows.row().put(0, text).put(1, (long) n));
      return PipelineResult.EMPTY.withTable("words", rows.table());
    }

    @Override
    public Transform<?> transformer(PipelineResult model) {
      var texts = Tables.column(model.table("words"), "text");
      var counts = Tables.column(model.table("words"), "n");
      StatelessTransform transform =
          (chunk, _) -> {
            var out = new double[chunk.rows()];
            var valid = new boolean[chunk.rows()];
            for (int r = 0; r < out.length; r++) {
              int at =
                  chunk.validity(column).at(r) ? texts.indexOf(chunk.text(column).string(r)) : -1;
              valid[r] = at >= 0;
              out[r] = at >= 0 ? ((Long) counts.get(at)).doubleValue() : 0;
            }
            return chunk.with(OUT, new Values.Doubles(out, dev.weir.api.Validity.of(valid)));
          };
      return transform;
    }
  }

  /// Gathers: the median, by sorting.
  static final class Median implements AnalysisPipeline {
    static final SamplePlugin PLUGIN =
        new SamplePlugin(
            ToolDescriptor.of(Median.class, "sample.median", "The lower median")
                .description("Of cells that are not missing; NaN if there is none.")
                .option(SampleFolds.COLUMN)
                .produces("median", "the lower median")
                .example("weir run f.csv sample.median --column x")
                .build(),
            (options, in, _) -> new Median(options, in));

    private final Column column;

    Median(OptionValues options, Binding in) {
      column = in.column(options.text("column"), Type.numeric());
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var cells = new java.util.ArrayList<Double>();
      table.forEachChunk(chunk -> {
        context.checkCancelled();
        for (int r = 0; r < chunk.rows(); r++) {
          if (chunk.validity(column).at(r)) {
            cells.add(chunk.doubles(column)[r]);
          }
        }
      });
      java.util.Collections.sort(cells);
      double median = cells.isEmpty() ? Double.NaN : cells.get((cells.size() - 1) / 2);
      return PipelineResult.EMPTY.withValue("median", median);
    }
  }

  /// Reads twice itself: rows below the mean. What it rejects the first time it does not see again.
  static final class Below implements CustomPipeline {
    static final SamplePlugin PLUGIN =
        new SamplePlugin(
            ToolDescriptor.of(Below.class, "sample.below", "Rows below the mean")
                .description("Negative rows are set aside if told so.")
                .option(SampleFolds.COLUMN)
                .option(OptionDescriptor.of("reject", OptionType.FLAG, "false", "Negative rows."))
                .produces("below", "how many")
                .example("weir run f.csv sample.below --column x")
                .build(),
            (options, in, _) -> new Below(options, in));

    private final Column column;
    private final boolean reject;

    Below(OptionValues options, Binding in) {
      column = in.column(options.text("column"), Type.numeric());
      reject = options.flag("reject");
      in.passes(2);
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var figures = new double[3];
      table.forEachChunk(chunk ->
          each(
              chunk,
              context,
              reject,
              x -> {
                figures[0]++;
                figures[1] += x;
              }));
      double mean = figures[1] / figures[0];
      table.forEachChunk(chunk -> each(chunk, context, false, x -> figures[2] += x < mean ? 1 : 0));
      return PipelineResult.EMPTY.withValue("below", (long) figures[2]);
    }

    private void each(
        Chunk chunk,
        ChunkProcessingContext context,
        boolean rejects,
        java.util.function.DoubleConsumer action) {
      for (int r = 0; r < chunk.rows(); r++) {
        if (chunk.validity(column).at(r)) {
          double x = chunk.doubles(column)[r];
          if (rejects && x < 0) {
            context.reject(chunk, r, "negative");
          } else {
            action.accept(x);
          }
        }
      }
    }
  }
}
