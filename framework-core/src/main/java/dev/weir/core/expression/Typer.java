package dev.weir.core.expression;

import dev.weir.api.Column;
import dev.weir.api.Condition.Comparison;
import dev.weir.api.NearestNames;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Syntax to nodes: looks up columns and functions, gives every part its type, widens LONG to
/// DOUBLE and DATE to TIMESTAMP where the two meet, and computes constants once.
final class Typer {
  /// Levels of the tree, chains of operators included, that evaluation may recurse through.
  private static final int DEEPEST = 500;

  private final ExpressionText source;
  private final Cures cures;
  private final Schema schema;
  private final Map<String, Column> reads = new LinkedHashMap<>();
  private int depth;

  Typer(ExpressionText source, Schema schema) {
    this.source = source;
    this.cures = new Cures(source);
    this.schema = schema;
  }

  ExpressionText source() {
    return source;
  }

  /// The columns found so far, in order of first use.
  List<Column> reads() {
    return List.copyOf(reads.values());
  }

  /// The whole expression, of one of these types; none given: any.
  Node root(Syntax syntax, Type... accepted) {
    var node = typed(syntax);
    var types = List.of(accepted);
    if (node instanceof Node.Untyped) {
      if (types.size() == 1) {
        return Node.Constant.missing(types.getFirst());
      }
      throw source.error(
          "type", 0, "null alone has no type; use number(null), text(null), date(null) …");
    }
    if (types.isEmpty() || types.contains(node.type())) {
      return node;
    }
    if (node.type() == Type.LONG && types.contains(Type.DOUBLE)) {
      return Widening.coerced(node, Type.DOUBLE);
    }
    if (node.type() == Type.DATE && types.contains(Type.TIMESTAMP)) {
      return Widening.coerced(node, Type.TIMESTAMP);
    }
    var wanted = String.join(" or ", types.stream().map(Type::name).toList());
    var cure =
        types.contains(Type.BOOLEAN)
            ? cures.truth(node, syntax)
            : types.contains(Type.DOUBLE)
                ? "use number(…)"
                : types.contains(Type.TEXT) ? "use text(…)" : "convert it";
    throw source.error(
        "type", 0, "the expression is " + node.type() + ", needed is " + wanted + "; " + cure);
  }

  private Node typed(Syntax syntax) {
    if (++depth > DEEPEST) {
      throw source.error(
          "depth",
          syntax.place().start(),
          "more than "
              + DEEPEST
              + " operators within one another; derive parts of it as columns first");
    }
    var node = Widening.folded(resolved(syntax));
    depth--;
    return node;
  }

  private List<Node> typed(List<Syntax> parts) {
    return parts.stream().map(this::typed).toList();
  }

