package dev.weir.processor;

import java.util.stream.Collectors;

/// Text as Java source.
final class JavaText {
  private JavaText() {}

  /// As a string literal.
  static String literal(String text) {
    return '"' + escaped(text).replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /// As a text block whose lines are indented by as much.
  static String block(String text, String indent) {
    return text.lines()
        .map(line -> line.isBlank() ? "" : indent + escaped(line.stripTrailing()))
        .map(line -> line.replace("\"\"\"", "\\\"\"\""))
        .collect(Collectors.joining("\n", "\"\"\"\n", "\n" + indent + "\"\"\""));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r");
  }

  /// As an expression.
  static String number(double number) {
    return number == Double.NEGATIVE_INFINITY
        ? "Double.NEGATIVE_INFINITY"
        : number == Double.POSITIVE_INFINITY ? "Double.POSITIVE_INFINITY" : Double.toString(number);
  }

  /// As words of a `///` comment, where brackets make links, angles tags and a backslash escapes;
  /// what is between backticks stays.
  static String comment(String text) {
    var parts = text.replace("\\", "\\\\").split("`", -1);
    var comment = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      boolean code = i % 2 == 1 && i < parts.length - 1;
      comment
          .append(i == 0 ? "" : "`")
          .append(
              code
                  ? parts[i]
                  : parts[i].replace("&", "&amp;").replace("<", "&lt;").replace("[", "\\["));
    }
    return comment.toString().replace("@", "&#64;");
  }
}
