package dev.weir.numerics;

import dev.weir.api.PipelineException;
import dev.weir.api.Validity;

/// The rows of a chunk that hold a finite number in every column.
final class CompleteRows {
  private CompleteRows() {}

  /// Copies the complete ones of the rows from `from` to `to` to the start of `block`, column by
  /// column; says how many.
  static int gather(double[][] columns, Validity[] validities, int from, int to, double[][] block) {
    int n = 0;
    for (int r = from; r < to; r++) {
      if (complete(columns, validities, r)) {
        for (int c = 0; c < columns.length; c++) {
          block[c][n] = columns[c][r];
        }
        n++;
      }
    }
    return n;
  }

  private static boolean complete(double[][] columns, Validity[] validities, int row) {
    for (int c = 0; c < columns.length; c++) {
      if (!validities[c].at(row) || !Double.isFinite(columns[c][row])) {
        return false;
      }
    }
    return true;
  }

  /// Refuses numbers of columns that a kernel was not made for.
  static void check(String kernel, int made, int given) {
    if (made != given) {
      throw new PipelineException(
          PipelineException.Category.INTERNAL,
          "numerics.columns",
          kernel + " was made for " + made + " columns and got " + given);
    }
  }

  /// The number of columns given, if it is one.
  static int columns(String kernel, int columns, int least, int most) {
    if (columns < least || columns > most) {
      throw PipelineException.user(
          "numerics.columns",
          kernel
              + " takes "
              + columns
              + " columns; their number must be between "
              + least
              + " and "
              + most);
    }
    return columns;
  }
}
