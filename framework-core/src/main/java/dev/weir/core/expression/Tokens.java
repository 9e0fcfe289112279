package dev.weir.core.expression;

import dev.weir.api.PipelineException;
import java.util.List;

/// The tokens of one expression and how far they have been read. Mutable.
final class Tokens {
  /// Brackets, signs and calls within one another.
  private static final int DEEPEST = 200;

  private final ExpressionText source;
  private final List<Token> tokens;
  private int at;
  private int depth;

  Tokens(ExpressionText source) {
    this.source = source;
    this.tokens = Lexer.tokens(source);
  }

  ExpressionText source() {
    return source;
  }

  /// The next token, not taken.
  Token peek() {
    return tokens.get(at);
  }

  /// The token after the next.
  Token second() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token take() {
    return tokens.get(at++);
  }

  /// Takes the next token if it is this symbol or keyword.
  boolean accept(String expected) {
    if (peek().is(expected)) {
      at++;
      return true;
    }
    return false;
  }

  /// Takes this symbol or keyword.
  ///
  /// @param owner what needs it, for the message
  Token expect(String expected, String owner) {
    if (!peek().is(expected)) {
      throw error("found " + peek().shown() + " where " + owner + " needs '" + expected + "'");
    }
    return take();
  }

  /// Number of the next token, for [#since].
  int mark() {
    return at;
  }

  /// From the token marked to the last one taken.
  Place since(int mark) {
    return tokens.get(mark).place().to(tokens.get(at - 1).place());
  }

  /// A syntax error at the next token.
  PipelineException error(String what) {
    return source.error("syntax", peek().place().start(), what);
  }

  /// One level deeper; [#leave] comes back.
  void enter() {
    if (++depth > DEEPEST) {
      throw source.error(
          "depth",
          peek().place().start(),
          "nested more than " + DEEPEST + " levels deep; derive parts of it as columns first");
    }
  }

  void leave() {
    depth--;
  }
}
