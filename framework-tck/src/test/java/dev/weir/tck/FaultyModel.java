package dev.weir.tck;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.CustomPipeline;
import dev.weir.api.Estimator;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineResult;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import dev.weir.api.Values;

/// An estimator, and a tool that reads its input itself, that can be broken in one place.
final class FaultyModel {
  private FaultyModel() {}

  /// The places.
  enum Fault {
    NONE,
    KEEPS_THE_MODEL_IN_A_FIELD,
    COUNTS_ON_THE_INDEX,
    READS_TOO_OFTEN,
    SWALLOWS_CANCELLATION
  }

  static OneTool plugin(Fault fault) {
    return new OneTool(
        descriptor(Greatest.class)
            .produces("most", "the greatest")
            .produces("index", "of the column")
            .build(),
        (options, in, _) -> new Greatest(fault, options, in));
  }

  static OneTool custom(Fault fault) {
    return new OneTool(
        descriptor(Reads.class).produces("count", "how many").build(),
        (options, in, _) -> new Reads(fault, options, in));
  }

  private static ToolDescriptor.Builder descriptor(Class<? extends AnalysisPipeline> type) {
    return ToolDescriptor.of(type, "faulty.model", "A model")
        .description("Of a column.")
        .option(
            OptionDescriptor.required("column", OptionType.COLUMN, "The column.")
                .ofTypes(Type.DOUBLE))
        .example("weir run f.csv faulty.model --column x");
  }

  /// The column less its greatest value.
  static final class Greatest implements AnalysisPipeline, Estimator {
    private final Fault fault;
    private final Column column;
    private double most;

    Greatest(Fault fault, OptionValues options, Binding in) {
      this.fault = fault;
      column = in.column(options.text("column"), Type.DOUBLE);
      var from = new int[in.schema().size()];
      for (int i = 0; i < from.length; i++) {
        from[i] = i == column.index() ? -1 : i;
      }
      in.emits(in.schema(), from);
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      most = Double.NEGATIVE_INFINITY;
      table.forEachChunk(chunk -> {
        for (int r = 0; r < chunk.rows(); r++) {
          if (chunk.validity(column).at(r)) {
            most = Math.max(most, chunk.doubles(column)[r]);
          }
        }
      });
      return PipelineResult.EMPTY.withValue("most", most).withValue("index", (long) column.index());
    }

    @Override
    public Transform<?> transformer(PipelineResult model) {
      double fitted = model.value("most", Double.class);
      StatelessTransform transform =
          (chunk, _) -> {
            double by = fault == Fault.KEEPS_THE_MODEL_IN_A_FIELD ? most : fitted;
            return shifted(chunk, by, model.value("index", Long.class).intValue());
          };
      return transform;
    }

    private Chunk shifted(Chunk chunk, double by, int index) {
      var from = column;
      if (fault == Fault.COUNTS_ON_THE_INDEX) {
        from = new Column(index, chunk.schema().fields().get(index));
      }
      var cells = chunk.doubles(from);
      var less = new double[chunk.rows()];
      for (int r = 0; r < less.length; r++) {
        less[r] = cells[r] - by;
      }
      return chunk.with(column.field(), new Values.Doubles(less, chunk.validity(from)));
    }
  }

  /// Counts its rows.
  static final class Reads implements CustomPipeline {
    private final Fault fault;

    Reads(Fault fault, OptionValues options, Binding in) {
      this.fault = fault;
      in.column(options.text("column"), Type.DOUBLE);
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var count = new long[1];
      try {
        table.forEachChunk(chunk -> count[0] += chunk.rows());
      } catch (RuntimeException e) {
        if (fault != Fault.SWALLOWS_CANCELLATION) {
          throw e;
        }
      }
      if (fault == Fault.READS_TOO_OFTEN) {
        table.forEachChunk(_ -> {});
      }
      return PipelineResult.EMPTY.withValue("count", count[0]);
    }
  }
}
