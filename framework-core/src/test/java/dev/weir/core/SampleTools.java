package dev.weir.core;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.CustomPipeline;
import dev.weir.api.DomainPlugin;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineResult;
import dev.weir.api.Table;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.Type;
import java.util.List;

/// A small tool of every mode and role.
final class SampleTools implements DomainPlugin {
  private static final OptionDescriptor COLUMN =
      OptionDescriptor.of("column", OptionType.COLUMN, "x", "Column to read");

  private static ToolDescriptor tool(Class<? extends AnalysisPipeline> type, String name) {
    return describe(type, name).option(COLUMN).build();
  }

  /// Begins the descriptor of a tool of tests, with all that must be said.
  static ToolDescriptor.Builder describe(Class<? extends AnalysisPipeline> type, String name) {
    return ToolDescriptor.of(type, name, "A sample")
        .description("A sample.")
        .produces("value", "a value")
        .example("weir run f.csv " + name);
  }

  @Override
  public List<ToolDescriptor> tools() {
    return List.of(
        describe(SampleTransforms.Keep.class, "t.keep")
            .option(OptionDescriptor.required("where", OptionType.EXPRESSION, "Condition"))
            .build(),
        tool(SampleFolds.Sum.class, "t.sum"),
        describe(SampleFolds.SequentialHash.class, "t.hash")
            .option(COLUMN)
            .option(OptionDescriptor.optional("order", OptionType.COLUMN, "Order of the rows"))
            .build(),
        tool(SampleTransforms.Lag.class, "t.lag"),
        tool(SampleTransforms.Centre.class, "t.centre"),
        tool(Median.class, "t.median"),
        describe(Median.class, "t.sampled-median")
            .option(COLUMN)
            .overflow(ToolDescriptor.Overflow.SAMPLE)
            .build(),
        tool(TwoReads.class, "t.two-reads"),
        tool(SampleFolds.Positive.class, "t.positive"),
        tool(SampleFolds.Keys.class, "t.keys"),
        describe(SampleTransforms.Lookup.class, "t.lookup")
            .option(COLUMN)
            .fitOn("names")
            .notGroupable()
            .build(),
        describe(SampleFolds.Sum.class, "t.all").build(),
        tool(SampleFolds.Large.class, "t.large"),
        tool(SampleFolds.Narrow.class, "t.narrow"),
        tool(SampleFolds.Narrow.class, "t.widening"),
        tool(SampleFolds.Broken.class, "t.broken"));
  }

  @Override
  public AnalysisPipeline create(String tool, OptionValues options, Binding input, Binding fitted) {
    if (tool.equals("t.keep")) {
      return new SampleTransforms.Keep(
          input.expression(options.text("where"), Type.BOOLEAN), input);
    }
    if (tool.equals("t.all")) {
      return new SampleFolds.Sum(input.columns(List.of()).getFirst());
    }
    var column =
        input.column(
            options.text("column"), tool.equals("t.keys") ? Type.values() : Type.numeric());
    return switch (tool) {
      case "t.sum" -> new SampleFolds.Sum(column);
      case "t.large" -> new SampleFolds.Large(column);
      case "t.narrow" -> new SampleFolds.Narrow(column, 160, 160, input);
      case "t.widening" -> new SampleFolds.Narrow(column, 4, 200, input);
      case "t.hash" -> new SampleFolds.SequentialHash(column, options.optionalText("order"), input);
      case "t.lag" -> new SampleTransforms.Lag(column, input);
      case "t.centre" -> new SampleTransforms.Centre(column, input);
      case "t.median", "t.sampled-median" -> new Median(column, input);
      case "t.two-reads" -> new TwoReads(column, input);
      case "t.positive" -> new SampleFolds.Positive(column);
      case "t.keys" -> new SampleFolds.Keys(column);
      case "t.lookup" -> new SampleTransforms.Lookup(column, input, fitted);
      case "t.broken" -> new SampleFolds.Broken(column);
      default -> throw new IllegalArgumentException(tool);
    };
  }

  /// Needs the whole table.
  record Median(Column column) implements AnalysisPipeline {
    /// A list of boxed numbers, which grows by half.
    Median(Column column, Binding in) {
      this(column);
      in.memory(1024, 32);
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var cells = new java.util.ArrayList<Double>();
      table.forEachChunk(chunk -> {
        for (int r = 0; r < chunk.rows(); r++) {
          cells.add(chunk.doubles(column)[r]);
        }
      });
      java.util.Collections.sort(cells);
      return PipelineResult.EMPTY
          .withValue("median", cells.isEmpty() ? 0.0 : cells.get(cells.size() / 2))
          .withValue("omitted", table.omitted());
    }
  }

  /// Reads its input itself, twice.
  static final class TwoReads implements CustomPipeline {
    private final Column column;

    TwoReads(Column column, Binding in) {
      this.column = column;
      in.passes(2);
    }

    @Override
    public PipelineResult analyze(Table table, ChunkProcessingContext context) {
      var sums = new double[2];
      for (int pass = 0; pass < 2; pass++) {
        int at = pass;
        table.forEachChunk(chunk -> {
          for (int r = 0; r < chunk.rows(); r++) {
            sums[at] += chunk.doubles(column)[r];
          }
        });
      }
      return PipelineResult.EMPTY.withValue("sums", sums);
    }
  }
}
