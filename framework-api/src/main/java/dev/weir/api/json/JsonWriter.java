package dev.weir.api.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/// Writes JSON as it goes, laid out for people and machines: one member or element a line, except
/// inside containers begun as a line. Numbers round-trip; what JSON has no number for (NaN,
/// infinities) and integers that a reader would round (beyond 2^53) are strings. Not for sharing
/// between threads.
///
/// Our own, since a JSON library costs more time to load than `weir tools --json` may take.
public final class JsonWriter {
  private static final long SAFE = 1L << 53;

  /// A container that is not ended yet.
  private static final class Open {
    private final String end;
    private final boolean line;
    private boolean empty = true;

    Open(String end, boolean line) {
      this.end = end;
      this.line = line;
    }
  }

  private final Appendable to;
  private final Deque<Open> open = new ArrayDeque<>();
  private boolean named;

  /// Writes to this; the caller closes it.
  public JsonWriter(Appendable to) {
    this.to = to;
  }

  /// Begins an object, a member a line.
  public JsonWriter object() {
    return begin("{", "}", false);
  }

  /// Begins an array, an element a line.
  public JsonWriter array() {
    return begin("[", "]", false);
  }

  /// Begins an object on one line, with all that is in it.
  public JsonWriter lineObject() {
    return begin("{", "}", true);
  }

  /// Begins an array on one line, with all that is in it.
  public JsonWriter lineArray() {
    return begin("[", "]", true);
  }

  private JsonWriter begin(String bracket, String end, boolean line) {
    before();
    append(bracket);
    var outer = open.peek();
    open.push(new Open(end, line || (outer != null && outer.line)));
    return this;
  }

  /// Ends the container begun last.
  public JsonWriter end() {
    var ended = open.pop();
    if (!ended.line && !ended.empty) {
      newLine();
    }
    append(ended.end);
    if (open.isEmpty()) {
      append("\n");
    }
    return this;
  }

  /// The name of the member that follows.
  public JsonWriter name(String name) {
    before();
    append(quoted(name));
    append(": ");
    named = true;
    return this;
  }

  /// A string.
  public JsonWriter value(String text) {
    return raw(quoted(text));
  }

  /// An integer; a string of its digits if beyond 2^53.
  public JsonWriter value(long number) {
    return raw(
        number >= -SAFE && number <= SAFE ? Long.toString(number) : quoted(Long.toString(number)));
  }

  /// The shortest digits that give this number back; a string if it is not finite.
  public JsonWriter value(double number) {
    var digits = Double.toString(number);
    return raw(Double.isFinite(number) ? digits : quoted(digits));
  }

  /// True or false.
  public JsonWriter value(boolean flag) {
    return raw(Boolean.toString(flag));
  }

  /// Nothing.
  public JsonWriter nothing() {
    return raw("null");
  }

  private JsonWriter raw(String json) {
    before();
    append(json);
    return this;
  }

  private void before() {
    var around = open.peek();
    if (named || around == null) {
      named = false;
      return;
    }
    if (!around.empty) {
      append(around.line ? ", " : ",");
    }
    around.empty = false;
    if (!around.line) {
      newLine();
    }
  }

  private void newLine() {
    append("\n" + "  ".repeat(open.size()));
  }

  private void append(String text) {
    try {
      to.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || lonely(text, i)) {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /// True for half of a surrogate pair, which UTF-8 cannot hold.
  private static boolean lonely(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
