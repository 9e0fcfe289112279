package dev.weir.domain.ml;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.DomainPlugin;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.StreamingPipelineExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Runs pipelines over small tables with the real executor, in tiny chunks and blocks, and looks at
/// all rows that come out.
final class Runs {
  private static final StreamingConfig CONFIG =
      StreamingConfig.defaults().withThreads(2).withChunkBytes(1024).withBlockRows(50);

  static final StreamingPipelineExecutor EXECUTOR =
      new StreamingPipelineExecutor(
          Catalogue.of(List.of(new MlPlugin(), new CollectPlugin()), List.of()), CONFIG);

  private Runs() {}

  /// A table of cells given row by row; null is missing.
  static Table table(Schema schema, Object[]... cells) {
    var rows = Rows.of(schema);
    for (var row : cells) {
      rows.row();
      for (int c = 0; c < row.length; c++) {
        switch (row[c]) {
          case null -> {}
          case Boolean flag -> rows.put(c, flag ? 1L : 0L);
          case Integer whole -> rows.put(c, whole.longValue());
          case Long whole -> rows.put(c, whole);
          case Double real -> rows.put(c, real);
          case String text -> rows.put(c, text);
          default -> throw new IllegalArgumentException("" + row[c]);
        }
      }
    }
    return rows.table();
  }

  static Object[] row(@Nullable Object... cells) {
    return cells;
  }

  /// All rows after the steps.
  static Table rows(Table input, UnaryOperator<Pipeline> steps) {
    var pipeline = steps.apply(Pipeline.from(Input.of(input))).step("test.collect");
    return EXECUTOR.run(pipeline).last().result().table("all");
  }

  /// What the named step says.
  static PipelineResult result(Table input, String step, UnaryOperator<Pipeline> steps) {
    return EXECUTOR.run(steps.apply(Pipeline.from(Input.of(input)))).step(step).result();
  }

  static Object[] column(Table table, String name) {
    var column = table.schema().column(name);
    var cells = new ArrayList<@Nullable Object>();
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        cells.add(cell(chunk, column, r));
      }
    });
    return cells.toArray();
  }

  static @Nullable Object cell(Chunk chunk, Column column, int row) {
    if (!chunk.validity(column).at(row)) {
      return null;
    }
    return switch (column.type()) {
      case BOOLEAN -> chunk.ints(column)[row] != 0;
      case INT, LONG, DATE, TIMESTAMP -> chunk.longs(column)[row];
      case DOUBLE -> chunk.doubles(column)[row];
      case TEXT, BYTES -> chunk.text(column).string(row);
    };
  }

  /// Gathers all rows.
  private static final class CollectPlugin implements DomainPlugin {
    private static final ToolDescriptor DESCRIPTOR =
        ToolDescriptor.of(Collect.class, "test.collect", "Gathers all rows")
            .description("For tests.")
            .produces("all", "the rows")
            .example("weir run f.csv test.collect")
            .build();

    @Override
    public List<ToolDescriptor> tools() {
      return List.of(DESCRIPTOR);
    }

    @Override
    public AnalysisPipeline create(
        String tool, OptionValues options, Binding input, Binding fitted) {
      input.columns(List.of());
      return new Collect(input.schema());
    }
  }

  private record Collect(Schema schema) implements AnalysisPipeline {
    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var rows = Rows.of(schema);
      table.forEachChunk(chunk -> {
        for (int r = 0; r < chunk.rows(); r++) {
          int row = r;
          rows.row();
          schema.columns().forEach(column -> rows.put(column.index(), chunk, column, row));
        }
      });
      return PipelineResult.EMPTY.withTable("all", rows.table());
    }
  }
}
