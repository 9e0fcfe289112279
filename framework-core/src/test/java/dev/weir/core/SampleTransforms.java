package dev.weir.core;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.CustomPipeline;
import dev.weir.api.Estimator;
import dev.weir.api.Expression;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.MultiPass;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Table;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.Optional;

/// Small tools that change rows, and estimators.
final class SampleTransforms {
  private SampleTransforms() {}

  /// A stateless transform that filters.
  static final class Keep implements StatelessTransform {
    private final Expression where;

    Keep(Expression where, Binding in) {
      this.where = where;
      in.keepsOnly(where);
    }

    @Override
    public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
      var rows = new int[chunk.rows()];
      return chunk.select(rows, where.selectTrue(chunk, rows, context));
    }
  }

  /// A sequential transform that carries the last value over and emits one more row at the end.
  static final class Lag implements Transform<double[]> {
    private final Column column;
    private final Schema.Field lagged;
    private final Schema output;

    Lag(Column column, Binding in) {
      this.column = column;
      lagged = Schema.Field.of("lag", Type.DOUBLE);
      output = in.schema().with(lagged);
      in.emits(output);
      in.ordered();
    }

    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[] {Double.NaN};
    }

    @Override
    public void processChunk(Chunk chunk, double[] last, ChunkProcessingContext context) {
      var cells = chunk.doubles(column);
      var lags = new double[chunk.rows()];
      for (int r = 0; r < lags.length; r++) {
        lags[r] = last[0];
        last[0] = cells[r];
      }
      context.emit(chunk.with(lagged, Values.of(lags)));
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 24);
    }
  }

  /// An estimator of two passes: subtracts the mean of the rows above the mean.
  static final class Centre implements MergeablePipeline<double[]>, MultiPass<double[]>, Estimator {
    private final Column column;

    Centre(Column column, Binding in) {
      this.column = column;
      in.passes(2);
      in.emits(in.schema().with(Schema.Field.of("centred", Type.DOUBLE)));
    }

    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[] {Double.NEGATIVE_INFINITY, 0, 0, 0};
    }

    @Override
    public double[] newState(double[] seed, ChunkProcessingContext context) {
      return new double[] {seed[0], 0, 0, 1};
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      var cells = chunk.doubles(column);
      for (int r = 0; r < chunk.rows(); r++) {
        if (cells[r] > s[0]) {
          s[1] += cells[r];
          s[2]++;
        }
      }
    }

    @Override
    public double[] merge(double[] a, double[] b) {
      a[1] += b[1];
      a[2] += b[2];
      return a;
    }

    @Override
    public Optional<double[]> nextPass(double[] whole) {
      return whole[3] == 1
          ? Optional.empty()
          : Optional.of(new double[] {whole[1] / whole[2], 0, 0, 1});
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("upper", s[1] / s[2]);
    }

    @Override
    public StatelessTransform transformer(PipelineResult model) {
      double upper = model.value("upper", Double.class);
      return (chunk, _) -> {
        var cells = chunk.doubles(column);
        var out = new double[chunk.rows()];
        for (int r = 0; r < out.length; r++) {
          out[r] = cells[r] - upper;
        }
        return chunk.with(Schema.Field.of("centred", Type.DOUBLE), Values.of(out));
      };
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, _ -> 64);
    }
  }

  /// Adds a name from another table, by number.
  static final class Lookup implements CustomPipeline, Estimator {
    private final Column column;
    private final Column number;
    private final Column name;

    Lookup(Column column, Binding in, Binding names) {
      this.column = column;
      number = names.column("number", Type.numeric());
      name = names.column("name", Type.TEXT);
      in.emits(in.schema().with(name.field()));
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var rows = Rows.of(Schema.of(number.field(), name.field()));
      table.forEachChunk(chunk -> {
        for (int r = 0; r < chunk.rows(); r++) {
          rows.row().put(0, chunk, number, r).put(1, chunk, name, r);
        }
      });
      return PipelineResult.EMPTY.withTable("names", rows.table());
    }

    @Override
    public StatelessTransform transformer(PipelineResult model) {
      var names = new java.util.HashMap<Double, String>();
      var table = model.table("names");
      table.forEachChunk(chunk -> {
        for (int r = 0; r < chunk.rows(); r++) {
          names.put(
              chunk.doubles(table.schema().column("number"))[r],
              chunk.text(table.schema().column("name")).string(r));
        }
      });
      return (chunk, _) -> {
        var out = new String[chunk.rows()];
        for (int r = 0; r < out.length; r++) {
          out[r] = names.getOrDefault(chunk.doubles(column)[r], "none");
        }
        return chunk.with(name.field(), Values.of(out));
      };
    }
  }
}
