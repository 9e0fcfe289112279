package dev.weir.core.expression;

import dev.weir.api.Column;
import dev.weir.api.Condition;
import dev.weir.api.Condition.Comparison;
import dev.weir.api.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a source may check: the parts of an `and` that compare a column with a constant. A part
/// that comes after one that may fail is left out, so that an overflow is reported whether or not
/// the source checks.
final class Implied {
  private Implied() {}

  static List<Condition> by(Node root) {
    var conditions = new ArrayList<Condition>();
    collect(root, conditions);
    return List.copyOf(conditions);
  }

  /// False if what follows must not be used.
  private static boolean collect(Node node, List<Condition> out) {
    if (node instanceof Node.Junction junction && junction.all()) {
      return junction.children().stream().allMatch(child -> collect(child, out));
    }
    if (node.canFail()) {
      return false;
    }
    switch (node) {
      case Node.Compare compare -> compare(compare, out);
      case Node.In in -> in(in, out);
      case Node.Read read when read.type() == Type.BOOLEAN ->
          out.add(new Condition(read.column().name(), Comparison.EQUAL, true));
      case Node.Not not when not.operand() instanceof Node.Read read ->
          out.add(new Condition(read.column().name(), Comparison.EQUAL, false));
      default -> {}
    }
    return true;
  }

  private static void compare(Node.Compare compare, List<Condition> out) {
    if (compare.left() instanceof Node.Read read
        && compare.right() instanceof Node.Constant constant) {
      add(read, compare.comparison(), constant, out);
    } else if (compare.right() instanceof Node.Read read
        && compare.left() instanceof Node.Constant constant) {
      add(read, Comparisons.mirrored(compare.comparison()), constant, out);
    }
  }

  private static void add(
      Node.Read read, Comparison comparison, Node.Constant constant, List<Condition> out) {
    if (constant.isMissing()) {
      return;
    }
    var cell = constant.cell();
    var condition =
        switch (read.type()) {
          case BOOLEAN ->
              new Condition(read.column().name(), comparison, (cell.flags()[0] & 1) == 1);
          case DATE, TIMESTAMP -> new Condition(read.column().name(), comparison, cell.longs()[0]);
          case TEXT -> new Condition(read.column().name(), comparison, cell.text().string(0));
          case LONG ->
              cell.type() == Type.LONG
                  ? new Condition(read.column().name(), comparison, cell.longs()[0])
                  : whole(read.column(), comparison, cell.doubles()[0]);
          case DOUBLE -> real(read.column(), comparison, cell);
          case INT, BYTES -> null;
        };
    if (condition != null) {
      out.add(condition);
    }
  }

  /// Whole numbers against a real one: the border moves to the next whole number.
  private static @Nullable Condition whole(Column column, Comparison comparison, double real) {
    if (!(real >= -0x1p62 && real <= 0x1p62)) {
      return null;
    }
    return switch (comparison) {
      case EQUAL, NOT_EQUAL ->
          Membership.isWhole(real) ? new Condition(column.name(), comparison, (long) real) : null;
      case GREATER, LESS_OR_EQUAL ->
          new Condition(column.name(), comparison, (long) Math.floor(real));
      case GREATER_OR_EQUAL, LESS ->
          new Condition(column.name(), comparison, (long) Math.ceil(real));
    };
  }

  private static @Nullable Condition real(Column column, Comparison comparison, Vector cell) {
    if (column.type() != Type.DOUBLE) {
      return null;
    }
    if (cell.type() == Type.LONG) {
      long whole = cell.longs()[0];
      return Membership.isExact(whole)
          ? new Condition(column.name(), comparison, (double) whole)
          : null;
    }
    return Double.isNaN(cell.doubles()[0])
        ? null
        : new Condition(column.name(), comparison, cell.doubles()[0]);
  }

  /// Between the least and the greatest of the list.
  private static void in(Node.In in, List<Condition> out) {
    if (!(in.operand() instanceof Node.Read read)
        || in.members().isEmpty()
        || (read.type() == Type.DOUBLE && read.column().type() != Type.DOUBLE)) {
      return;
    }
    var name = read.column().name();
    var least = in.members().least();
    var greatest = in.members().greatest();
    if (least.equals(greatest)) {
      out.add(new Condition(name, Comparison.EQUAL, least));
    } else {
      out.add(new Condition(name, Comparison.GREATER_OR_EQUAL, least));
      out.add(new Condition(name, Comparison.LESS_OR_EQUAL, greatest));
    }
  }
}
