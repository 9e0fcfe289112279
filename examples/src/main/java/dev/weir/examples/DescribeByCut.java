package dev.weir.examples;

import dev.weir.api.StreamingConfig;
import dev.weir.core.Catalogue;
import dev.weir.core.Pipeline;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import dev.weir.domain.cleaning.CleaningTools;
import dev.weir.domain.stats.StatsTools;

/// Weir as a library: impossible stones are left out, then prices and weights are described by cut.
///
/// The same as `weir run diamonds.csv.gz cleaning.filter --where '...' then stats.describe
/// --columns price,carat --by cut`.
public final class DescribeByCut {
  private DescribeByCut() {}

  /// Prints the figures of the file named, or of the diamonds beside this module.
  public static void main(String[] arguments) {
    var run = run(arguments.length > 0 ? arguments[0] : "examples/data/diamonds.csv.gz");
    System.out.print(PrintedTable.of(run.last().result().table("numbers")));
    System.out.println(run.rowsRead() + " rows read, " + run.completeness());
  }

  /// Plans and runs. Whatever is wrong with the file, the options or the budget is a
  /// [dev.weir.api.PipelineException] whose message names the place and a cure.
  static RunResult run(String file) {
    var pipeline =
        Pipeline.from(file)
            .step(CleaningTools.filter("x > 0 and y between 1 and 30 and z between 1 and 30"))
            .step(StatsTools.describe().columns("price", "carat"))
            .by("cut");
    var config = StreamingConfig.defaults().withMemoryBytes(128 * StreamingConfig.MIB);
    return new StreamingPipelineExecutor(Catalogue.discover(), config).run(pipeline);
  }
}
