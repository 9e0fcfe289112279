package dev.weir.examples;

import dev.weir.api.StreamingConfig;
import dev.weir.core.Catalogue;
import dev.weir.core.Pipeline;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;

/// A tool of your own in a program: the geometric mean price, over all stones and by cut.
///
/// [OwnTool] is all that was written. `OwnPlugin`, which lists and makes the tools of this module,
/// and `OwnTools`, which calls them, come from the annotation processor; module-info provides the
/// plugin, so [Catalogue#discover] and the `weir` command find it in this module's jar.
public final class MeanPriceByCut {
  private MeanPriceByCut() {}

  /// Prints the means of the file named, or of the diamonds beside this module.
  public static void main(String[] arguments) {
    var run = run(arguments.length > 0 ? arguments[0] : "examples/data/diamonds.csv.gz");
    System.out.println(run.step("all").result().value("geometric-mean", Double.class));
    System.out.print(PrintedTable.of(run.step("by cut").result().table("values")));
  }

  /// The tool twice in one pass over the file.
  static RunResult run(String file) {
    var pipeline =
        Pipeline.from(file)
            .step(OwnTools.geometricMean("price"))
            .as("all")
            .step(OwnTools.geometricMean("price"))
            .by("cut")
            .as("by cut");
    var config = StreamingConfig.defaults().withMemoryBytes(128 * StreamingConfig.MIB);
    return new StreamingPipelineExecutor(Catalogue.discover(), config).run(pipeline);
  }
}
