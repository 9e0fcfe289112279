package dev.weir.core.expression;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.Validity;

/// The rows an expression is evaluated for. Every row is computed; the active ones are those whose
/// result is looked at, so only they may fail.
///
/// @param chunk the rows
/// @param active which rows are looked at
/// @param folding true if a constant is computed before any row is read
record Batch(Chunk chunk, Validity active, boolean folding) {
  /// One row without columns, for constants.
  static final Batch FOLDING = new Batch(Chunk.of(Schema.of(), 1, 0L), Validity.ALL, true);

  static Batch of(Chunk chunk) {
    return new Batch(chunk, Validity.ALL, false);
  }

  int rows() {
    return chunk.rows();
  }

  /// Of the active rows only those marked.
  Batch where(long[] marked) {
    return new Batch(chunk, active.and(Validity.of(marked.clone()), rows()), folding);
  }
}
