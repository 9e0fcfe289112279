package dev.weir.benchmarks;

import dev.weir.api.Validity;
import dev.weir.numerics.DistinctCount;
import dev.weir.numerics.QuantileSketch;
import java.util.concurrent.TimeUnit;
import org.apache.datasketches.kll.KllDoublesSketch;
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

/// A sketch of a block's worth of numbers, in nanoseconds a value, beside Apache DataSketches' own.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Data.VALUES)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class QuantileSketchBenchmark {
  private final double[] values = Data.skewed(Data.VALUES, 1);

  /// A fresh sketch, k = 200.
  @Benchmark
  public double sketch() {
    var sketch = QuantileSketch.create(1, 1);
    sketch.accept(values, Validity.ALL, values.length);
    return sketch.quantile(0.5);
  }

  /// The peer, k = 200.
  @Benchmark
  public double dataSketches() {
    var sketch = KllDoublesSketch.newHeapInstance(200);
    for (double value : values) {
      sketch.update(value);
    }
    return sketch.getQuantile(0.5);
  }

  /// Sketches of 1024 values, made and merged into one.
  @Benchmark
  public double mergedOfSmallParts() {
    var whole = QuantileSketch.create(1, 0);
    var part = new double[1024];
    for (int from = 0; from < values.length; from += part.length) {
      System.arraycopy(values, from, part, 0, part.length);
      var sketch = QuantileSketch.create(1, from);
      sketch.accept(part, Validity.ALL, part.length);
      whole.merge(sketch);
    }
    return whole.quantile(0.5);
  }

  /// What describe does beside: distinct values by HyperLogLog.
  @Benchmark
  public double distinct() {
    var distinct = DistinctCount.create();
    distinct.accept(values, Validity.ALL, values.length);
    return distinct.rounded();
  }
}
