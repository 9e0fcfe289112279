package dev.weir.verify;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The values of one column, counted and summed in the simplest way that is exact enough to judge
/// others by.
final class Figures {
  private final double[] sorted;
  private final double missing;
  private final double mean;
  private final double magnitudes;
  private final double second;
  private final double third;
  private final double fourth;
  private final double nan;

  private Figures(double[] sorted, double missing, double nan) {
    this.sorted = sorted;
    this.missing = missing;
    this.nan = nan;
    this.mean = mean(sorted);
    this.magnitudes = Arrays.stream(sorted).map(Math::abs).average().orElseThrow();
    this.second = power(2);
    this.third = power(3);
    this.fourth = power(4);
  }

  /// Mean of a power of the absolute deviations.
  private double power(int exponent) {
    return Arrays.stream(sorted)
        .map(v -> Math.pow(Math.abs(v - mean), exponent))
        .average()
        .orElseThrow();
  }

  static Figures of(Collection<? extends @Nullable Number> cells) {
    var sorted =
        cells.stream()
            .filter(Objects::nonNull)
            .mapToDouble(Number::doubleValue)
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    double missing = (double) cells.stream().filter(Objects::isNull).count();
    return new Figures(sorted, missing, cells.size() - missing - sorted.length);
  }

  double count() {
    return sorted.length;
  }

  double missing() {
    return missing;
  }

  double nan() {
    return nan;
  }

  double least() {
    return sorted[0];
  }

  double greatest() {
    return sorted[sorted.length - 1];
  }

  double mean() {
    return mean;
  }

  /// The sample standard deviation.
  double sd() {
    return Math.sqrt(second * sorted.length / (sorted.length - 1));
  }

  /// The exact sum, rounded once, by the number of values.
  static double mean(double[] values) {
    return Arrays.stream(values)
            .mapToObj(BigDecimal::new)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .doubleValue()
        / values.length;
  }

  /// The middle value, or the mean of the two middle ones.
  double median() {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /// How far the value's rank is from a quantile's, as a part of all ranks.
  double rankError(double probability, double value) {
    double below = (double) Arrays.stream(sorted).filter(v -> v < value).count() / sorted.length;
    double upTo = (double) Arrays.stream(sorted).filter(v -> v <= value).count() / sorted.length;
    return Math.max(0, Math.max(below - probability, probability - upTo));
  }

  /// Whether a value lies where a quantile of type 7 does.
  boolean holdsQuantile(double probability, double value) {
    double place = (sorted.length - 1) * probability;
    return sorted[(int) Math.floor(place)] <= value && value <= sorted[(int) Math.ceil(place)];
  }

  /// How much each moment may differ between two grids: 1e-12 of the sum of the magnitudes of its
  /// terms.
  double tolerance(String figure) {
    return 1e-12
        * switch (figure) {
          case "mean" -> magnitudes;
          case "sd" -> Math.sqrt(second);
          case "skewness" -> third / Math.pow(second, 1.5);
          case "kurtosis" -> fourth / Math.pow(second, 2);
          default -> throw new IllegalArgumentException(figure);
        };
  }
}
