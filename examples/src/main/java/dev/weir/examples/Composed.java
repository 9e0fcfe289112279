package dev.weir.examples;

import dev.weir.api.StreamingConfig;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.StreamingPipelineExecutor;
import dev.weir.domain.cleaning.CleaningTools;
import dev.weir.domain.finance.FinanceTools;
import dev.weir.domain.finance.Returns;
import dev.weir.domain.geo.GeoTools;
import dev.weir.domain.geo.JoinKind;
import dev.weir.domain.stats.StatsTools;
import dev.weir.domain.text.TextAnalyzer;
import dev.weir.domain.text.TextTools;
import dev.weir.domain.timeseries.Statistic;
import dev.weir.domain.timeseries.TimeseriesTools;
import java.util.List;

/// Tools of several fields in one pipeline: what `clusters.yaml`, `novels.yaml`, `prices.yaml` and
/// `storms.yaml` say, from Java. Domains know nothing of each other; they meet as tables.
///
/// The learners (`ml.…`) are called by name: their module, which is under the GPL, need only be
/// there when the pipeline runs.
public final class Composed {
  private Composed() {}

  /// Runs the pipeline named (`clusters`, `novels`, `prices` or `storms`) on the data in a folder.
  public static void main(String[] arguments) {
    var name = arguments.length > 0 ? arguments[0] : "prices";
    var folder = arguments.length > 1 ? arguments[1] : "examples/data";
    var executor = new StreamingPipelineExecutor(Catalogue.discover(), StreamingConfig.defaults());
    try (var run = executor.run(named(name, folder))) {
      for (var step : run.steps()) {
        for (var table : step.result().tables().entrySet()) {
          System.out.println(step.step() + "." + table.getKey());
          System.out.println(PrintedTable.of(table.getValue()));
        }
      }
    }
  }

  static Pipeline named(String name, String folder) {
    return switch (name) {
      case "clusters" -> clusters(folder);
      case "novels" -> novels(folder);
      case "prices" -> prices(folder);
      case "storms" -> storms(folder);
      default ->
          throw new IllegalArgumentException(
              "no pipeline '" + name + "'; there are clusters, novels, prices and storms");
    };
  }

  /// Diamonds cleaned, clustered, then described by cluster.
  public static Pipeline clusters(String folder) {
    return Pipeline.from(folder + "/diamonds.csv.gz")
        .step(CleaningTools.filter("x > 0 and y between 1 and 30 and z between 1 and 30"))
        .step("ml.kmeans")
        .with("k", 4)
        .with("features", List.of("carat", "price", "depth", "table"))
        .with("standardize", true)
        .step(StatsTools.describe().columns("carat", "price", "depth", "table"))
        .by("cluster");
  }

  /// Text to hashed features to clusters, then the passages of each novel in each cluster.
  public static Pipeline novels(String folder) {
    return Pipeline.from(folder + "/novels.csv.gz")
        .step(
            TextTools.hashingVectorizer("text")
                .analyzer(TextAnalyzer.ENGLISH)
                .features(128)
                .prefix("term"))
        .step("ml.kmeans")
        .with("k", 4)
        .with("starts", 20)
        .step(StatsTools.frequencies(List.of("novel", "cluster")));
  }

  /// Rolling means, the deepest fall of each share, a model of its volatility, and its deep falls.
  public static Pipeline prices(String folder) {
    return Pipeline.from(folder + "/prices.csv.gz")
        .step(
            TimeseriesTools.rolling()
                .columns("close")
                .statistics(Statistic.MEAN)
                .rows(5)
                .time("day"))
        .by("ticker")
        .step(FinanceTools.maxDrawdown("close").time("day"))
        .by("ticker")
        .step(FinanceTools.garch("close").returns(Returns.LOG).time("day"))
        .by("ticker")
        .step(FinanceTools.drawdowns("close_mean_5").time("day").minDepth(0.2))
        .by("ticker");
  }

  /// Places of storms joined to sea areas, then what was seen in each.
  public static Pipeline storms(String folder) {
    return Pipeline.from(folder + "/storms.csv.gz")
        .step(
            GeoTools.spatialJoin()
                .x("long")
                .y("lat")
                .areasGeometry("outline")
                .keep("basin")
                .how(JoinKind.LEFT))
        .fitOn(Input.of(folder + "/basins.csv"))
        .step(StatsTools.frequencies(List.of("basin", "status")))
        .step(StatsTools.describe().columns("wind"))
        .by("basin");
  }
}
