package dev.weir.examples;

import dev.weir.api.AnalysisPipeline;
import dev.weir.api.Binding;
import dev.weir.api.DomainPlugin;
import dev.weir.api.OptionValues;
import dev.weir.api.StreamingConfig;
import dev.weir.api.ToolDescriptor;
import dev.weir.core.Catalogue;
import dev.weir.core.Pipeline;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import java.util.List;

/// A plugin of your own: lists its tools and makes them.
///
/// An application names it, as here. In a jar with `provides DomainPlugin with OwnPlugin` in its
/// module-info (or a `META-INF/services` file), [Catalogue#discover] and the `weir` command find
/// it.
public final class OwnPlugin implements DomainPlugin {
  /// Has no state.
  public OwnPlugin() {}

  @Override
  public List<ToolDescriptor> tools() {
    return List.of(OwnTool.DESCRIPTOR);
  }

  @Override
  public AnalysisPipeline create(String tool, OptionValues options, Binding input, Binding fitted) {
    return switch (tool) {
      case "own.geometric-mean" -> new OwnTool(options, input);
      default -> throw new IllegalArgumentException("this plugin has no tool '" + tool + "'");
    };
  }

  /// Prints the geometric mean price, over all stones of the file named and by cut.
  public static void main(String[] arguments) {
    var run = run(arguments.length > 0 ? arguments[0] : "examples/data/diamonds.csv.gz");
    System.out.println(run.step("all").result().value("geometric-mean", Double.class));
    System.out.print(PrintedTable.of(run.step("by cut").result().table("values")));
  }

  /// The tool twice in one pass over the file.
  static RunResult run(String file) {
    var catalogue = Catalogue.of(List.of(new OwnPlugin()), Catalogue.discover().sources());
    var pipeline =
        Pipeline.from(file)
            .step("own.geometric-mean")
            .with("column", "price")
            .as("all")
            .step("own.geometric-mean")
            .with("column", "price")
            .by("cut")
            .as("by cut");
    var config = StreamingConfig.defaults().withMemoryBytes(128 * StreamingConfig.MIB);
    return new StreamingPipelineExecutor(catalogue, config).run(pipeline);
  }
}
