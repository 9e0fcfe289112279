package dev.weir.core.expression;

import java.util.Locale;

/// A word of the language.
///
/// @param kind what it is
/// @param text its content, quotes removed
/// @param place where it stands
record Token(Kind kind, String text, Place place) {
  enum Kind {
    /// Digits only.
    WHOLE,
    /// A number with a point or an exponent.
    REAL,
    /// Text in single quotes.
    TEXT,
    /// A keyword, function or column.
    WORD,
    /// A column in quotes.
    NAME,
    /// An operator or a bracket.
    SYMBOL,
    /// The end of the text.
    END
  }

  /// True for this symbol, or this keyword in upper or lower case.
  boolean is(String expected) {
    return switch (kind) {
      case SYMBOL -> text.equals(expected);
      case WORD -> text.equalsIgnoreCase(expected);
      case WHOLE, REAL, TEXT, NAME, END -> false;
    };
  }

  /// A keyword or function name: names in the language ignore case.
  String lower() {
    return text.toLowerCase(Locale.ROOT);
  }

  /// How a message calls it.
  String shown() {
    return switch (kind) {
      case END -> "the end";
      case TEXT -> "text '" + ExpressionText.oneLine(text) + "'";
      case WHOLE, REAL, WORD, NAME, SYMBOL -> "'" + ExpressionText.oneLine(text) + "'";
    };
  }
}
