package dev.weir.core.expression;

/// How a result beyond the 64 bits of whole numbers is reported.
///
/// @param source the whole expression
/// @param place the operation
/// @param cure what to write instead
record Overflow(ExpressionText source, Place place, String cure) {
  /// The row has no value.
  ///
  /// @param figures the operation with the row's values put in
  /// @throws dev.weir.api.PipelineException USER if a constant overflows
  void at(Batch batch, int row, String figures) {
    var operation = source.slice(place);
    var what =
        operation
            + (operation.equals(figures) ? " is" : " is " + figures + ",")
            + " beyond the whole numbers (64 bits); "
            + cure;
    if (batch.evaluation().isEmpty()) {
      throw source.error("overflow", place.start(), what);
    }
    batch
        .evaluation()
        .get()
        .fail(row, what + " (character " + source.character(place.start()) + " of the expression)");
  }
}
