package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.PipelineResult;
import dev.weir.api.RowWriter;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingAwarePipeline;

/// Writes the rows at the end of the chain, in order. The writer is not the state: states are
/// closed with their scan, the writer is committed after it.
///
/// @param writer where they go
public record WriteRows(RowWriter writer) implements StreamingAwarePipeline<WriteRows> {
  @Override
  public WriteRows newState(ChunkProcessingContext context) {
    return this;
  }

  @Override
  public void processChunk(Chunk chunk, WriteRows state, ChunkProcessingContext context) {
    writer.write(chunk);
  }

  @Override
  public PipelineResult aggregateChunkResults(WriteRows state, ChunkProcessingContext context) {
    return PipelineResult.EMPTY;
  }

  @Override
  public StateCodec<WriteRows> stateCodec() {
    return StateCodec.none(() -> this);
  }
}
