package dev.weir.domain.geo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON (RFC 8259) of one cell: maps, lists, Double, String, Boolean, null.
final class Json {
  private static final int DEEPEST = 100;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /// What the text holds.
  ///
  /// @throws IllegalArgumentException with the character at which it is no JSON
  static @Nullable Object parse(String text) {
    var json = new Json(text);
    var value = json.value(0);
    json.blanks();
    if (json.at < text.length()) {
      throw json.unexpected("the end");
    }
    return value;
  }

  private IllegalArgumentException unexpected(String wanted) {
    return new IllegalArgumentException(
        "no JSON: at character "
            + (at + 1)
            + " there is "
            + (at < text.length() ? "'" + text.charAt(at) + "'" : "the end")
            + " in place of "
            + wanted);
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean next(char wanted) {
    blanks();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private @Nullable Object value(int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("JSON of more than " + DEEPEST + " levels");
    }
    blanks();
    return switch (at < text.length() ? text.charAt(at) : ' ') {
      case '{' -> object(depth);
      case '[' -> list(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    at++;
    if (next('}')) {
      return members;
    }
    do {
      blanks();
      var name = string();
      if (!next(':')) {
        throw unexpected("':'");
      }
      members.put(name, value(depth + 1));
    } while (next(','));
    if (!next('}')) {
      throw unexpected("',' or '}'");
    }
    return members;
  }

  private List<@Nullable Object> list(int depth) {
    var elements = new ArrayList<@Nullable Object>();
    at++;
    if (next(']')) {
      return elements;
    }
    do {
      elements.add(value(depth + 1));
    } while (next(','));
    if (!next(']')) {
      throw unexpected("',' or ']'");
    }
    return elements;
  }

  private @Nullable Object word(String word, @Nullable Object meaning) {
    if (!text.startsWith(word, at)) {
      throw unexpected("'" + word + "'");
    }
    at += word.length();
    return meaning;
  }

  private Double number() {
    int from = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Double.valueOf(text.substring(from, at));
    } catch (NumberFormatException e) {
      at = from;
      throw unexpected("a value");
    }
  }

  private String string() {
    if (at >= text.length() || text.charAt(at) != '"') {
      throw unexpected("'\"'");
    }
    var content = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
      content.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
    }
    if (at >= text.length()) {
      throw unexpected("'\"'");
    }
    at++;
    return content.toString();
  }

  private char escaped() {
    char kind = ++at < text.length() ? text.charAt(at) : ' ';
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw unexpected("an escape");
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = ++at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0) {
        throw unexpected("a hexadecimal digit");
      }
      code = (code << 4) | digit;
    }
    return (char) code;
  }
}
