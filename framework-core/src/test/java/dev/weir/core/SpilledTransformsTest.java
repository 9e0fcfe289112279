package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.DomainPlugin;
import dev.weir.api.ErrorBudget;
import dev.weir.api.ErrorPolicy;
import dev.weir.api.ErrorPolicy.OnError;
import dev.weir.api.KeyTable;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineException;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Transforms once per group, of which not all fit into memory, give the rows that they give in
/// memory.
final class SpilledTransformsTest {
  private static final int ROWS = 30_000;
  private static final int GROUPS = 15_000;
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("x", Type.DOUBLE),
          Schema.Field.of("g", Type.LONG),
          Schema.Field.of("name", Type.TEXT));

  @TempDir private Path spill;
  private final RowFiles files = new RowFiles();
  private final AtomicInteger rowsToStop = new AtomicInteger(Integer.MAX_VALUE);
  private Cancellation cancellation = new Cancellation();
  private long failsEach = Long.MAX_VALUE;
  private final Catalogue catalogue =
      Catalogue.of(List.of(new SampleTools(), new Plugin()), List.of(files));

  /// Groups are missing at times, and new ones come until the end.
  private static Table table() {
    var random = new Random(3);
    var x = new double[ROWS];
    var g = new long[ROWS];
    var known = new boolean[ROWS];
    var names = new String[ROWS];
    for (int r = 0; r < ROWS; r++) {
      x[r] = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
      g[r] = random.nextInt(3) == 0 ? 7 : random.nextInt(1 + (int) ((long) GROUPS * r / ROWS));
      known[r] = g[r] % 97 != 0;
      names[r] = g[r] % 11 == 0 ? null : "name " + random.nextInt(200);
    }
    return Table.of(
        SCHEMA,
        List.of(
            Chunk.of(
                SCHEMA,
                ROWS,
                0,
                Values.of(x),
                new Values.Longs(Type.LONG, g, Validity.of(known)),
                Values.of(names))));
  }

  /// Of each group every other row with the value before it, and at the end a row with what there
  /// was: distinct names and rows. Sets large values aside.
  private final class Trail implements Transform<Trail.State> {
    private final Schema output =
        Schema.of(Schema.Field.of("before", Type.DOUBLE), Schema.Field.of("seen", Type.LONG));
    private final Column x;
    private final Column name;

    /// What is carried.
    ///
    /// @param counts rows, and the position of the last
    @SuppressWarnings("ArrayRecordComponent")
    record State(KeyTable names, double[] last, long[] counts) {}

    Trail(Binding in) {
      x = in.column("x", Type.DOUBLE);
      name = in.column("name", Type.TEXT);
      in.emits(output);
    }

    @Override
    public State newState(ChunkProcessingContext context) {
      return new State(
          context.keyTable(Schema.of(name.field()), KeyTable.Cell.COUNT),
          new double[1],
          new long[2]);
    }

    @Override
    public void processChunk(Chunk chunk, State state, ChunkProcessingContext context) {
      var rows = Rows.of(output);
      for (int r = 0; r < chunk.rows(); r++) {
        if (rowsToStop.decrementAndGet() == 0) {
          cancellation.cancel();
        }
        double value = chunk.doubles(x)[r];
        if (chunk.position(r) % failsEach == failsEach - 1) {
          throw new ArithmeticException("cannot take " + value);
        }
        if (value > 1e5) {
          context.reject(chunk, r, "too large");
          continue;
        }
        state.names().at(chunk, r, name).add(0, 1L);
        if (++state.counts()[0] % 2 == 0) {
          rows.row(chunk, r).put(0, state.last()[0]).put(1, state.names().keys());
        }
        state.last()[0] = value;
        state.counts()[1] = chunk.position(r);
      }
      context.emit(rows.chunk());
    }

    @Override
    public void endOfInput(State state, ChunkProcessingContext context) {
      if (state.counts()[0] > 0) {
        var rows = Rows.of(output).rowAt(ROWS + state.counts()[1] / 100);
        context.emit(rows.put(0, state.last()[0]).put(1, state.names().keys()).chunk());
      }
    }

    @Override
    public StateCodec<State> stateCodec() {
      return StateCodec.of(
          1,
          (s, out) -> {
            out.keys(s.names());
            out.reals(s.last());
            out.integers(s.counts());
          },
          in -> new State(in.keys(), in.reals(), in.integers()),
          _ -> 120);
    }
  }

  private final class Plugin implements DomainPlugin {
    @Override
    public List<ToolDescriptor> tools() {
      return List.of(SampleTools.describe(Trail.class, "s.trail").build());
    }

    @Override
    public AnalysisPipeline create(String tool, OptionValues options, Binding in, Binding fitted) {
      return new Trail(in);
    }
  }

  private SpilledRuns runs() {
    return new SpilledRuns(spill, files, catalogue);
  }

  private StreamingConfig config(long mebibytes, int threads) {
    return runs()
        .config(mebibytes, threads)
        .withErrorPolicy(new ErrorPolicy(OnError.SKIP, new ErrorBudget.Rows(ROWS), 2));
  }

  private void same(Pipeline pipeline) throws IOException {
    var expected = runs().lines(config(800, 2), pipeline, false);
    assertTrue(expected.size() > 10, () -> "lines " + expected.size());
    for (int threads : new int[] {1, 4}) {
      assertEquals(expected, runs().lines(config(128, threads), pipeline, true));
    }
  }

  private static Pipeline pipeline() {
    return Pipeline.from(Input.of(table()))
        .step("s.trail")
        .by("g")
        .step("t.sum")
        .with("column", "before")
        .step("t.lag")
        .with("column", "before")
        .by("g", "seen")
        .step("t.sum")
        .with("column", "lag")
        .step("t.hash")
        .with("column", "lag");
  }

  @Test
  void rowsAreThoseOfStatesInMemory() throws IOException {
    same(pipeline().writeTo(Path.of("rows.t")));
  }

  @Test
  void rowsThatATransformFailsOnAreSetAside() throws IOException {
    failsEach = 9_001;
    same(pipeline());
  }

  @Test
  void aRunThatIsStoppedLeavesNothing() throws IOException {
    for (int rows : new int[] {20_000, ROWS}) {
      cancellation = new Cancellation();
      rowsToStop.set(rows);
      var executor = new StreamingPipelineExecutor(catalogue, config(64, 2));
      try (var run = executor.run(pipeline(), RunListener.NONE, cancellation)) {
        assertEquals(dev.weir.api.Completeness.PARTIAL, run.completeness());
      } catch (PipelineException e) {
        assertEquals(PipelineException.Category.CANCELLED, e.category());
      }
      assertEquals(0, runs().left());
    }
  }

  @Test
  void theDiskLimitEndsTheRunAndLeavesNothing() throws IOException {
    var config = config(64, 2).withDiskBytes(1 << 20);
    var error = assertThrows(PipelineException.class, () -> runs().lines(config, pipeline(), true));
    assertEquals("spill.limit", error.code());
    assertEquals(0, runs().left());
  }
}
