package dev.weir.source.duckdb;

/// A cell that its column cannot hold; the reader adds the place.
final class BadCellException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Row in the batch.
  final int row;

  final String value;

  BadCellException(int row, String value, String why) {
    super(why, null, false, false);
    this.row = row;
    this.value = value;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
