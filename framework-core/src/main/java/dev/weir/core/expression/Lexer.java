package dev.weir.core.expression;

import dev.weir.api.PipelineException;
import java.util.ArrayList;
import java.util.List;

/// Text to tokens, in one pass.
final class Lexer {
  private static final List<String> SYMBOLS =
      List.of(
          "<=", ">=", "<>", "!=", "==", "||", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")",
          ",");

  private final ExpressionText source;
  private final String text;
  private int at;

  private Lexer(ExpressionText source) {
    this.source = source;
    this.text = source.text();
  }

  static List<Token> tokens(ExpressionText source) {
    var lexer = new Lexer(source);
    var tokens = new ArrayList<Token>();
    do {
      tokens.add(lexer.next());
    } while (tokens.getLast().kind() != Token.Kind.END);
    return tokens;
  }

  private Token next() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    int start = at;
    if (at == text.length()) {
      return new Token(Token.Kind.END, "", new Place(start, start));
    }
    char c = text.charAt(at);
    if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
      return number();
    }
    if (c == '\'') {
      return quoted('\'', Token.Kind.TEXT);
    }
    if (c == '"' || c == '`') {
      return quoted(c, Token.Kind.NAME);
    }
    if (beginsWord(text.codePointAt(at))) {
      return word();
    }
    for (var symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return new Token(Token.Kind.SYMBOL, symbol, new Place(start, at));
      }
    }
    throw unexpected(text.codePointAt(at));
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private static boolean beginsWord(int c) {
    return c == '_' || Character.isLetter(c);
  }

  private static boolean continuesWord(int c) {
    return beginsWord(c)
        || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }

  private Token word() {
    int start = at;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      boolean dotInside =
          c == '.' && at + 1 < text.length() && continuesWord(text.codePointAt(at + 1));
      if (!dotInside && !continuesWord(c)) {
        break;
      }
      at += Character.charCount(c);
    }
    return new Token(Token.Kind.WORD, text.substring(start, at), new Place(start, at));
  }

  private Token number() {
    int start = at;
    var kind = Token.Kind.WHOLE;
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      kind = Token.Kind.REAL;
      at++;
      if (!isDigit(at)) {
        throw source.error(
            "syntax",
            at,
            "a digit must follow the point of the number "
                + text.substring(start, at)
                + "; write "
                + text.substring(start, at)
                + "0");
      }
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int sign =
          at + 1 < text.length() && (text.charAt(at + 1) == '+' || text.charAt(at + 1) == '-')
              ? 1
              : 0;
      if (isDigit(at + 1 + sign)) {
        kind = Token.Kind.REAL;
        at += 1 + sign;
        digits();
      }
    }
    if (at < text.length() && continuesWord(text.codePointAt(at))) {
      word();
      var glued = text.substring(start, at);
      throw source.error(
          "syntax",
          start,
          "'"
              + ExpressionText.oneLine(glued)
              + "' is not a number; put a column of this name in double quotes: \""
              + ExpressionText.oneLine(glued)
              + "\"");
    }
    return new Token(kind, text.substring(start, at), new Place(start, at));
  }

  private void digits() {
    while (isDigit(at)) {
      at++;
    }
  }

  /// Doubling the quote writes the quote itself.
  private Token quoted(char quote, Token.Kind kind) {
    int start = at++;
    var content = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != quote) {
        content.append(c);
      } else if (at < text.length() && text.charAt(at) == quote) {
        content.append(quote);
        at++;
      } else {
        return new Token(kind, content.toString(), new Place(start, at));
      }
    }
    var what = kind == Token.Kind.TEXT ? "the text" : "the quoted name";
    throw source.error(
        "syntax", start, what + " that begins here has no end; close it with " + quote);
  }

  private PipelineException unexpected(int c) {
    var cure =
        switch (c) {
          case '&' -> "write and";
          case '|' -> "write or (|| joins texts)";
          case '!' -> "write not";
          case '^' -> "write pow(x, y)";
          case ';' -> "leave it out: one expression is one condition or one value";
          case '\u2018', '\u2019', '\u201c', '\u201d' ->
              "use the plain quotes ' for text and \" for column names";
          default -> "put a column name with special characters in double quotes";
        };
    return source.error(
        "syntax",
        at,
        "'" + ExpressionText.oneLine(Character.toString(c)) + "' has no meaning here; " + cure);
  }
}
