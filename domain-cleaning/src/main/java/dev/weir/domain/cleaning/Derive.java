package dev.weir.domain.cleaning;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Expression;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.Schema;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Tool;
import java.util.stream.IntStream;

/// Adds or replaces a column by an expression.
///
/// Computes `--expression` for each row and puts the values into the column `--column`: at the end
/// if the name is new, else in the place of the column of that name, which the expression may still
/// read.
///
/// The expression is written in the expression language (`docs/expressions.md`): arithmetic,
/// comparisons, text, dates, `case`, `coalesce` and functions. Its type, known before any row is
/// read, is the column's: BOOLEAN, LONG, DOUBLE, TEXT, DATE or TIMESTAMP.
///
/// - A missing cell makes a missing value, save where the language says otherwise (`coalesce`,
///   `case`, `is null`, `concat`…).
/// - `x / 0` follows IEEE 754 (infinity or NaN), a whole number `% 0` is missing, text that is no
///   number gives a missing `number(…)`.
/// - Whole numbers are exact: a result beyond 64 bits is an error that names the row and the cure.
/// - No rows: an empty table with the column.
///
/// Errors: an expression that cannot be read or typed names the character, what was found and a
/// cure, before any row is read.
///
/// Cost: the expression once per row, whole columns at a time; memory for the new column of one
/// chunk.
@Tool(
    name = "cleaning.derive",
    exactness = "whole numbers exact, real numbers to IEEE 754 rounding",
    produces = "rows: the rows of the input with the new or replaced column",
    example =
        "weir run diamonds.csv cleaning.derive --column per_carat --expression \"round(price / carat, 2)\"")
final class Derive implements StatelessTransform {
  /// What the user chose.
  ///
  /// @param column name of the new column, or of the one to replace
  /// @param expression what its cells are
  record Options(
      @Option(least = 1, most = 1_000) String column,
      @Option(type = OptionType.EXPRESSION) String expression) {}

  private final Expression expression;
  private final Schema.Field field;

  Derive(Options options, Binding in) {
    if (options.column().isBlank()) {
      throw in.refusal("the name of the new column is blank", "give it a name by --column");
    }
    expression = in.expression(options.expression());
    field = Schema.Field.of(options.column(), expression.type());
    var emitted = in.schema().with(field);
    in.emits(
        emitted,
        IntStream.range(0, emitted.size())
            .map(i -> i == emitted.indexOf(field.name()) ? -1 : i)
            .toArray());
  }

  @Override
  public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
    return chunk.with(field, expression.values(chunk, context));
  }
}
