package dev.weir.core.expression;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.core.memory.Reserving;
import java.util.BitSet;

/// One evaluation over a chunk: which rows failed, and the memory of the text it makes. Mutable.
final class Evaluation {
  private final Chunk chunk;
  private final ChunkProcessingContext context;
  private final BitSet failed = new BitSet();

  Evaluation(Chunk chunk, ChunkProcessingContext context) {
    this.chunk = chunk;
    this.context = context;
  }

  /// The row has no value; it is set aside, with the first reason only.
  void fail(int row, String reason) {
    if (!failed.get(row)) {
      failed.set(row);
      context.reject(chunk, row, reason);
    }
  }

  boolean failed(int row) {
    return failed.get(row);
  }

  /// Where memory is taken from; what is not released is settled when the chunk is through.
  Reserving memory() {
    return context instanceof Reserving ledger ? ledger : Reserving.NOTHING;
  }
}
