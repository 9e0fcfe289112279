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

  /// Its value for every row; missing where the rules of the language say so.
  Values values(Chunk chunk);

  /// Writes the rows for which a BOOLEAN expression is true (not false, not missing), ascending,
  /// and returns how many.
  ///
  /// @param rows room for `chunk.rows()` numbers
  int selectTrue(Chunk chunk, int[] rows);

  /// Simple conditions that hold for every row for which this expression is true: what a source may
  /// use to leave rows out early. May be empty; need not say all that the expression says.
  List<Condition> implies();
}
