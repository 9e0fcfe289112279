package dev.weir.benchmarks;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import dev.weir.domain.stats.StatsPlugin;
import dev.weir.numerics.DistinctCount;
import dev.weir.numerics.Moments;
import dev.weir.numerics.QuantileSketch;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/// `stats.describe` of rows in memory, in nanoseconds a row of two numeric columns, beside the
/// kernels that it is made of.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DescribeBenchmark.ROWS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1500m")
public class DescribeBenchmark {
  static final int ROWS = 8 << 20;

  private final Table table = Data.doubles(ROWS);
  private final Catalogue catalogue = Catalogue.of(List.of(new StatsPlugin()), List.of());

  /// Moments, sketch and distinct values of each column, in a bare loop: block by block, as the
  /// executor keeps them.
  @Benchmark
  public double kernels() {
    double sum = 0;
    for (var column : table.schema().columns().toList()) {
      var whole = new Kernels(column.index());
      var block = new Kernels[] {new Kernels(column.index())};
      table.forEachChunk(chunk -> {
        if (chunk.position(0) % StreamingConfig.defaults().blockRows() == 0) {
          whole.merge(block[0]);
          block[0] = new Kernels(column.index());
        }
        block[0].accept(chunk, column);
      });
      whole.merge(block[0]);
      sum += whole.figures();
    }
    return sum;
  }

  private record Kernels(Moments moments, QuantileSketch sketch, DistinctCount distinct) {
    Kernels(int id) {
      this(Moments.create(), QuantileSketch.create(0, id), DistinctCount.create());
    }

    void accept(Chunk chunk, Column column) {
      var cells = chunk.doubles(column);
      var validity = chunk.validity(column);
      moments.accept(cells, validity, chunk.rows());
      sketch.accept(cells, validity, chunk.rows());
      distinct.accept(cells, validity, chunk.rows());
    }

    void merge(Kernels later) {
      moments.merge(later.moments);
      sketch.merge(later.sketch);
      distinct.merge(later.distinct);
    }

    double figures() {
      return moments.kurtosis() + sketch.quantile(0.5) + distinct.rounded();
    }
  }

  /// The tool, one folding thread.
  @Benchmark
  public RunResult oneThread() {
    return run(1, 0);
  }

  /// The tool, two folding threads.
  @Benchmark
  public RunResult twoThreads() {
    return run(2, 0);
  }

  /// As `weir profile` asks: five most frequent values too; two threads.
  @Benchmark
  public RunResult profileTwoThreads() {
    return run(2, 5);
  }

  private RunResult run(int threads, int top) {
    var config = StreamingConfig.defaults().withThreads(threads);
    var input = Input.of("held", _ -> new HeldSource(table));
    return new StreamingPipelineExecutor(catalogue, config)
        .run(Pipeline.from(input).step("stats.describe").with("top", top));
  }
}
