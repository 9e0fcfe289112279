package dev.weir.domain.ml;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools, on `ml.kmeans`.
final class KMeansLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new MlPlugin();
  }

  @Override
  protected String tool() {
    return "ml.kmeans";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of(
            "two features",
            Map.of("k", 4, "features", List.of("x", "y"), "distance", true),
            Data.numbers()),
        Case.of("all, standardized", Map.of("k", 3, "standardize", true, "starts", 2), Data.gaps()),
        Case.of("to the end", Map.of("k", 5, "tolerance", 0, "starts", 1), Data.large(1_100)),
        Case.of("specials", Map.of("k", 2, "column", "group"), Data.specials()),
        Case.of("more clusters than values", Map.of("k", 10), Data.duplicates()),
        Case.of("one pass", Map.of("k", 7, "max-passes", 1), Data.bigCounts()),
        Case.of("fitted elsewhere", Map.of("k", 3), Data.gaps()).withFitOn(Data.numbers()));
  }
}
