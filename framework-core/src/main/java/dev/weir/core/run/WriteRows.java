package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.PipelineResult;
import dev.weir.api.RowWriter;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;

/// Writes the rows at the end of the chain, in order.
///
/// @param writer where they go
public record WriteRows(RowWriter writer) implements StreamingAwarePipeline<RowWriter> {
  @Override
  public RowWriter newState(ChunkProcessingContext context) {
    return writer;
  }

  @Override
  public void processChunk(Chunk chunk, RowWriter state, ChunkProcessingContext context) {
    state.write(chunk);
  }

  @Override
  public PipelineResult aggregateChunkResults(RowWriter state, ChunkProcessingContext context) {
    return PipelineResult.EMPTY;
  }

  @Override
  public StateCodec<RowWriter> stateCodec() {
    return StateCodec.none(() -> writer);
  }
}
