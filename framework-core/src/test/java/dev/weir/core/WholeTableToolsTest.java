package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Completeness;
import dev.weir.api.CustomPipeline;
import dev.weir.api.DomainPlugin;
import dev.weir.api.Estimator;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StatelessTransform;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tools that take the whole table: what they set aside, how they are cancelled, when groups are
/// refused.
final class WholeTableToolsTest {
  private static final Schema SCHEMA =
      Schema.of(Schema.Field.of("x", Type.LONG), Schema.Field.of("g", Type.LONG));

  private final Cancellation cancellation = new Cancellation();

  private static Pipeline pipeline(String tool) {
    var chunk =
        Chunk.of(
            SCHEMA, 4, 0, Values.of(new long[] {1, 2, 3, 4}), Values.of(new long[] {0, 0, 1, 1}));
    return Pipeline.from(Input.of(Table.of(SCHEMA, List.of(chunk)))).step(tool);
  }

  private StreamingPipelineExecutor executor() {
    return new StreamingPipelineExecutor(
        Catalogue.of(List.of(new Tools(cancellation)), List.of()),
        StreamingConfig.defaults().withMemoryBytes(256 << 20).withErrorBudget(4));
  }

  /// The API says that no later pass of any step sees a row that was set aside.
  @Test
  void aToolThatReadsItselfDoesNotSeeItsRejectedRowsAgain() {
    var result = executor().run(pipeline("t.rejects")).last().result();
    assertEquals(3L, result.value("second", Long.class));
  }

  @Test
  void aCancelledToolThatReadsItselfGivesAPartialRun() {
    cancellation.cancel();
    var run = executor().run(pipeline("t.rejects"), RunListener.NONE, cancellation);
    assertEquals(Completeness.PARTIAL, run.completeness());
    assertEquals(List.of(), run.steps());
  }

  @Test
  void aToolThatIsGivenAllRowsAndIsCancelledGivesAPartialRun() {
    var run = executor().run(pipeline("t.asks"), RunListener.NONE, cancellation);
    assertEquals(Completeness.PARTIAL, run.completeness());
    assertEquals(List.of(), run.steps());
  }

  /// Groups would each emit other columns.
  @Test
  void groupsAreRefusedWhereTheOutputDependsOnTheFit() {
    var e =
        assertThrows(
            PipelineException.class, () -> executor().plan(pipeline("t.template").by("g")));
    assertEquals("plan.groups", e.code());
    assertTrue(e.getMessage().contains("leave --by out"), e.getMessage());
  }

  /// A model is in the ledger as long as rows flow through it, with what its transform keeps.
  @Test
  void aModelAndItsIndexAreInTheLedger() {
    // Small chunks, as it is chance how many are reserved at once before the only one is read.
    var executor =
        new StreamingPipelineExecutor(
            Catalogue.of(List.of(new Tools(cancellation)), List.of()),
            StreamingConfig.defaults().withMemoryBytes(256 << 20).withChunkBytes(64 << 10));
    var light = executor.run(pipeline("t.light")).metrics().peakBytes();
    var heavy = executor.run(pipeline("t.heavy")).metrics().peakBytes();
    assertTrue(heavy - light >= 39 << 20, light + " " + heavy);
    var e = assertThrows(PipelineException.class, () -> executor.run(pipeline("t.too-heavy")));
    assertEquals("memory.budget", e.code());
    assertTrue(e.getMessage().contains("the model of step"), e.getMessage());
  }

  private record Tools(Cancellation cancellation) implements DomainPlugin {
    @Override
    public List<ToolDescriptor> tools() {
      return List.of(
          tool(Rejects.class, "t.rejects"),
          tool(Asks.class, "t.asks"),
          tool(Heavy.class, "t.light"),
          tool(Heavy.class, "t.heavy"),
          tool(Heavy.class, "t.too-heavy"),
          tool(Template.class, "t.template"));
    }

    private static ToolDescriptor tool(Class<? extends AnalysisPipeline> type, String name) {
      return SampleTools.describe(type, name).build();
    }

    @Override
    public AnalysisPipeline create(
        String tool, OptionValues options, Binding input, Binding fitted) {
      return switch (tool) {
        case "t.rejects" -> new Rejects(input);
        case "t.asks" -> new Asks(input, cancellation);
        case "t.light" -> new Heavy(input, 0);
        case "t.heavy" -> new Heavy(input, 40 << 20);
        case "t.too-heavy" -> new Heavy(input, 1 << 30);
        default -> new Template(input);
      };
    }
  }

  /// Sets the first row aside in its first reading, and counts in its second.
  private record Rejects(Binding in) implements CustomPipeline {
    Rejects {
      in.column("x");
      in.passes(2);
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      table.forEachChunk(chunk -> {
        if (chunk.position(0) == 0) {
          context.reject(chunk, 0, "the first");
        }
      });
      var rows = new long[1];
      table.forEachChunk(chunk -> rows[0] += chunk.rows());
      return PipelineResult.EMPTY.withValue("second", rows[0]);
    }
  }

  /// Is cancelled, and asks whether it is.
  private record Asks(Binding in, Cancellation cancellation) implements AnalysisPipeline {
    Asks {
      in.column("x");
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      cancellation.cancel();
      context.checkCancelled();
      return PipelineResult.EMPTY;
    }
  }

  /// Emits what its fit says.
  private record Template(Binding in) implements AnalysisPipeline, Estimator {
    Template {
      in.emitsAfterFit(in.schema());
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      return PipelineResult.EMPTY;
    }

    @Override
    public Transform<?> transformer(PipelineResult model) {
      throw new AssertionError();
    }
  }

  /// Its transform says that it keeps so much.
  private record Heavy(Binding in, long bytes) implements AnalysisPipeline, Estimator {
    Heavy {
      in.emits(in.schema(), new int[] {0, 1});
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      return PipelineResult.EMPTY;
    }

    @Override
    public Transform<?> transformer(PipelineResult model) {
      return new StatelessTransform() {
        @Override
        public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
          return chunk;
        }

        @Override
        public long retainedBytes() {
          return bytes;
        }
      };
    }
  }
}
