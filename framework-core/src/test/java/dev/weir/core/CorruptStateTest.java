package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Completeness;
import dev.weir.api.DomainPlugin;
import dev.weir.api.ErrorBudget;
import dev.weir.api.ErrorPolicy;
import dev.weir.api.ErrorPolicy.OnError;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Recovery;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingPipelineError;
import dev.weir.api.StreamingPipelineError.Kind;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// States of groups that were on the disk and whose codec fails to read them back.
final class CorruptStateTest {
  private static final int ROWS = 9_000;
  private static final int GROUPS = 2_500;
  private static final int CELLS = 1_250;
  private static final Schema SCHEMA =
      Schema.of(Schema.Field.of("x", Type.DOUBLE), Schema.Field.of("k", Type.INT));

  @TempDir private Path folder;
  private final List<StreamingPipelineError> told = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger read = new AtomicInteger();
  private Recovery answer = Recovery.RETRY;
  private boolean rejects;

  /// Sums, in a state of 10 KB.
  private final class Sum implements MergeablePipeline<double[]> {
    private final Column column;

    Sum(Column column) {
      this.column = column;
    }

    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[CELLS];
    }

    @Override
    public void processChunk(Chunk chunk, double[] s, ChunkProcessingContext context) {
      for (int r = 0; r < chunk.rows(); r++) {
        if (rejects && chunk.position(r) == 10) {
          context.reject(chunk, r, "known");
        } else {
          s[0] += chunk.doubles(column)[r];
        }
      }
    }

    @Override
    public double[] merge(double[] a, double[] b) {
      a[0] += b[0];
      return a;
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] s, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("sum", s[0]);
    }

    private double[] read(StateCodec.In in) {
      read.incrementAndGet();
      if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        throw new IllegalStateException("cannot make sense of it");
      }
      return in.reals();
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), this::read, s -> 8L * s.length);
    }

    @Override
    public Recovery handleStreamingError(
        StreamingPipelineError error, ChunkProcessingContext context) {
      told.add(error);
      return answer;
    }
  }

  private final class Plugin implements DomainPlugin {
    @Override
    public List<ToolDescriptor> tools() {
      return List.of(SampleTools.describe(Sum.class, "c.sum").build());
    }

    @Override
    public AnalysisPipeline create(String tool, OptionValues options, Binding in, Binding fitted) {
      return new Sum(in.column("x", Type.numeric()));
    }
  }

  private static Table table() {
    var x = IntStream.range(0, ROWS).mapToDouble(r -> Math.sin(r) * r).toArray();
    var k = IntStream.range(0, ROWS).map(r -> r * 31 % GROUPS).toArray();
    return Table.of(SCHEMA, List.of(Chunk.of(SCHEMA, ROWS, 0, Values.of(x), Values.of(k))));
  }

  private RunResult run(OnError what) {
    var config =
        StreamingConfig.defaults()
            .withSpillDirectory(folder)
            .withMemoryBytes(64 << 20)
            .withThreads(2)
            .withBlockRows(3_000)
            .withChunkBytes(64 << 10)
            .withErrorPolicy(new ErrorPolicy(what, new ErrorBudget.Rows(1), 0));
    return new StreamingPipelineExecutor(
            Catalogue.of(List.of(new Plugin()), List.of(new RowFiles())), config)
        .run(Pipeline.from(Input.of(table())).step("c.sum").by("k").step("c.sum").as("all"));
  }

  @Test
  void theScanIsMadeOnceMoreAndGivesTheSame() {
    List<String> expected;
    try (var clean = run(OnError.FAIL)) {
      expected = ResultLines.of(clean);
      assertEquals(1, clean.metrics().scans());
    }
    assertTrue(read.get() > 0, "nothing was read back");
    failures.set(1);
    try (var run = run(OnError.FAIL)) {
      assertEquals(Completeness.COMPLETE, run.completeness());
      assertEquals(expected, ResultLines.of(run));
      assertEquals(2, run.metrics().scans());
      assertEquals(2L * ROWS, run.metrics().rowsRead());
      assertEquals(1, run.recovered().size());
      assertTrue(run.recovered().getFirst().contains("cannot make sense of it"));
      assertTrue(run.recovered().getFirst().endsWith("(the rows were read once more)"));
    }
    assertEquals(Kind.STATE_CORRUPTION, told.getFirst().kind());
    assertEquals(Recovery.RETRY, told.getFirst().proposed());
  }

  @Test
  void aSecondTimeEndsTheRun() {
    failures.set(Integer.MAX_VALUE);
    var error = assertThrows(PipelineException.class, () -> run(OnError.FAIL));
    assertEquals("state.corrupt", error.code());
    assertEquals(
        List.of(Recovery.RETRY, Recovery.FAIL),
        told.stream().map(StreamingPipelineError::proposed).toList());
    told.clear();
    try (var partial = run(OnError.PARTIAL)) {
      assertEquals(Completeness.PARTIAL, partial.completeness());
      assertEquals("state.corrupt", partial.stoppedBy().orElseThrow().code());
      assertEquals(
          ROWS, partial.step("all").rowsUsed(), "steps whose states are sound have their results");
    }
    assertEquals(Recovery.RETURN_PARTIAL, told.getLast().proposed());
  }

  @Test
  void theToolMaySayNo() {
    failures.set(1);
    answer = Recovery.FAIL;
    var error = assertThrows(PipelineException.class, () -> run(OnError.FAIL));
    assertEquals("state.corrupt", error.code());
    assertEquals(1, told.size());
  }

  @Test
  void rowsThatTheScanHasSetAsideWouldBeMissedTheSecondTime() {
    failures.set(1);
    rejects = true;
    var error = assertThrows(PipelineException.class, () -> run(OnError.FAIL));
    assertEquals("state.corrupt", error.code());
    assertEquals(Recovery.FAIL, told.getFirst().proposed());
  }
}
