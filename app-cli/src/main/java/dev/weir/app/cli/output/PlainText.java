package dev.weir.app.cli.output;

import java.util.Locale;

/// Text from outside made harmless and measurable for a terminal: control characters and marks that
/// change the direction of writing are shown as escapes, so that data cannot move the cursor,
/// change colours or reorder a line.
public final class PlainText {
  private static final String ELLIPSIS = "…";

  private PlainText() {}

  /// The text with every control character written as an escape (`\n`, `\t`, `\x1b`, `\u202e`).
  public static String escaped(String text) {
    int first = 0;
    while (first < text.length() && harmless(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    var escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        escaped.append(c).append(text.charAt(++i));
      } else if (harmless(c)) {
        escaped.append(c);
      } else {
        escape(c, escaped);
      }
    }
    return escaped.toString();
  }

  private static boolean harmless(char c) {
    return (c >= ' ' && c < 0x7f)
        || (c >= 0xa0
            && !Character.isSurrogate(c)
            && !directional(c)
            && c != 0x2028
            && c != 0x2029);
  }

  private static boolean directional(char c) {
    return c == 0x061c
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }

  private static void escape(char c, StringBuilder to) {
    switch (c) {
      case '\n' -> to.append("\\n");
      case '\r' -> to.append("\\r");
      case '\t' -> to.append("\\t");
      default -> to.append(c < 0x100 ? "\\x%02x".formatted((int) c) : "\\u%04x".formatted((int) c));
    }
  }

  /// Terminal cells that the text takes: none for combining marks, two for wide East Asian letters
  /// and emoji, one for all else.
  public static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += width(c);
      i += Character.charCount(c);
    }
    return width;
  }

  private static int width(int c) {
    if (c < 0x300) {
      return 1;
    }
    int kind = Character.getType(c);
    if (kind == Character.NON_SPACING_MARK
        || kind == Character.ENCLOSING_MARK
        || kind == Character.FORMAT) {
      return 0;
    }
    return wide(c) ? 2 : 1;
  }

  private static boolean wide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1f64f)
        || (c >= 0x1f680 && c <= 0x1f6ff)
        || (c >= 0x1f900 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }

  /// At most so many terminal cells of the text, the last of them `…` if something was cut.
  public static String cut(String text, int most) {
    if (text.length() <= most / 2 || width(text) <= most) {
      return text;
    }
    int width = 0;
    int end = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (width + width(c) > most - 1) {
        break;
      }
      width += width(c);
      end += Character.charCount(c);
    }
    return text.substring(0, end) + ELLIPSIS;
  }

  /// The text as one line of an error: whitespace runs become a space, control characters escapes,
  /// and what is too long to read is cut.
  public static String line(String message) {
    var flat = escaped(message.strip().replaceAll("\\s*[\\r\\n]+\\s*", " "));
    return flat.length() <= 1500 ? flat : flat.substring(0, 1500) + ELLIPSIS;
  }

  /// The name of a constant as it is written outside of Java: `BATCH_ACCUMULATE` is
  /// `batch-accumulate`.
  public static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
