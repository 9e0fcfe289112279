package dev.weir.app.cli;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.DomainPlugin;
import dev.weir.api.Estimator;
import dev.weir.api.Exactness;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Transform;
import dev.weir.api.Type;
import dev.weir.core.Catalogue;
import java.util.List;

/// A domain of small tools and a source of numbers, so that the command can be tested without the
/// real ones.
public final class FakeDomain implements DomainPlugin {
  /// A catalogue of just these.
  public static Catalogue catalogue() {
    return Catalogue.of(List.of(new FakeDomain()), List.of(new FakeSource()));
  }

  private record Keep(String column) implements StatelessTransform {
    @Override
    public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
      return chunk;
    }
  }

  private record Count() implements AnalysisPipeline {
    private static final Schema SCHEMA =
        Schema.of(
            Schema.Field.of("what", Type.TEXT),
            Schema.Field.of("count", Type.LONG),
            Schema.Field.of("mean", Type.DOUBLE));

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var rows = Rows.of(SCHEMA);
      var count = new long[1];
      table.forEachChunk(chunk -> count[0] += chunk.rows());
      context.count("odd-rows", count[0] / 2);
      rows.row().put(0, "rows").put(1, count[0]).put(2, 0.5);
      rows.row().put(0, "odd\u001b[31m").put(1, Long.MAX_VALUE).put(2, Double.NaN);
      return PipelineResult.EMPTY
          .withTable("counts", rows.table())
          .withValue("total", count[0])
          .withExactness("counts.mean", new Exactness.Bound("rank", 0.01, 0.99))
          .withWarning("only a test");
    }
  }

  private record Fail() implements AnalysisPipeline {
    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      throw new IllegalStateException("broken\nby purpose");
    }
  }

  private record Fit() implements Estimator {
    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      return PipelineResult.EMPTY.withValue("seen", table.rows().orElse(-1));
    }

    @Override
    public Transform<?> transformer(PipelineResult model) {
      return new Keep("id");
    }
  }

  private static ToolDescriptor tool(
      Class<? extends AnalysisPipeline> type, String name, OptionDescriptor... options) {
    var builder =
        ToolDescriptor.of(type, name, "A tool for tests")
            .description("It does next to nothing.")
            .produces("counts", "What it counts.")
            .example("weir run 5.rows " + name);
    for (var option : options) {
      builder.option(option);
    }
    return builder.build();
  }

  @Override
  public List<ToolDescriptor> tools() {
    return List.of(
        tool(
            Keep.class,
            "fake.keep",
            OptionDescriptor.of("column", OptionType.COLUMN, "id", "Column to look at.")),
        tool(
            Count.class,
            "fake.count",
            OptionDescriptor.optional("columns", OptionType.COLUMNS, "Columns to count."),
            OptionDescriptor.of("bins", OptionType.INTEGER, "10", "Bins.").between(1, 100),
            OptionDescriptor.of("exact", OptionType.FLAG, "false", "Exactly."),
            OptionDescriptor.of("kind", OptionType.CHOICE, "all", "Kind.").oneOf("all", "some")),
        tool(Fail.class, "fake.fail"),
        tool(Count.class, "fake.refuse"),
        tool(Fit.class, "fake.fit"),
        ToolDescriptor.of(Fit.class, "fake.join", "Joins areas")
            .description("Joins.")
            .fitOn("areas")
            .option(
                OptionDescriptor.optional("flags", OptionType.COLUMNS, "Columns of flags.")
                    .ofTypes(Type.BOOLEAN))
            .notGroupable()
            .produces("seen", "Rows seen.")
            .example("weir run 5.rows fake.join --areas 2.rows")
            .build());
  }

  @Override
  public AnalysisPipeline create(String tool, OptionValues options, Binding input, Binding fitted) {
    return switch (tool) {
      case "fake.keep" -> new Keep(input.column(options.text("column")).name());
      case "fake.count" -> {
        input.columns(options.texts("columns"));
        yield new Count();
      }
      case "fake.fail" -> new Fail();
      case "fake.refuse" -> throw input.refusal("it never runs", "use fake.count");
      default -> new Fit();
    };
  }
}
