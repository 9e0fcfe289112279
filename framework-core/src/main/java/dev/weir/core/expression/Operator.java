package dev.weir.core.expression;

import org.jspecify.annotations.Nullable;

/// Arithmetic with two operands.
enum Operator {
  ADD("+", 1),
  SUBTRACT("-", 1),
  MULTIPLY("*", 2),
  DIVIDE("/", 2),
  REMAINDER("%", 2);

  private final String symbol;
  private final int precedence;

  Operator(String symbol, int precedence) {
    this.symbol = symbol;
    this.precedence = precedence;
  }

  String symbol() {
    return symbol;
  }

  /// The higher binds the tighter.
  int precedence() {
    return precedence;
  }

  static @Nullable Operator of(Token token) {
    for (var operator : values()) {
      if (token.is(operator.symbol)) {
        return operator;
      }
    }
    return null;
  }
}
