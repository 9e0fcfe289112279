package dev.weir.benchmarks;

import dev.weir.api.Validity;
import dev.weir.numerics.Moments;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Mean, variance and more of numbers in memory, in nanoseconds a value, beside Commons Math.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Data.VALUES)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MomentsBenchmark {
  private final double[] values = Data.skewed(Data.VALUES, 1);
  private final Validity holes = Data.holes(Data.VALUES, 10);

  /// Count, mean, variance.
  @Benchmark
  public double variance() {
    var moments = Moments.ofVariance();
    moments.accept(values, Validity.ALL, values.length);
    return moments.variance();
  }

  /// Also skewness, kurtosis, least and greatest.
  @Benchmark
  public double all() {
    var moments = Moments.create();
    moments.accept(values, Validity.ALL, values.length);
    return moments.kurtosis();
  }

  /// All of them, one cell in ten missing.
  @Benchmark
  public double allWithMissing() {
    var moments = Moments.create();
    moments.accept(values, holes, values.length);
    return moments.kurtosis();
  }

  /// The peer: count, mean, variance, sum, least and greatest, product, sum of logs.
  @Benchmark
  public double commonsMath() {
    var statistics = new SummaryStatistics();
    for (double value : values) {
      statistics.addValue(value);
    }
    return statistics.getVariance();
  }

  /// A sum, the least that can be done with a value.
  @Benchmark
  public double sum() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
