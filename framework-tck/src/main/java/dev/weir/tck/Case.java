package dev.weir.tck;

import dev.weir.api.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One way to call a tool, on data for which it gives an interesting answer. Every law is checked
/// on every case. Immutable; each `with` gives another case.
///
/// @param name for messages
/// @param options as a user would give them
/// @param data the rows that flow through the step, a few hundred at best
/// @param fitOn the rows that an estimator is fitted on; empty: `data`
/// @param scale sum of the magnitudes of the terms of the figures: reals may differ by 1e-12 of the
///   largest of this, the figures and 1 where the law does not ask for the same bits
/// @param checker judges figures that the result lists as not exact, in place of the judgement by
///   their stated bound
/// @param seed of the run
public record Case(
    String name,
    Map<String, Object> options,
    Table data,
    Optional<Table> fitOn,
    double scale,
    Optional<Checker> checker,
    long seed) {
  /// Judges two answers for the same rows that may differ, such as two estimates of a quantile.
  @FunctionalInterface
  public interface Checker {
    /// What is wrong with the two figures, or nothing.
    ///
    /// @param where name of the figure: `table.column` or the name of a value
    /// @param expected one answer
    /// @param actual the other
    /// @param rows the rows that both speak of
    Optional<String> check(String where, double expected, double actual, Table rows);
  }

  /// Copies the options.
  public Case {
    options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /// Figures of moderate size, exact or judged by their stated bound, seed 7.
  public static Case of(String name, Map<String, ?> options, Table data) {
    return new Case(
        name, new LinkedHashMap<>(options), data, Optional.empty(), 1, Optional.empty(), 7);
  }

  /// Fitted on other rows.
  public Case withFitOn(Table rows) {
    return new Case(name, options, data, Optional.of(rows), scale, checker, seed);
  }

  /// Terms of this magnitude in sum.
  public Case withScale(double magnitudes) {
    return new Case(name, options, data, fitOn, magnitudes, checker, seed);
  }

  /// Figures that are not exact are judged by this.
  public Case withChecker(Checker judge) {
    return new Case(name, options, data, fitOn, scale, Optional.of(judge), seed);
  }

  /// Another seed.
  public Case withSeed(long value) {
    return new Case(name, options, data, fitOn, scale, checker, value);
  }

  /// The same call on other rows.
  public Case withData(Table rows) {
    return new Case(name, options, rows, fitOn, scale, checker, seed);
  }

  Table fitted() {
    return fitOn.orElse(data);
  }
}
