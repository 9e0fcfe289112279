package dev.weir.tck;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Type;

/// Counts chunks in place of rows, and gives no answer for fewer than a hundred rows.
final class ManyRows implements StreamingAwarePipeline<long[]> {
  private static final int FEWEST = 100;

  private ManyRows(OptionValues options, Binding in) {
    in.column(options.text("column"), Type.DOUBLE);
  }

  static OneTool plugin() {
    return new OneTool(
        ToolDescriptor.of(ManyRows.class, "faulty.many", "A count")
            .description("Of many rows.")
            .option(
                OptionDescriptor.required("column", OptionType.COLUMN, "The column.")
                    .ofTypes(Type.DOUBLE))
            .produces("count", "how many")
            .example("weir run f.csv faulty.many --column x")
            .build(),
        (options, in, _) -> new ManyRows(options, in));
  }

  @Override
  public long[] newState(ChunkProcessingContext context) {
    return new long[2];
  }

  @Override
  public void processChunk(Chunk chunk, long[] state, ChunkProcessingContext context) {
    state[0] += chunk.rows();
    state[1]++;
  }

  @Override
  public PipelineResult aggregateChunkResults(long[] state, ChunkProcessingContext context) {
    if (state[0] < FEWEST) {
      throw PipelineException.data("rows.few", "there are " + state[0] + " rows of " + FEWEST);
    }
    return PipelineResult.EMPTY.withValue("count", state[1]);
  }

  @Override
  public StateCodec<long[]> stateCodec() {
    return StateCodec.of(
        1,
        (state, out) -> {
          out.integer(state[0]);
          out.integer(state[1]);
        },
        in -> new long[] {in.integer(), in.integer()},
        _ -> 32);
  }
}
