package dev.weir.domain.finance;

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
import dev.weir.api.Type;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Runs one tool of the domain over small tables with the real executor, in tiny chunks and blocks.
final class Runs {
  static final StreamingConfig CONFIG =
      StreamingConfig.defaults().withThreads(2).withChunkBytes(1024).withBlockRows(50);

  private Runs() {}

  static RunResult run(
      Table input, String tool, Map<String, ?> options, StreamingConfig config, String... by) {
    return run(step(input, tool, options, by), config);
  }

  private static Pipeline step(Table input, String tool, Map<String, ?> options, String... by) {
    var pipeline = Pipeline.from(Input.of(input)).step(tool);
    for (var option : options.entrySet()) {
      pipeline = pipeline.with(option.getKey(), option.getValue());
    }
    return by.length == 0 ? pipeline : pipeline.by(by);
  }

  private static RunResult run(Pipeline pipeline, StreamingConfig config) {
    var catalogue = Catalogue.of(List.of(new FinancePlugin(), new CollectPlugin()), List.of());
    return new StreamingPipelineExecutor(catalogue, config).run(pipeline);
  }

  /// All rows that a transform gives.
  static List<Map<String, Object>> emitted(
      Table input, String tool, Map<String, ?> options, StreamingConfig config, String... by) {
    var collected = run(step(input, tool, options, by).step("test.collect"), config);
    return rows(collected.last().result().table("all"));
  }

  static PipelineResult result(Table input, String tool, Map<String, ?> options, String... by) {
    return run(input, tool, options, CONFIG, by).last().result();
  }

  /// A column `price` of these; null is missing.
  static Table prices(@Nullable Double... cells) {
    var rows = Rows.of(Schema.of(Schema.Field.of("price", Type.DOUBLE)));
    for (var cell : cells) {
      rows.row();
      if (cell != null) {
        rows.put(0, cell.doubleValue());
      }
    }
    return rows.table();
  }

  /// Cells of each row by column; missing ones are left out.
  static List<Map<String, Object>> rows(Table table) {
    var rows = new ArrayList<Map<String, Object>>();
    table.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        var cells = new LinkedHashMap<String, Object>();
        int row = r;
        table
            .schema()
            .columns()
            .filter(column -> chunk.validity(column).at(row))
            .forEach(column -> cells.put(column.name(), cell(chunk, column, row)));
        rows.add(cells);
      }
    });
    return rows;
  }

  private static Object cell(Chunk chunk, Column column, int row) {
    return switch (column.type()) {
      case BOOLEAN -> chunk.ints(column)[row] != 0;
      case INT, LONG, DATE, TIMESTAMP -> chunk.longs(column)[row];
      case DOUBLE -> chunk.doubles(column)[row];
      case TEXT, BYTES -> chunk.text(column).string(row);
    };
  }

  /// Lines of a file beside the tests, comments left out.
  static List<String> lines(String file) {
    try (var in = Objects.requireNonNull(Runs.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
