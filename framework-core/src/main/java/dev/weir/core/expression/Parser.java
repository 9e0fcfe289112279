package dev.weir.core.expression;

import dev.weir.api.Condition.Comparison;
import dev.weir.api.PipelineException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Tokens to syntax: one method a level of precedence, precedence climbing for arithmetic. From
/// loose to tight: `or`, `and`, `not`, comparisons, `||`, `+ -`, `* / %`, unary `-`, [Atoms].
final class Parser {
  private final Tokens tokens;
  private final Atoms atoms;

  private Parser(Tokens tokens) {
    this.tokens = tokens;
    this.atoms = new Atoms(tokens, this);
  }

  static Syntax parse(ExpressionText source) {
    var tokens = new Tokens(source);
    if (tokens.peek().kind() == Token.Kind.END) {
      throw source.error("syntax", 0, "the expression is empty; write for example price > 100");
    }
    var parser = new Parser(tokens);
    var whole = parser.expression();
    if (tokens.peek().kind() != Token.Kind.END) {
      throw parser.leftOver();
    }
    return whole;
  }

  private PipelineException leftOver() {
    var token = tokens.peek();
    var cure =
        comparisonOf(token) != null
                || token.is("is")
                || token.is("in")
                || token.is("between")
                || token.is("like")
            ? "comparisons cannot be chained: write a < b and b < c"
            : token.is(")")
                ? "no bracket is open"
                : token.kind() == Token.Kind.SYMBOL
                    ? "an operand is missing before it"
                    : "an operator (such as and, or, =, +) is missing before it";
    return tokens.error("found " + token.shown() + " after a complete expression; " + cure);
  }

  /// A whole expression, here or in brackets.
  Syntax expression() {
    tokens.enter();
    var result = junction(false);
    tokens.leave();
    return result;
  }

  /// `or` (all false) or `and` (all true).
  private Syntax junction(boolean all) {
    int first = tokens.mark();
    var operands = new ArrayList<Syntax>();
    do {
      operands.add(all ? negation() : junction(true));
    } while (tokens.accept(all ? "and" : "or"));
    return operands.size() == 1
        ? operands.getFirst()
        : new Syntax.Junction(tokens.since(first), all, operands);
  }

  private Syntax negation() {
    int first = tokens.mark();
    if (!tokens.accept("not")) {
      return comparison();
    }
    tokens.enter();
    var operand = negation();
    tokens.leave();
    return new Syntax.Not(tokens.since(first), operand);
  }

  private static @Nullable Comparison comparisonOf(Token token) {
    if (token.kind() != Token.Kind.SYMBOL) {
      return null;
    }
    return switch (token.text()) {
      case "=", "==" -> Comparison.EQUAL;
      case "!=", "<>" -> Comparison.NOT_EQUAL;
      case "<" -> Comparison.LESS;
      case "<=" -> Comparison.LESS_OR_EQUAL;
      case ">" -> Comparison.GREATER;
      case ">=" -> Comparison.GREATER_OR_EQUAL;
      default -> null;
    };
  }

  private Syntax comparison() {
    int first = tokens.mark();
    var left = concatenation();
    var sign = tokens.peek();
    var comparison = comparisonOf(sign);
    if (comparison != null) {
      tokens.take();
      var right = concatenation();
      return new Syntax.Compare(
          tokens.since(first), sign.place().start(), sign.text(), comparison, left, right);
    }
    if (tokens.accept("is")) {
      boolean negated = tokens.accept("not");
      tokens.expect("null", negated ? "'is not'" : "'is'");
      var test = new Syntax.IsNull(tokens.since(first), left);
      return negated ? new Syntax.Not(test.place(), test) : test;
    }
    boolean negated =
        sign.is("not")
            && (tokens.second().is("in")
                || tokens.second().is("between")
                || tokens.second().is("like"));
    if (negated) {
      tokens.take();
    }
    var test = membership(first, left);
    return negated ? new Syntax.Not(test.place(), test) : test;
  }

  private Syntax membership(int first, Syntax left) {
    int sign = tokens.peek().place().start();
    if (tokens.accept("in")) {
      tokens.expect("(", "'in'");
      var items = atoms.list("in");
      return new Syntax.In(tokens.since(first), sign, left, items);
    }
    if (tokens.accept("between")) {
      var low = concatenation();
      tokens.expect("and", "'between'");
      var high = concatenation();
      return new Syntax.Between(tokens.since(first), sign, left, low, high);
    }
    if (tokens.accept("like")) {
      var pattern = concatenation();
      return new Syntax.Like(tokens.since(first), sign, left, pattern);
    }
    return left;
  }

  private Syntax concatenation() {
    int first = tokens.mark();
    var operands = new ArrayList<Syntax>();
    operands.add(arithmetic(1));
    int sign = tokens.peek().place().start();
    while (tokens.accept("||")) {
      operands.add(arithmetic(1));
    }
    return operands.size() == 1
        ? operands.getFirst()
        : new Syntax.Concat(tokens.since(first), sign, operands);
  }

  /// Precedence climbing: operators that bind at least this tightly, from left to right.
  private Syntax arithmetic(int tightness) {
    int first = tokens.mark();
    var left = signed();
    while (true) {
      var operator = Operator.of(tokens.peek());
      if (operator == null || operator.precedence() < tightness) {
        return left;
      }
      int sign = tokens.take().place().start();
      var right = arithmetic(operator.precedence() + 1);
      left = new Syntax.Arithmetic(tokens.since(first), sign, operator, left, right);
    }
  }

  private Syntax signed() {
    int first = tokens.mark();
    if (tokens.accept("-")) {
      if (tokens.peek().kind() == Token.Kind.WHOLE || tokens.peek().kind() == Token.Kind.REAL) {
        return atoms.number("-", first);
      }
      tokens.enter();
      var operand = signed();
      tokens.leave();
      return new Syntax.Negate(tokens.since(first), operand);
    }
    if (tokens.accept("+")) {
      tokens.enter();
      var operand = signed();
      tokens.leave();
      return operand;
    }
    return atoms.atom();
  }
}
