package dev.weir.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a class a tool: `weir-framework-processor` writes its [ToolDescriptor], the [DomainPlugin]
/// that makes it and a [ToolCall] for Java callers, and fails the build on what is missing or
/// wrong.
///
/// ```java
/// /// Geometric mean of a column.
/// ///
/// /// `exp(mean(log x))` over the positive values; the others are counted. No positive value: NaN.
/// @Tool(
///     name = "own.geometric-mean",
///     produces = "geometric-mean: real number",
///     example = "weir run diamonds.csv own.geometric-mean --column price --by cut")
/// final class GeometricMean implements MergeablePipeline<GeometricMean.State> {
///   /// What the user chose.
///   ///
///   /// @param column numeric column
///   record Options(@Option(type = COLUMN, accepts = {INT, LONG, DOUBLE}) String column) {}
///
///   GeometricMean(Options options, Binding in) { … }
/// ```
///
/// The class is final, implements one of the pipeline interfaces, from which role and mode follow,
/// and has a nested record `Options` ([Option]) and a constructor `(Options, Binding)`; one that is
/// fitted on a further input has `(Options, Binding, Binding)`, that input last. Its comment is its
/// manual: the first sentence the summary, the rest the description. All tools of a module have one
/// domain, the part of the name before the dot, after which the plugin is named: `OwnPlugin`, to be
/// provided in module-info.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Tool {
  /// `domain.tool`, kebab-case; users write it in files that outlive versions.
  String name();

  /// Each table or value of the result, as `name: what it holds`; of a tool that emits rows also
  /// `rows: …`.
  String[] produces();

  /// One command line that calls it.
  String example();

  /// Options of which exactly one must be given, each in kebab-case and with no default; several
  /// that go together are parted by spaces: `{"x y", "geometry"}`. None: there is no such choice.
  String[] oneOf() default {};

  /// How exact its figures are.
  String exactness() default "exact up to rounding";

  /// Name of the further input that an [Estimator] is fitted on (`--areas FILE`); none: the rows
  /// that it transforms, or `--fit-on FILE`.
  String fitOn() default "";

  /// What happens when rows that must be gathered do not fit.
  ToolDescriptor.Overflow overflow() default ToolDescriptor.Overflow.REFUSE;

  /// False if it must not be run once per group. Tools that see each row alone, read their input
  /// themselves or are fitted on a further input never are.
  boolean groupable() default true;

  /// True if what an [Estimator] learns holds for the very rows that it learns from, such as their
  /// positions: `--fit-on` is refused.
  boolean ownRows() default false;
}
