package dev.weir.core.expression;

import dev.weir.api.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The implicit conversions, LONG to DOUBLE and DATE to TIMESTAMP, and constants computed once.
final class Widening {
  private Widening() {}

  /// A node whose children are all constants as a constant.
  static Node folded(Node node) {
    boolean constant =
        !node.children().isEmpty()
            && node.children().stream()
                .allMatch(child -> child instanceof Node.Constant || child instanceof Node.Untyped);
    if (!constant) {
      return node;
    }
    var values = node.evaluate(Batch.FOLDING).values();
    return new Node.Constant(Vector.constant(values));
  }

  static boolean isNumber(Node node) {
    return node.type() == Type.LONG || node.type() == Type.DOUBLE;
  }

  static boolean isMoment(Node node) {
    return node.type() == Type.DATE || node.type() == Type.TIMESTAMP;
  }

  /// The type that holds both; null if there is none.
  static @Nullable Type wider(Type a, Type b) {
    if (a == b) {
      return a;
    }
    boolean numbers = (a == Type.LONG || a == Type.DOUBLE) && (b == Type.LONG || b == Type.DOUBLE);
    boolean moments =
        (a == Type.DATE || a == Type.TIMESTAMP) && (b == Type.DATE || b == Type.TIMESTAMP);
    return numbers ? Type.DOUBLE : moments ? Type.TIMESTAMP : null;
  }

  /// The nodes as their one common type.
  ///
  /// @param texts where they stand
  static List<Node> unified(Cures cures, List<Node> nodes, List<Syntax> texts, String what) {
    Type common = null;
    int first = 0;
    for (int i = 0; i < nodes.size(); i++) {
      var node = nodes.get(i);
      if (node instanceof Node.Untyped) {
        continue;
      }
      if (common == null) {
        first = i;
      }
      var wider = common == null ? node.type() : wider(common, node.type());
      if (wider == null) {
        var slice = cures.source().slice(texts.get(i).place());
        throw cures.unlike(
            what,
            common,
            cures.source().slice(texts.get(first).place()),
            node.type(),
            slice,
            texts.get(i).place());
      }
      common = wider;
    }
    if (common == null) {
      throw cures
          .source()
          .error(
              "type",
              texts.getFirst().place().start(),
              what + " are all null and have no type; give one a type: number(null), text(null) …");
    }
    var type = common;
    return nodes.stream().map(node -> coerced(node, type)).toList();
  }

  /// The node widened: LONG to DOUBLE (to nearest beyond 2^53), DATE to TIMESTAMP, `null` to
  /// anything.
  static Node coerced(Node node, Type to) {
    if (node instanceof Node.Untyped) {
      return Node.Constant.missing(to);
    }
    if (node.type() == to) {
      return node;
    }
    if (node.type() == Type.DATE && to == Type.TIMESTAMP) {
      return folded(Arguments.apply(to, TimeFunctions.MIDNIGHT, node));
    }
    if (node.type() != Type.LONG || to != Type.DOUBLE) {
      throw new AssertionError(node.type() + " to " + to);
    }
    if (node instanceof Node.Read read) {
      return new Node.Read(read.column(), Type.DOUBLE);
    }
    return folded(
        Arguments.apply(
            Type.DOUBLE,
            (batch, in) -> {
              var cells = in[0].longs();
              var out = new double[batch.rows()];
              for (int r = 0; r < out.length; r++) {
                out[r] = cells[r & in[0].mask()];
              }
              return Vector.doubles(out, in[0].validity(batch.rows()));
            },
            node));
  }
}
