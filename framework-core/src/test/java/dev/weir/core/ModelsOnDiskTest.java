package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.DomainPlugin;
import dev.weir.api.Estimator;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StatelessTransform;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model that is larger than the memory is made, kept on the disk and read from there by the
/// transform made of it.
final class ModelsOnDiskTest {
  private static final Schema SCHEMA =
      Schema.of(Schema.Field.of("x", Type.LONG), Schema.Field.of("text", Type.TEXT));
  private static final int ROWS = 5_000;
  private static final String TEXT = "a cell ".repeat(2_000);

  @TempDir private Path folder;
  private final List<Long> rooms = new ArrayList<>();
  private final AtomicLong read = new AtomicLong();

  private final class Plugin implements DomainPlugin {
    @Override
    public List<ToolDescriptor> tools() {
      return List.of(
          ToolDescriptor.of(Large.class, "t.large", "Keeps a large model")
              .description("For tests.")
              .produces("rows", "the rows of the input")
              .example("weir run f.csv t.large")
              .build());
    }

    @Override
    public AnalysisPipeline create(String tool, OptionValues options, Binding in, Binding fitted) {
      in.columns(List.of());
      return new Large();
    }
  }

  private final class Large implements Estimator {
    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      assertThrows(IllegalStateException.class, () -> context.borrow(1, 1));
      var rows = context.tableWriter(SCHEMA);
      for (int row = 0; row < ROWS; row++) {
        rows.row().put(0, row).put(1, TEXT);
      }
      return PipelineResult.EMPTY.withTable("model", rows.table());
    }

    @Override
    public Transform<?> transformer(PipelineResult model) {
      throw new AssertionError("the room is known");
    }

    @Override
    public Transform<?> transformer(PipelineResult model, long room) {
      rooms.add(room);
      return new Reading(model.table("model"));
    }
  }

  private final class Reading implements StatelessTransform {
    private final Table model;

    Reading(Table model) {
      this.model = model;
    }

    @Override
    public boolean holdsModel() {
      return false;
    }

    @Override
    public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
      long some = context.borrow(1000, Long.MAX_VALUE);
      assertTrue(some > 1 << 20 && some < 32 << 20, "" + some);
      assertEquals(1000, context.borrow(1000, 1000));
      model.forEachChunk(part -> {
        assertTrue(part.byteSize() < 1 << 20, "" + part.byteSize());
        var x = part.longs(SCHEMA.column("x"));
        for (int row = 0; row < part.rows(); row++) {
          assertEquals(part.position(row), x[row]);
          assertEquals(TEXT, part.text(SCHEMA.column("text")).string(row));
          read.incrementAndGet();
        }
      });
      return chunk;
    }
  }

  @Test
  void aModelLargerThanTheMemoryIsReadFromTheDisk() throws IOException {
    var config = StreamingConfig.defaults().withMemoryBytes(64 << 20).withSpillDirectory(folder);
    var input = Input.of(Rows.of(SCHEMA).row().put(0, 7L).put(1, "here").table());
    var pipeline = Pipeline.from(input).step("t.large").as("a").step("t.large").as("b");
    try (var run =
        new StreamingPipelineExecutor(Catalogue.of(List.of(new Plugin()), List.of()), config)
            .run(pipeline)) {
      assertTrue(run.metrics().spilledBytes() > 2L * ROWS * TEXT.length(), "" + run.metrics());
      assertTrue(run.metrics().peakBytes() <= 32 << 20, "" + run.metrics());
      // The second step is fitted on what comes out of the first, then both are applied.
      assertEquals(3L * ROWS, read.get());
      assertEquals(2, rooms.size());
      assertTrue(rooms.get(0) > 1 << 20 && rooms.get(1) > rooms.get(0), "" + rooms);
    }
    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
