package dev.weir.core.expression;

import dev.weir.api.Condition.Comparison;
import dev.weir.api.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// What binds tightest: constants, columns, calls, `case` and brackets.
///
/// @param tokens where they are read from
/// @param parser for the expressions within
record Atoms(Tokens tokens, Parser parser) {
  private static final Set<String> RESERVED =
      Set.of(
          "and", "or", "not", "is", "null", "in", "between", "like", "case", "when", "then", "else",
          "end", "true", "false");

  Syntax atom() {
    int first = tokens.mark();
    var token = tokens.peek();
    return switch (token.kind()) {
      case WHOLE, REAL -> number("", first);
      case TEXT -> new Syntax.Literal(tokens.take().place(), Type.TEXT, token.text());
      case NAME -> new Syntax.Name(tokens.take().place(), token.text(), true);
      case WORD -> word(token);
      case SYMBOL, END -> {
        if (!tokens.accept("(")) {
          throw tokens
              .source()
              .error(
                  "syntax",
                  token.place().start(),
                  "found "
                      + token.shown()
                      + " where a value is needed: a column, a number, 'text', a function or (…)");
        }
        var inner = parser.expression();
        if (tokens.peek().is(",")) {
          throw tokens
              .source()
              .error(
                  "syntax",
                  tokens.peek().place().start(),
                  "found ',' in brackets; a list stands only after in or a function's name");
        }
        tokens.expect(
            ")",
            "the bracket opened at character " + tokens.source().character(token.place().start()));
        yield inner;
      }
    };
  }

  /// A numeral, its minus taken before if it has one, so that the least LONG can be written.
  Syntax number(String sign, int first) {
    var token = tokens.take();
    var place = tokens.since(first);
    if (token.kind() == Token.Kind.WHOLE) {
      try {
        return new Syntax.Literal(place, Type.LONG, Long.parseLong(sign + token.text()));
      } catch (NumberFormatException e) {
        throw tokens
            .source()
            .error(
                "number",
                place.start(),
                "the whole number "
                    + ExpressionText.oneLine(sign + token.text())
                    + " is beyond 64 bits; write it with a point, "
                    + ExpressionText.oneLine(sign + token.text())
                    + ".0, for a DOUBLE");
      }
    }
    double value = Double.parseDouble(sign + token.text());
    if (Double.isInfinite(value)) {
      throw tokens
          .source()
          .error(
              "number",
              place.start(),
              "the number "
                  + ExpressionText.oneLine(sign + token.text())
                  + " is beyond the greatest DOUBLE, 1.7976931348623157e308");
    }
    return new Syntax.Literal(place, Type.DOUBLE, value);
  }

  private Syntax word(Token token) {
    var lower = token.lower();
    switch (lower) {
      case "true", "false" -> {
        return new Syntax.Literal(tokens.take().place(), Type.BOOLEAN, lower.equals("true"));
      }
      case "null" -> {
        return new Syntax.Null(tokens.take().place());
      }
      case "case" -> {
        return cases();
      }
      case "date", "timestamp" -> {
        if (tokens.second().kind() == Token.Kind.TEXT) {
          return moment(lower);
        }
      }
      default -> {}
    }
    if (RESERVED.contains(lower)) {
      throw tokens
          .source()
          .error(
              "syntax",
              token.place().start(),
              "found the keyword '"
                  + token.text()
                  + "' where a value is needed; put a column of this name in double quotes: \""
                  + token.text()
                  + "\"");
    }
    if (tokens.second().is("(")) {
      return call();
    }
    return new Syntax.Name(tokens.take().place(), token.text(), false);
  }

  private Syntax moment(String kind) {
    int first = tokens.mark();
    tokens.take();
    var written = tokens.take();
    boolean date = kind.equals("date");
    OptionalLong value = date ? Moments.date(written.text()) : Moments.timestamp(written.text());
    if (value.isEmpty()) {
      throw tokens
          .source()
          .error(
              "moment",
              written.place().start(),
              "'"
                  + ExpressionText.oneLine(written.text())
                  + "' is not a "
                  + kind
                  + "; write it like "
                  + kind
                  + (date ? " '2020-01-31'" : " '2020-01-31 12:00:00'"));
    }
    return new Syntax.Literal(
        tokens.since(first), date ? Type.DATE : Type.TIMESTAMP, value.getAsLong());
  }

  private Syntax call() {
    int first = tokens.mark();
    var name = tokens.take();
    tokens.take();
    var arguments = tokens.peek().is(")") ? List.<Syntax>of() : null;
    if (arguments == null) {
      arguments = list(name.text());
    } else {
      tokens.take();
    }
    var place = tokens.since(first);
    if (name.lower().equals("if")) {
      if (arguments.size() != 3) {
        throw tokens
            .source()
            .error(
                "arguments",
                place.start(),
                "if(condition, value, otherwise) takes 3 arguments, found " + arguments.size());
      }
      return new Syntax.Case(
          place, List.of(new Syntax.Branch(arguments.get(0), arguments.get(1))), arguments.get(2));
    }
    return new Syntax.Call(place, name.lower(), arguments);
  }

  /// The elements and the closing bracket.
  List<Syntax> list(String owner) {
    var items = new ArrayList<Syntax>();
    do {
      items.add(parser.expression());
    } while (tokens.accept(","));
    tokens.expect(")", "the list of '" + owner + "'");
    return items;
  }

  private Syntax cases() {
    int first = tokens.mark();
    tokens.take();
    Syntax subject = tokens.peek().is("when") ? null : parser.expression();
    var branches = new ArrayList<Syntax.Branch>();
    while (tokens.accept("when")) {
      var when = parser.expression();
      tokens.expect("then", "'when'");
      var then = parser.expression();
      branches.add(
          new Syntax.Branch(
              subject == null
                  ? when
                  : new Syntax.Compare(
                      when.place(), when.place().start(), "=", Comparison.EQUAL, subject, when),
              then));
    }
    if (branches.isEmpty()) {
      throw tokens
          .source()
          .error(
              "syntax",
              tokens.peek().place().start(),
              "found " + tokens.peek().shown() + " where 'case' needs 'when'");
    }
    var otherwise = tokens.accept("else") ? parser.expression() : null;
    tokens.expect("end", "'case'");
    return new Syntax.Case(tokens.since(first), branches, otherwise);
  }
}
