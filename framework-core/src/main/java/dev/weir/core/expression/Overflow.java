package dev.weir.core.expression;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;

/// How a result beyond the 64 bits of whole numbers is reported.
///
/// @param source the whole expression
/// @param place the operation
/// @param cure what to write instead
record Overflow(ExpressionText source, Place place, String cure) {
  /// @param figures the operation with the row's values put in
  PipelineException at(Batch batch, int row, String figures) {
    var operation = source.slice(place);
    var what =
        operation
            + (operation.equals(figures) ? " is" : " is " + figures + ",")
            + " beyond the whole numbers (64 bits); "
            + cure;
    if (batch.folding()) {
      return source.error("overflow", place.start(), what);
    }
    long position = batch.chunk().position(row);
    int split = Chunk.split(position);
    var where = "row " + (Chunk.row(position) + 1) + (split == 0 ? "" : " of split " + split);
    return PipelineException.data(
        "expression.overflow",
        where
            + ": "
            + what
            + " (character "
            + source.character(place.start())
            + " of the expression)");
  }
}
