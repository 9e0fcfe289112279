package dev.weir.source.duckdb;

/// Words for errors: one line, of bearable length.
final class Messages {
  /// What to do about a line with another number of fields.
  static final String RAGGED_CURE =
      "correct the line, quote the field that holds the delimiter, or give another --delimiter";

  private Messages() {}

  /// At most `most` characters, an ellipsis for the rest, control characters as `·`.
  static String shorten(String text, int most) {
    var line = new StringBuilder();
    text.codePoints()
        .limit(most)
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? '·' : c));
    return text.codePointCount(0, text.length()) > most ? line + "…" : line.toString();
  }

  /// `1 field`, `2 fields`.
  static String count(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}
