package dev.weir.core.expression;

import dev.weir.api.PipelineException;

/// What the user wrote, for messages that point into it.
record ExpressionText(String text) {
  /// More characters than this are refused.
  static final int LONGEST = 65_536;

  private static final int LONGEST_QUOTE = 60;

  /// A USER error at this index of the text.
  PipelineException error(String code, int at, String what) {
    return PipelineException.user(
        "expression." + code, "at character " + character(at) + ": " + what);
  }

  /// The number, from 1, of the character at this index.
  int character(int at) {
    return text.codePointCount(0, Math.min(at, text.length())) + 1;
  }

  /// The words of this part on one line, cut if long.
  String slice(Place place) {
    return oneLine(text.substring(place.start(), place.end()));
  }

  static String oneLine(String words) {
    var line = new StringBuilder();
    words
        .codePoints()
        .limit(LONGEST_QUOTE + 1L)
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    if (line.codePointCount(0, line.length()) > LONGEST_QUOTE) {
      line.setLength(line.offsetByCodePoints(0, LONGEST_QUOTE));
      line.append('…');
    }
    return line.toString();
  }
}
