package dev.weir.tck;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Estimator;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Table;
import dev.weir.api.Tool;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.TreeMap;
import java.util.TreeSet;

/// Correct estimators.
final class SampleModels {
  private SampleModels() {}

  private static final Schema.Field OUT = Schema.Field.of("out", Type.DOUBLE);

  /// A column without its mean.
  ///
  /// Missing cells stay.
  @Tool(
      name = "sample.centre",
      produces = {"mean: what is taken off", "rows: the rows, the column replaced"},
      example = "weir run f.csv sample.centre --column x --fit-on g.csv")
  static final class Centre implements MergeablePipeline<double[]>, Estimator {
    /// What the user chose.
    ///
    /// @param column the column
    record Options(@Option(type = OptionType.COLUMN, accepts = Type.DOUBLE) String column) {}

    private final Column column;

    Centre(Centre.Options options, Binding in) {
      column = in.column(options.column(), Type.DOUBLE);
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

  /// A flag for each text.
  ///
  /// Texts that the fit did not see have none.
  @Tool(
      name = "sample.flags",
      produces = "texts: the texts seen",
      example = "weir run f.csv sample.flags --text city")
  static final class Flags implements AnalysisPipeline, Estimator {
    /// What the user chose.
    ///
    /// @param text the column
    record Options(@Option(type = OptionType.COLUMN, accepts = Type.TEXT) String text) {}

    private final Column column;
    private final Schema input;

    Flags(Flags.Options options, Binding in) {
      column = in.column(options.text(), Type.TEXT);
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

  /// How often a text is elsewhere.
  ///
  /// Missing if it is not.
  @Tool(
      name = "sample.lookup",
      fitOn = "words",
      produces = "words: each text and how often",
      example = "weir run f.csv sample.lookup --text city --words g.csv")
  static final class Lookup implements AnalysisPipeline, Estimator {
    /// What the user chose.
    ///
    /// @param text the column
    record Options(@Option(type = OptionType.COLUMN, accepts = Type.TEXT) String text) {}

    private final Column column;
    private final Column there;

    Lookup(Lookup.Options options, Binding in, Binding words) {
      column = in.column(options.text(), Type.TEXT);
      there = words.column(options.text(), Type.TEXT);
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
}
