package dev.weir.domain.cleaning;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Expression;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Tool;
import dev.weir.api.Type;

/// Keeps the rows for which a condition is true.
///
/// Rows stay unchanged and in order. The condition `--where` is written in the expression language
/// (`docs/expressions.md`): columns by name, `= != < <= > >=`, `and or not`, `is null`, `in (…)`,
/// `between … and …`, `like`, arithmetic and functions. Text stands in single quotes; a column name
/// with spaces in double quotes.
///
/// - A condition that is unknown because a cell is missing does not keep the row: `price != 3` also
///   drops rows without a price. Write `price != 3 or price is null` to keep them.
/// - NaN is a value: comparisons with it are false, save `!=`.
/// - Simple conditions (a column compared with a constant, joined by `and`) are also given to the
///   source, which then leaves the rows out while reading; the answer is the same.
/// - No rows, or none that fulfil it: an empty table with the same columns.
///
/// Errors: a condition that cannot be read or has another type than true or false names the
/// character and a cure, before any row is read; whole numbers that overflow name the row.
///
/// Cost: the condition once per row, whole columns at a time; no memory beyond the chunk. Exact.
@Tool(
    name = "cleaning.filter",
    exactness = "exact",
    produces = "rows: the rows for which the condition is true, with the columns of the input",
    example =
        "weir run diamonds.csv cleaning.filter --where \"price > 100 and cut in ('Ideal', 'Premium')\"")
final class Filter implements StatelessTransform {
  /// What the user chose.
  ///
  /// @param where condition that is true for the rows to keep
  record Options(@Option(type = OptionType.EXPRESSION) String where) {}

  private final Expression where;

  Filter(Options options, Binding in) {
    where = in.expression(options.where(), Type.BOOLEAN);
    in.keepsOnly(where);
  }

  @Override
  public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
    var kept = new int[chunk.rows()];
    return chunk.select(kept, where.selectTrue(chunk, kept, context));
  }
}
