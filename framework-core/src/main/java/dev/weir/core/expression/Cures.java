package dev.weir.core.expression;

import dev.weir.api.PipelineException;
import dev.weir.api.Type;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What would do, for errors of type.
///
/// @param source for the words that the user wrote
record Cures(ExpressionText source) {
  /// How a condition is made of something else.
  String truth(Node node, Syntax syntax) {
    var slice = source.slice(syntax.place());
    return switch (node.type()) {
      case LONG, DOUBLE -> "compare it, for example " + slice + " > 0";
      case TEXT -> "compare it, for example " + slice + " = 'some text'";
      case DATE, TIMESTAMP -> "compare it, for example " + slice + " >= date '2020-01-31'";
      case BOOLEAN, INT, BYTES -> "compare it";
    };
  }

  /// How something else becomes the operand of an arithmetic sign.
  String number(Node node, Syntax operand, String symbol) {
    var slice = source.slice(operand.place());
    return switch (node.type()) {
      case TEXT ->
          symbol.equals("+")
              ? "; use number(" + slice + "), or || to join texts"
              : "; use number(" + slice + ")";
      case BOOLEAN -> "; use number(" + slice + ")";
      case DATE, TIMESTAMP ->
          symbol.equals("-")
              ? "; use date_diff('day', from, to)"
              : "; take a part of it, such as year(" + slice + ")";
      case INT, LONG, DOUBLE, BYTES -> "";
    };
  }

  /// How two sides become comparable.
  String comparison(String symbol, Node left, Node right, Syntax leftText, Syntax rightText) {
    var x = source.slice(leftText.place());
    var y = source.slice(rightText.place());
    if (left.type() == Type.TEXT) {
      x = converted(x, leftText, right.type());
    } else if (right.type() == Type.TEXT) {
      y = converted(y, rightText, left.type());
    } else if (Widening.isMoment(left) || Widening.isMoment(right)) {
      return "compare a date with a date, written like date '2020-01-31', or a part of it such as year("
          + (Widening.isMoment(left) ? x : y)
          + ")";
    } else if (left.type() == Type.BOOLEAN) {
      x = "number(" + x + ")";
    } else {
      y = "number(" + y + ")";
    }
    return symbol.matches("[a-z]+")
        ? "use " + (left.type() == Type.TEXT ? x : y)
        : "use " + x + " " + symbol + " " + y;
  }

  /// A text as the type of the other side.
  private static String converted(String slice, Syntax syntax, Type to) {
    boolean literal = syntax instanceof Syntax.Literal;
    return switch (to) {
      case LONG, DOUBLE, INT ->
          literal && slice.matches("'-?[0-9]+(\\.[0-9]+)?'")
              ? slice.substring(1, slice.length() - 1)
              : "number(" + slice + ")";
      case BOOLEAN ->
          literal && slice.toLowerCase(Locale.ROOT).matches("'(true|false)'")
              ? slice.substring(1, slice.length() - 1)
              : slice + " = 'true'";
      case DATE -> literal ? "date " + slice : "date(" + slice + ")";
      case TIMESTAMP -> literal ? "timestamp " + slice : "timestamp(" + slice + ")";
      case TEXT, BYTES -> slice;
    };
  }

  PipelineException unlike(
      String what,
      @Nullable Type common,
      String firstText,
      Type other,
      String otherText,
      Place place) {
    return source.error(
        "type",
        place.start(),
        what
            + " must be of one type, found "
            + common
            + " ("
            + firstText
            + ") and "
            + other
            + " ("
            + otherText
            + "); use text(…) or number(…) on one of them");
  }
}
