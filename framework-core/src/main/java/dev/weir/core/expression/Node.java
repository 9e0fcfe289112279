package dev.weir.core.expression;

import dev.weir.api.Column;
import dev.weir.api.Condition.Comparison;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.util.List;

/// An expression whose names are bound and whose types are right. Immutable; shared by threads.
sealed interface Node {
  /// Never INT.
  Type type();

  /// Its cells for every row of the batch; rows that are not active may hold anything but never
  /// fail.
  Vector evaluate(Batch batch);

  List<Node> children();

  /// True if some row may make it fail (overflow of whole numbers).
  default boolean canFail() {
    return children().stream().anyMatch(Node::canFail);
  }

  /// Bytes a row that are held at most while it is evaluated, its own cells included.
  default double bytesPerRow() {
    double held = 0;
    double most = 0;
    for (var child : children()) {
      most = Math.max(most, held + child.bytesPerRow());
      held += child.cellBytes();
    }
    return Math.max(most, held + cellBytes());
  }

  /// Bytes that a cell of the result takes, a validity bit rounded up to a byte; text with a guess.
  default double cellBytes() {
    return 1
        + switch (type()) {
          case BOOLEAN, INT -> Integer.BYTES;
          case LONG, DOUBLE, DATE, TIMESTAMP -> Long.BYTES;
          case TEXT, BYTES -> Integer.BYTES + 16;
        };
  }

  /// One value for all rows.
  record Constant(Vector cell) implements Node {
    static Constant of(Syntax.Literal literal) {
      Values cell =
          switch (literal.value()) {
            case Long l -> new Values.Longs(literal.type(), new long[] {l}, Validity.ALL);
            case Double d -> Values.of(new double[] {d});
            case Boolean b -> new Values.Ints(Type.BOOLEAN, new int[] {b ? 1 : 0}, Validity.ALL);
            case String s -> new Values.Texts(Type.TEXT, Text.of(s), Validity.ALL);
            default -> throw new AssertionError(literal);
          };
      return new Constant(Vector.constant(cell));
    }

    static Constant missing(Type type) {
      var none = Validity.none(1);
      return new Constant(
          Vector.constant(
              switch (type) {
                case BOOLEAN, INT -> new Values.Ints(Type.BOOLEAN, new int[1], none);
                case LONG, DATE, TIMESTAMP -> new Values.Longs(type, new long[1], none);
                case DOUBLE -> new Values.Doubles(new double[1], none);
                case TEXT, BYTES -> new Values.Texts(Type.TEXT, Text.of(""), none);
              }));
    }

    @Override
    public Type type() {
      return cell.type();
    }

    @Override
    public Vector evaluate(Batch batch) {
      return cell;
    }

    @Override
    public List<Node> children() {
      return List.of();
    }

    @Override
    public double cellBytes() {
      return 0;
    }

    boolean isMissing() {
      return !cell.at(0);
    }
  }

  /// `null` before its type is known; a missing BOOLEAN wherever nothing else is wanted.
  record Untyped() implements Node {
    @Override
    public Type type() {
      return Type.BOOLEAN;
    }

    @Override
    public Vector evaluate(Batch batch) {
      return Constant.missing(Type.BOOLEAN).cell();
    }

    @Override
    public List<Node> children() {
      return List.of();
    }
  }

  /// A column's cells, INT as LONG, either as DOUBLE if so asked.
  record Read(Column column, Type type) implements Node {
    @Override
    public Vector evaluate(Batch batch) {
      var chunk = batch.chunk();
      var validity = chunk.validity(column);
      return switch (type) {
        case DOUBLE -> Vector.doubles(chunk.doubles(column), validity);
        case LONG -> Vector.longs(type, chunk.longs(column), validity);
        case BOOLEAN, INT, DATE, TIMESTAMP, TEXT, BYTES -> Vector.of(chunk.values(column));
      };
    }

    @Override
    public List<Node> children() {
      return List.of();
    }
  }

  /// A function or operator of its arguments.
  record Apply(Type type, Kernel kernel, boolean failing, List<Node> children) implements Node {
    @Override
    public Vector evaluate(Batch batch) {
      return kernel.apply(
          batch, children.stream().map(child -> child.evaluate(batch)).toArray(Vector[]::new));
    }

    @Override
    public boolean canFail() {
      return failing || Node.super.canFail();
    }
  }

  /// A comparison of two values of one type, or of a LONG with a DOUBLE.
  record Compare(Comparison comparison, Node left, Node right) implements Node {
    @Override
    public Type type() {
      return Type.BOOLEAN;
    }

    @Override
    public Vector evaluate(Batch batch) {
      return Comparisons.compare(batch, comparison, left.evaluate(batch), right.evaluate(batch));
    }

    @Override
    public List<Node> children() {
      return List.of(left, right);
    }
  }

  /// Equal to one of the constants.
  record In(Node operand, Members members) implements Node {
    @Override
    public Type type() {
      return Type.BOOLEAN;
    }

    @Override
    public Vector evaluate(Batch batch) {
      return members.contains(batch, operand.evaluate(batch));
    }

    @Override
    public List<Node> children() {
      return List.of(operand);
    }
  }

  /// Not.
  record Not(Node operand) implements Node {
    @Override
    public Type type() {
      return Type.BOOLEAN;
    }

    @Override
    public Vector evaluate(Batch batch) {
      return Choices.not(batch, operand.evaluate(batch));
    }

    @Override
    public List<Node> children() {
      return List.of(operand);
    }
  }

  /// Is null.
  record IsNull(Node operand) implements Node {
    @Override
    public Type type() {
      return Type.BOOLEAN;
    }

    @Override
    public Vector evaluate(Batch batch) {
      return Choices.isNull(batch, operand.evaluate(batch));
    }

    @Override
    public List<Node> children() {
      return List.of(operand);
    }
  }

  /// All or any, from left to right: an operand may fail only for rows that the ones before it
  /// leave open.
  record Junction(boolean all, List<Node> children) implements Node {
    @Override
    public Type type() {
      return Type.BOOLEAN;
    }

    @Override
    public Vector evaluate(Batch batch) {
      var truth = Truth.of(children.getFirst().evaluate(batch), batch.rows());
      for (var next : children.subList(1, children.size())) {
        var looked = next.canFail() ? batch.where(all ? truth.yes() : truth.open()) : batch;
        var more = Truth.of(next.evaluate(looked), batch.rows());
        if (all) {
          truth.and(more);
        } else {
          truth.or(more);
        }
      }
      return truth.vector();
    }
  }

  /// The value whose condition is the first true one; the last value has none.
  record Case(Type type, List<Node> conditions, List<Node> values) implements Node {
    @Override
    public Vector evaluate(Batch batch) {
      return Choices.firstTrue(batch, type, conditions, values);
    }

    @Override
    public List<Node> children() {
      return java.util.stream.Stream.concat(conditions.stream(), values.stream()).toList();
    }
  }

  /// The first that is not missing.
  record Coalesce(Type type, List<Node> children) implements Node {
    @Override
    public Vector evaluate(Batch batch) {
      return Choices.firstPresent(batch, type, children);
    }
  }
}
