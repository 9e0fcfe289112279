package dev.weir.core.expression;

import dev.weir.api.Type;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// Functions of numbers. Whole numbers stay whole where the result is; all else follows IEEE 754,
/// never fails, and is computed by [StrictMath], so that it is the same on every machine.
final class NumberFunctions {
  static final List<Function> LIST =
      List.of(
          Function.of("abs(x)", 1, 1, NumberFunctions::abs),
          Function.of(
              "sign(x)", 1, 1, a -> kept(a, Each.whole(Type.LONG, Long::signum), Math::signum)),
          Function.of("round(x[, digits])", 1, 2, NumberFunctions::round),
          Function.of("floor(x)", 1, 1, a -> kept(a, null, Math::floor)),
          Function.of("ceil(x)", 1, 1, a -> kept(a, null, Math::ceil)),
          Function.of(
              "trunc(x)", 1, 1, a -> kept(a, null, x -> x < 0 ? Math.ceil(x) : Math.floor(x))),
          real("sqrt(x)", StrictMath::sqrt),
          real("exp(x)", StrictMath::exp),
          real("ln(x)", StrictMath::log),
          real("log10(x)", StrictMath::log10),
          real("log2(x)", NumberFunctions::log2),
          real("sin(x)", StrictMath::sin),
          real("cos(x)", StrictMath::cos),
          real("tan(x)", StrictMath::tan),
          real("asin(x)", StrictMath::asin),
          real("acos(x)", StrictMath::acos),
          real("atan(x)", StrictMath::atan),
          real("pow(x, y)", StrictMath::pow),
          real("atan2(y, x)", StrictMath::atan2),
          Function.of(
              "is_nan(x)",
              1,
              1,
              a -> Arguments.apply(Type.BOOLEAN, Each.realTest(Double::isNaN), a.real(0))),
          Function.of(
              "is_finite(x)",
              1,
              1,
              a -> Arguments.apply(Type.BOOLEAN, Each.realTest(Double::isFinite), a.real(0))));

  private NumberFunctions() {}

  private static Function real(String signature, DoubleUnaryOperator function) {
    return Function.of(
        signature, 1, 1, a -> Arguments.apply(Type.DOUBLE, Each.real(function), a.real(0)));
  }

  private static Function real(String signature, DoubleBinaryOperator function) {
    return Function.of(
        signature,
        2,
        2,
        a -> Arguments.apply(Type.DOUBLE, Each.real(function), a.real(0), a.real(1)));
  }

  /// The type of the argument is kept; no kernel for whole numbers: they stay as they are.
  private static Node kept(
      Arguments a, @org.jspecify.annotations.Nullable Kernel whole, DoubleUnaryOperator real) {
    var x = a.number(0);
    if (x.type() == Type.DOUBLE) {
      return Arguments.apply(Type.DOUBLE, Each.real(real), x);
    }
    return whole == null ? x : Arguments.apply(Type.LONG, whole, x);
  }

  private static Node abs(Arguments a) {
    var x = a.number(0);
    return x.type() == Type.DOUBLE
        ? Arguments.apply(Type.DOUBLE, Each.real((DoubleUnaryOperator) Math::abs), x)
        : Arguments.applyFailing(
            Type.LONG,
            Arithmetic.negated(true, a.overflow("use abs(number(" + a.slice(0) + "))")),
            x);
  }

  /// Exact for powers of two: the exponent apart, the logarithm of what is left, which lies around
  /// 1.
  private static double log2(double x) {
    if (!(x >= Double.MIN_NORMAL) || x == Double.POSITIVE_INFINITY) {
      return StrictMath.log(x) / StrictMath.log(2);
    }
    int exponent = Math.getExponent(x);
    double rest = Math.scalb(x, -exponent);
    if (rest > StrictMath.sqrt(2)) {
      exponent++;
      rest /= 2;
    }
    return exponent + StrictMath.log(rest) / StrictMath.log(2);
  }

  private static Node round(Arguments a) {
    var x = a.number(0);
    if (a.size() == 1) {
      return x.type() == Type.LONG
          ? x
          : Arguments.apply(Type.DOUBLE, Each.real((DoubleUnaryOperator) Rounding::toWhole), x);
    }
    var digits = a.whole(1);
    return x.type() == Type.LONG
        ? Arguments.applyFailing(
            Type.LONG,
            Rounding.longs(a.overflow("use round(number(" + a.slice(0) + "), " + a.slice(1) + ")")),
            x,
            digits)
        : Arguments.apply(Type.DOUBLE, Rounding.doubles(), x, digits);
  }
}
