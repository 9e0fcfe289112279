package dev.weir.domain.finance;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools, on `finance.garch`.
final class GarchLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new FinancePlugin();
  }

  @Override
  protected String tool() {
    return "finance.garch";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("simulated", Map.of("column", "return"), Simulated.table(400, 0.1, 0.15, 0.75, 5)),
        Case.of("nothing to find", Map.of("column", "x"), Data.numbers()),
        Case.of(
            "log returns of prices",
            Map.of("column", "y", "returns", "log", "time", "k"),
            Data.gaps()),
        Case.of(
            "simple returns about zero",
            Map.of("column", "y", "returns", "simple", "mean", "zero"),
            Data.numbers()),
        Case.of("not a return", Map.of("column", "x", "mean", "zero"), Data.specials()),
        Case.of("cut short", Map.of("column", "k", "max-passes", 4), Data.mixed()));
  }
}
