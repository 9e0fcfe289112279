package dev.weir.core.expression;

import dev.weir.api.Expression;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.Type;

/// The one way in: text to an [Expression].
public final class Expressions {
  private Expressions() {}

  /// Parses and types an expression over these columns; reads no data.
  ///
  /// @param accepted types that will do; none given: any. A whole number also does for DOUBLE, a
  ///   DATE for TIMESTAMP
  /// @throws PipelineException USER, one line: the place in the text, what was found and what would
  ///   do
  public static Expression parse(String text, Schema schema, Type... accepted) {
    var source = new ExpressionText(text);
    if (text.length() > ExpressionText.LONGEST) {
      throw source.error(
          "length",
          ExpressionText.LONGEST,
          "the expression has "
              + text.length()
              + " characters, at most "
              + ExpressionText.LONGEST
              + " are allowed; derive parts of it as columns first");
    }
    var typer = new Typer(source, schema);
    var root = typer.root(Parser.parse(source), accepted);
    return new TypedExpression(text, root, typer.reads(), Implied.by(root));
  }
}