  private Node resolved(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Literal literal -> Node.Constant.of(literal);
      case Syntax.Null none -> new Node.Untyped();
      case Syntax.Name name -> column(name, true);
      case Syntax.Negate negate -> negated(negate);
      case Syntax.Not not -> new Node.Not(truth(not.operand(), "not"));
      case Syntax.Arithmetic arithmetic -> arithmetic(arithmetic);
      case Syntax.Compare compare ->
          comparison(
              compare.comparison(),
              compare.symbol(),
              compare.at(),
              typed(compare.left()),
              typed(compare.right()),
              compare.left(),
              compare.right());
      case Syntax.Junction junction ->
          new Node.Junction(
              junction.all(),
              junction.operands().stream()
                  .map(operand -> truth(operand, junction.all() ? "and" : "or"))
                  .toList());
      case Syntax.IsNull test ->
          new Node.IsNull(
              test.operand() instanceof Syntax.Name name
                  ? column(name, false)
                  : typed(test.operand()));
      case Syntax.In in -> new Membership(this).resolve(in, typed(in.operand()), typed(in.items()));
      case Syntax.Between between -> between(between);
      case Syntax.Like like ->
          Arguments.apply(
              Type.BOOLEAN,
              TextFunctions.LIKE,
              textOperand(like.operand(), "like", like.at()),
              textOperand(like.pattern(), "like", like.at()));
      case Syntax.Concat concat ->
          Arguments.apply(
              Type.TEXT,
              TextFunctions::strictlyJoined,
              concat.operands().stream()
                  .map(operand -> textOperand(operand, "||", concat.at()))
                  .toArray(Node[]::new));
      case Syntax.Case cases -> cases(cases);
      case Syntax.Call call -> {
        var function = Functions.named(source, call);
        yield function
            .resolver()
            .resolve(new Arguments(this, function, call, typed(call.arguments())));
      }
    };
  }

  private Node column(Syntax.Name name, boolean valueNeeded) {
    int index = schema.indexOf(name.name());
    if (index < 0) {
      var quotes =
          name.quoted()
              ? "; text is written in single quotes: '" + ExpressionText.oneLine(name.name()) + "'"
              : "";
      throw source.error(
          "column",
          name.place().start(),
          "no column '"
              + ExpressionText.oneLine(name.name())
              + "'"
              + NearestNames.hint(name.name(), schema.names())
              + quotes);
    }
    var field = schema.fields().get(index);
    if (valueNeeded && field.type() == Type.BYTES) {
      throw source.error(
          "type",
          name.place().start(),
          "column '"
              + field.name()
              + "' is BYTES; all that can be asked of it is: "
              + source.slice(name.place())
              + " is null");
    }
    var column = reads.computeIfAbsent(name.name(), n -> new Column(index, field));
    return new Node.Read(column, field.type() == Type.INT ? Type.LONG : field.type());
  }

  private Node negated(Syntax.Negate negate) {
    var operand = number(negate.operand(), "-", negate.place().start());
    return operand.type() == Type.DOUBLE
        ? Arguments.apply(
            Type.DOUBLE, Each.real((java.util.function.DoubleUnaryOperator) x -> -x), operand)
        : Arguments.applyFailing(
            Type.LONG,
            Arithmetic.negated(
                false,
                new Overflow(
                    source,
                    negate.place(),
                    "use -number(" + source.slice(negate.operand().place()) + ")")),
            operand);
  }

  private Node arithmetic(Syntax.Arithmetic arithmetic) {
    var operator = arithmetic.operator();
    var left = number(arithmetic.left(), operator.symbol(), arithmetic.at());
    var right = number(arithmetic.right(), operator.symbol(), arithmetic.at());
    if (operator == Operator.DIVIDE || left.type() == Type.DOUBLE || right.type() == Type.DOUBLE) {
      return Arguments.apply(
          Type.DOUBLE,
          Arithmetic.doubles(operator),
          Widening.coerced(left, Type.DOUBLE),
          Widening.coerced(right, Type.DOUBLE));
    }
    if (operator == Operator.REMAINDER) {
      return Arguments.apply(Type.LONG, Arithmetic.remainder(), left, right);
    }
    var cure =
        "use number("
            + source.slice(arithmetic.left().place())
            + ") "
            + operator.symbol()
            + " "
            + source.slice(arithmetic.right().place());
    return Arguments.applyFailing(
        Type.LONG,
        Arithmetic.longs(operator, new Overflow(source, arithmetic.place(), cure)),
        left,
        right);
  }

  private Node number(Syntax operand, String symbol, int at) {
    var node = typed(operand);
    if (node instanceof Node.Untyped) {
      return Node.Constant.missing(Type.LONG);
    }
    if (node.type() == Type.LONG || node.type() == Type.DOUBLE) {
      return node;
    }
    var slice = source.slice(operand.place());
    var cure = cures.number(node, operand, symbol);
    throw source.error(
        "type", at, "'" + symbol + "' needs numbers, " + slice + " is " + node.type() + cure);
  }

  private Node truth(Syntax operand, String word) {
    var node = typed(operand);
    if (node.type() != Type.BOOLEAN) {
      throw source.error(
          "type",
          operand.place().start(),
          "'"
              + word
              + "' needs conditions, "
              + source.slice(operand.place())
              + " is "
              + node.type()
              + "; "
              + cures.truth(node, operand));
    }
    return node;
  }

  private Node textOperand(Syntax operand, String symbol, int at) {
    var node = typed(operand);
    if (node instanceof Node.Untyped) {
      return Node.Constant.missing(Type.TEXT);
    }
    if (node.type() != Type.TEXT) {
      var slice = source.slice(operand.place());
      throw source.error(
          "type",
          at,
          "'"
              + symbol
              + "' needs TEXT, "
              + slice
              + " is "
              + node.type()
              + "; use text("
              + slice
              + ")");
    }
    return node;
  }

  private Node between(Syntax.Between between) {
    var operand = typed(between.operand());
    return new Node.Junction(
        true,
        List.of(
            Widening.folded(
                comparison(
                    Comparison.GREATER_OR_EQUAL,
                    "between",
                    between.at(),
                    operand,
                    typed(between.low()),
                    between.operand(),
                    between.low())),
            Widening.folded(
                comparison(
                    Comparison.LESS_OR_EQUAL,
                    "between",
                    between.at(),
                    operand,
                    typed(between.high()),
                    between.operand(),
                    between.high()))));
  }

  /// A comparison; its sides' texts are for the error message.
  Node comparison(
      Comparison comparison,
      String symbol,
      int at,
      Node left,
      Node right,
      Syntax leftText,
      Syntax rightText) {
    if (left instanceof Node.Untyped || right instanceof Node.Untyped) {
      var other = source.slice((left instanceof Node.Untyped ? rightText : leftText).place());
      throw source.error(
          "null", at, "'" + symbol + "' with null is never true; use " + other + " is null");
    }
    boolean numbers = Widening.isNumber(left) && Widening.isNumber(right);
    if (numbers || left.type() == right.type()) {
      return new Node.Compare(comparison, left, right);
    }
    if (Widening.isMoment(left) && Widening.isMoment(right)) {
      return new Node.Compare(
          comparison,
          Widening.coerced(left, Type.TIMESTAMP),
          Widening.coerced(right, Type.TIMESTAMP));
    }
    throw source.error(
        "type",
        at,
        "'"
            + symbol
            + "' compares "
            + left.type()
            + " with "
            + right.type()
            + "; "
            + cures.comparison(symbol, left, right, leftText, rightText));
  }

  private Node cases(Syntax.Case cases) {
    var conditions = new ArrayList<Node>();
    var values = new ArrayList<Syntax>();
    for (var branch : cases.branches()) {
      conditions.add(truth(branch.when(), "when"));
      values.add(branch.then());
    }
    values.add(cases.otherwise() == null ? new Syntax.Null(cases.place()) : cases.otherwise());
    var alike = unified(typed(values), values, "the values of the branches");
    return new Node.Case(alike.getFirst().type(), conditions, alike);
  }

  /// The nodes as their one common type.
  ///
  /// @param texts where they stand
  List<Node> unified(List<Node> nodes, List<Syntax> texts, String what) {
    return Widening.unified(cures, nodes, texts, what);
  }
}
