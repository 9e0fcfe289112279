package dev.weir.domain.stats;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools, on `stats.frequencies`.
final class FrequenciesLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new StatsPlugin();
  }

  @Override
  protected String tool() {
    return "stats.frequencies";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("text", Map.of("columns", List.of("city")), Data.mixed()),
        Case.of(
            "several", Map.of("columns", List.of("flag", "city", "day"), "top", 0), Data.mixed()),
        Case.of("top", Map.of("columns", List.of("city", "n"), "top", 5), Data.duplicates()),
        Case.of("specials", Map.of("columns", List.of("x"), "top", 0), Data.specials()),
        Case.of("omitted", Map.of("columns", List.of("n"), "omit-missing", true), Data.gaps()));
  }
}
