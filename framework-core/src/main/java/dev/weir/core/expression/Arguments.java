package dev.weir.core.expression;

import dev.weir.api.PipelineException;
import dev.weir.api.Type;
import java.util.List;
import java.util.stream.IntStream;

/// The arguments of one call while its types are checked.
record Arguments(Typer typer, Function function, Syntax.Call call, List<Node> nodes) {
  int size() {
    return nodes.size();
  }

  Type type(int i) {
    return nodes.get(i).type();
  }

  boolean isNull(int i) {
    return nodes.get(i) instanceof Node.Untyped;
  }

  private PipelineException wrong(int i, String wanted, String cure) {
    var place = call.arguments().get(i).place();
    return typer
        .source()
        .error(
            "type",
            place.start(),
            "argument "
                + (i + 1)
                + " of "
                + function.signature()
                + " must be "
                + wanted
                + ", found "
                + type(i)
                + (cure.isEmpty() ? "" : "; use " + cure));
  }

  private String wrapped(String name, int i) {
    return name + "(" + typer.source().slice(call.arguments().get(i).place()) + ")";
  }

  /// LONG or DOUBLE; `null` is a DOUBLE.
  Node number(int i) {
    return switch (type(i)) {
      case LONG, DOUBLE -> nodes.get(i);
      case BOOLEAN -> {
        if (isNull(i)) {
          yield Node.Constant.missing(Type.DOUBLE);
        }
        throw wrong(i, "a number", wrapped("number", i));
      }
      case TEXT -> throw wrong(i, "a number", wrapped("number", i));
      case DATE, TIMESTAMP ->
          throw wrong(i, "a number", wrapped("year", i) + " or another part of it");
      case INT, BYTES -> throw wrong(i, "a number", "");
    };
  }

  /// As DOUBLE.
  Node real(int i) {
    return Widening.coerced(number(i), Type.DOUBLE);
  }

  /// LONG.
  Node whole(int i) {
    if (isNull(i)) {
      return Node.Constant.missing(Type.LONG);
    }
    if (type(i) != Type.LONG) {
      throw wrong(
          i,
          "a whole number",
          type(i) == Type.DOUBLE || type(i) == Type.TEXT || type(i) == Type.BOOLEAN
              ? wrapped("integer", i)
              : "");
    }
    return nodes.get(i);
  }

  /// A LONG that is the same for all rows and in this range.
  Node constant(int i, long least, long most) {
    var node = whole(i);
    if (!(node instanceof Node.Constant constant) || constant.isMissing()) {
      throw wrong(i, "a constant from " + least + " to " + most, "");
    }
    long value = constant.cell().longs()[0];
    if (value < least || value > most) {
      throw typer
          .source()
          .error(
              "arguments",
              call.arguments().get(i).place().start(),
              "argument "
                  + (i + 1)
                  + " of "
                  + function.signature()
                  + " must be from "
                  + least
                  + " to "
                  + most
                  + ", found "
                  + value);
    }
    return node;
  }

  Node text(int i) {
    if (isNull(i)) {
      return Node.Constant.missing(Type.TEXT);
    }
    if (type(i) != Type.TEXT) {
      throw wrong(i, "TEXT", wrapped("text", i));
    }
    return nodes.get(i);
  }

  Node[] texts() {
    return IntStream.range(0, size()).mapToObj(this::text).toArray(Node[]::new);
  }

  /// DATE or TIMESTAMP.
  Node moment(int i) {
    if (isNull(i)) {
      return Node.Constant.missing(Type.DATE);
    }
    if (type(i) != Type.DATE && type(i) != Type.TIMESTAMP) {
      throw wrong(
          i,
          "DATE or TIMESTAMP",
          type(i) == Type.TEXT ? wrapped("date", i) + " or " + wrapped("timestamp", i) : "");
    }
    return nodes.get(i);
  }

  Node timestamp(int i) {
    if (isNull(i)) {
      return Node.Constant.missing(Type.TIMESTAMP);
    }
    if (type(i) != Type.TIMESTAMP) {
      throw wrong(
          i,
          "TIMESTAMP",
          type(i) == Type.TEXT || type(i) == Type.DATE ? wrapped("timestamp", i) : "");
    }
    return nodes.get(i);
  }

  /// One of these words, as a constant.
  String word(int i, List<String> choices) {
    if (nodes.get(i) instanceof Node.Constant constant
        && constant.type() == Type.TEXT
        && !constant.isMissing()) {
      var word = constant.cell().text().string(0);
      if (choices.contains(word)) {
        return word;
      }
      throw typer
          .source()
          .error(
              "arguments",
              call.arguments().get(i).place().start(),
              "argument "
                  + (i + 1)
                  + " of "
                  + function.signature()
                  + " must be one of "
                  + choices
                  + ", found '"
                  + ExpressionText.oneLine(word)
                  + "'");
    }
    throw wrong(i, "one of " + choices + " in single quotes", "");
  }

  /// All arguments as their one common type.
  List<Node> alike() {
    return typer.unified(nodes, call.arguments(), "the arguments of " + function.name());
  }

  PipelineException unfit(int i, String wanted) {
    return wrong(i, wanted, "");
  }

  Overflow overflow(String cure) {
    return new Overflow(typer.source(), call.place(), cure);
  }

  String slice(int i) {
    return typer.source().slice(call.arguments().get(i).place());
  }

  static Node apply(Type type, Kernel kernel, Node... children) {
    return new Node.Apply(type, kernel, false, List.of(children));
  }

  static Node applyFailing(Type type, Kernel kernel, Node... children) {
    return new Node.Apply(type, kernel, true, List.of(children));
  }
}
