package dev.weir.benchmarks;

import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import dev.weir.numerics.Moments;
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

/// What the executor adds to a bare loop over the same chunks, in nanoseconds a row of two numeric
/// columns. The kernel, moments, is about the cheapest there is. The table is 32 Mi rows eight
/// times over, so that a run takes about a second and its start, some milliseconds, does not show;
/// [#shortRun] has that.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ExecutorBenchmark.ROWS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx1500m")
public class ExecutorBenchmark {
  static final int ROWS = 256 << 20;

  private final Table table = Data.repeated(Data.doubles(ROWS / 8), 8);
  private final Table few = Data.doubles(1 << 12);
  private final Catalogue catalogue = Catalogue.of(List.of(MomentsTool.PLUGIN), List.of());

  /// The loop that an author would write.
  @Benchmark
  public double bareLoop() {
    var columns = table.schema().columns().toList();
    var state = MomentsTool.states(columns.size());
    table.forEachChunk(chunk -> MomentsTool.take(chunk, columns, state));
    return state.stream().mapToDouble(Moments::kurtosis).sum();
  }

  /// The same by a run with one folding thread.
  @Benchmark
  public RunResult oneThread() {
    return run(held().step(MomentsTool.NAME), 1);
  }

  /// With two.
  @Benchmark
  public RunResult twoThreads() {
    return run(held().step(MomentsTool.NAME), 2);
  }

  /// Two analyses in one scan, one folding thread: beside [#oneThread], what one more costs.
  @Benchmark
  public RunResult oneThreadTwoAnalyses() {
    return run(held().step(MomentsTool.NAME).step(MomentsTool.NAME), 1);
  }

  /// Of 4,096 rows, in milliseconds a run: its threads and its folder.
  @Benchmark
  @OperationsPerInvocation(1)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public RunResult shortRun() {
    return run(Pipeline.from(Input.of("held", _ -> new HeldSource(few))).step(MomentsTool.NAME), 1);
  }

  /// A table as input, whose content is fingerprinted beside.
  @Benchmark
  public RunResult tableOneThread() {
    return run(Pipeline.from(Input.of(table)).step(MomentsTool.NAME), 1);
  }

  private Pipeline held() {
    return Pipeline.from(Input.of("held", _ -> new HeldSource(table)));
  }

  private RunResult run(Pipeline pipeline, int threads) {
    var config = StreamingConfig.defaults().withThreads(threads);
    return new StreamingPipelineExecutor(catalogue, config).run(pipeline);
  }
}
