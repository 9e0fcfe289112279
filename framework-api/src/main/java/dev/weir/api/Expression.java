package dev.weir.api;

import java.util.List;

/// A parsed, typed expression over the columns of one input. Immutable; shared by threads.
public interface Expression {
  /// The text it was made from.
  String text();

  /// What it yields: BOOLEAN, LONG, DOUBLE, TEXT, DATE or TIMESTAMP.
  Type type();

  /// The columns it reads.
  List<Column> reads();

  /// Its value for every row; missing where the rules of the language say so. A row for which it
  /// fails (whole numbers beyond 64 bits) is set aside by [ChunkProcessingContext#reject] and has
  /// no value.
  Values values(Chunk chunk, ChunkProcessingContext context);

  /// Writes the rows for which a BOOLEAN expression is true (not false, not missing), ascending,
  /// and returns how many. A row for which it fails is set aside as by [#values] and not among
  /// them.
  ///
  /// @param rows room for `chunk.rows()` numbers
  int selectTrue(Chunk chunk, int[] rows, ChunkProcessingContext context);

  /// Bytes a row that its intermediate values take, an upper bound but for the content of text.
  double bytesPerRow();

  /// Simple conditions that hold for every row for which this expression is true: what a source may
  /// use to leave rows out early. May be empty; need not say all that the expression says.
  List<Condition> implies();
}
