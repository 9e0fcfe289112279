package dev.weir.domain.stats;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools, on each kind of figure that `stats.describe` gives.
final class DescribeLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new StatsPlugin();
  }

  @Override
  protected String tool() {
    return "stats.describe";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("defaults", Map.of(), Data.mixed()),
        Case.of("sketched", Map.of("sketch-size", 8, "bins", 4), Data.gaps()),
        Case.of("exact", Map.of("exact", true, "bins", 4), Data.gaps()),
        Case.of("exact specials", Map.of("exact", true, "bins", 3, "top", 3), Data.specials()),
        Case.of("exact moments", Map.of("exact-moments", true), Data.specials()),
        Case.of(
            "exact moments large", Map.of("exact-moments", true, "exact", true), Data.large(3000)),
        Case.of("frequent", Map.of("top", 5), Data.duplicates()),
        Case.of("everything", Map.of("top", 5, "bins", 5), Data.mixed()),
        Case.of("large", Map.of("columns", List.of("x", "n"), "bins", 5), Data.large(3000)),
        Case.of("exact large", Map.of("exact", true, "bins", 5), Data.large(3000)),
        Case.of("big", Map.of("top", 2, "exact", true), Data.bigCounts()).withScale(1e14));
  }
}
