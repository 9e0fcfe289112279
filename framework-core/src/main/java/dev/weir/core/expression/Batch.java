package dev.weir.core.expression;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.Validity;
import java.util.Optional;

/// The rows an expression is evaluated for. Every row is computed; the active ones are those whose
/// result is looked at, so only they may fail.
///
/// @param chunk the rows
/// @param active which rows are looked at
/// @param evaluation what it belongs to; nothing if a constant is computed before any row is read
record Batch(Chunk chunk, Validity active, Optional<Evaluation> evaluation) {
  /// One row without columns, for constants.
  static final Batch FOLDING =
      new Batch(Chunk.of(Schema.of(), 1, 0L), Validity.ALL, Optional.empty());

  static Batch of(Chunk chunk, Evaluation evaluation) {
    return new Batch(chunk, Validity.ALL, Optional.of(evaluation));
  }

  int rows() {
    return chunk.rows();
  }

  /// Of the active rows only those marked.
  Batch where(long[] marked) {
    return new Batch(chunk, active.and(Validity.of(marked.clone()), rows()), evaluation);
  }
}
