package dev.weir.core.expression;

import dev.weir.api.Condition.Comparison;
import dev.weir.api.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression as written, names not looked up and types not known.
sealed interface Syntax {
  /// All of its text.
  Place place();

  /// A constant.
  ///
  /// @param value Long (also for DATE and TIMESTAMP), Double, String or Boolean
  record Literal(Place place, Type type, Object value) implements Syntax {}

  /// The word `null`.
  record Null(Place place) implements Syntax {}

  /// A column.
  record Name(Place place, String name, boolean quoted) implements Syntax {}

  /// Unary minus.
  record Negate(Place place, Syntax operand) implements Syntax {}

  /// Not.
  record Not(Place place, Syntax operand) implements Syntax {}

  /// Two numbers to one; `at` is where the sign stands.
  record Arithmetic(Place place, int at, Operator operator, Syntax left, Syntax right)
      implements Syntax {}

  /// A comparison.
  record Compare(
      Place place, int at, String symbol, Comparison comparison, Syntax left, Syntax right)
      implements Syntax {}

  /// All (and) or any (or) of these.
  record Junction(Place place, boolean all, List<Syntax> operands) implements Syntax {}

  /// Is null.
  record IsNull(Place place, Syntax operand) implements Syntax {}

  /// One of these.
  record In(Place place, int at, Syntax operand, List<Syntax> items) implements Syntax {}

  /// From low to high.
  record Between(Place place, int at, Syntax operand, Syntax low, Syntax high) implements Syntax {}

  /// Text like a pattern.
  record Like(Place place, int at, Syntax operand, Syntax pattern) implements Syntax {}

  /// Texts joined by `||`.
  record Concat(Place place, int at, List<Syntax> operands) implements Syntax {}

  /// The value of the first branch whose condition is true.
  record Case(Place place, List<Branch> branches, @Nullable Syntax otherwise) implements Syntax {}

  /// One `when … then …`.
  record Branch(Syntax when, Syntax then) {}

  /// A function and its arguments.
  record Call(Place place, String name, List<Syntax> arguments) implements Syntax {}
}
