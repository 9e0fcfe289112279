package dev.weir.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What the type of a component of a tool's `Options` record does not say of the option: its
/// default, its range, what a text stands for. A component without it is an option too.
///
/// The option's name is the component's in kebab-case (`maxIterations`: `--max-iterations`), its
/// description the component's `@param`, and its type follows from the Java type:
///
/// | Java type | option |
/// |---|---|
/// | `String` | TEXT; if said COLUMN or EXPRESSION |
/// | `int`, `long` | INTEGER, an `int` within a stated range; a `long` if said SIZE |
/// | `double` | REAL |
/// | `boolean` | FLAG, false by default |
/// | an enum | CHOICE among its constants in kebab-case: `MOST_FREQUENT` is `most-frequent` |
/// | [java.time.Duration] | DURATION |
/// | `List<String>` | TEXTS; if said COLUMNS |
/// | `List<Double>` | REALS |
/// | `List<Long>`, `List<Integer>` | INTEGERS, those of an `Integer` within a stated range |
/// | `List` of an enum | TEXTS of its constants |
/// | `Optional` of text, enum or duration; `OptionalInt`, `OptionalLong`, `OptionalDouble` | the same, and it may be left out |
///
/// An option must be given unless it has a default, is `Optional` or is a list, which is then
/// empty. Further checks, and order where it does not matter, belong into the record's constructor.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {
  /// The kind of value, for texts and sizes: COLUMN, EXPRESSION, COLUMNS or SIZE; none: as the Java
  /// type says.
  OptionType[] type() default {};

  /// The default in the form that a user would write, of a list one text an element; none: there is
  /// no default.
  String[] byDefault() default {};

  /// Least number allowed, of a list for each element; of a text its least length.
  double least() default Double.NEGATIVE_INFINITY;

  /// Greatest number allowed, of a list for each element; of a text its greatest length.
  double most() default Double.POSITIVE_INFINITY;

  /// For COLUMN and COLUMNS: the types that will do; none: any.
  Type[] accepts() default {};

  /// True if a list must be given.
  boolean required() default false;
}
