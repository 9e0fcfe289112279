package dev.weir.core.expression;

import dev.weir.api.Condition.Comparison;
import dev.weir.api.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `x in (…)`: constants of the operand's type go into one look-up, the rest into comparisons; a
/// null makes a miss unknown.
record Membership(Typer typer) {
  Node resolve(Syntax.In in, Node operand, List<Node> items) {
    var constants = new ArrayList<Node.Constant>();
    var any = new ArrayList<Node>();
    boolean unknown = false;
    for (int i = 0; i < items.size(); i++) {
      var item = items.get(i);
      if (item instanceof Node.Untyped) {
        unknown = true;
        continue;
      }
      var equal =
          typer.comparison(
              Comparison.EQUAL, "in", in.at(), operand, item, in.operand(), in.items().get(i));
      if (item instanceof Node.Constant constant
          && !constant.isMissing()
          && isLookUp(operand.type(), item.type())) {
        constants.add(constant);
      } else {
        any.add(equal);
      }
    }
    if (!constants.isEmpty()) {
      any.addFirst(new Node.In(operand, members(operand.type(), constants)));
    }
    if (unknown) {
      any.add(Node.Constant.missing(Type.BOOLEAN));
    }
    return any.size() == 1 ? any.getFirst() : new Node.Junction(false, any);
  }

  private static boolean isLookUp(Type operand, Type item) {
    return switch (operand) {
      case LONG, DOUBLE -> item == Type.LONG || item == Type.DOUBLE;
      case TEXT, DATE, TIMESTAMP -> item == operand;
      case BOOLEAN, INT, BYTES -> false;
    };
  }

  /// A constant that the operand's type cannot hold equals nothing and is left out.
  private static Members members(Type type, List<Node.Constant> constants) {
    return switch (type) {
      case TEXT ->
          Members.Texts.of(
              constants.stream()
                  .map(constant -> constant.cell().text())
                  .map(text -> Arrays.copyOfRange(text.bytes(), text.start(0), text.end(0)))
                  .toList());
      case DOUBLE ->
          Members.Doubles.of(
              constants.stream()
                  .filter(constant ->
                      constant.type() == Type.DOUBLE || isExact(constant.cell().longs()[0]))
                  .map(constant ->
                      constant.type() == Type.DOUBLE
                          ? constant.cell().doubles()[0]
                          : (double) constant.cell().longs()[0])
                  .toList());
      case BOOLEAN, INT, LONG, DATE, TIMESTAMP, BYTES ->
          Members.Longs.of(
              constants.stream()
                  .filter(constant ->
                      constant.type() != Type.DOUBLE || isWhole(constant.cell().doubles()[0]))
                  .map(constant ->
                      constant.type() == Type.DOUBLE
                          ? (long) constant.cell().doubles()[0]
                          : constant.cell().longs()[0])
                  .toList());
    };
  }

  /// True if DOUBLE holds this whole number.
  static boolean isExact(long whole) {
    return (double) whole != 0x1p63 && (long) (double) whole == whole;
  }

  /// True if LONG holds this real number.
  static boolean isWhole(double real) {
    return real == Math.rint(real) && real >= -0x1p63 && real < 0x1p63;
  }
}
