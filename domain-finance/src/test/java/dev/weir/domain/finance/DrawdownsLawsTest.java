package dev.weir.domain.finance;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools, on `finance.drawdowns`.
final class DrawdownsLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new FinancePlugin();
  }

  @Override
  protected String tool() {
    return "finance.drawdowns";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("prices", Map.of("column", "y", "time", "k"), Data.numbers()),
        Case.of("in order of position", Map.of("column", "y", "min-depth", 0.5), Data.gaps()),
        Case.of("times missing", Map.of("column", "y", "time", "k"), Data.gaps()),
        Case.of("equal prices and times", Map.of("column", "x", "time", "n"), Data.duplicates()),
        Case.of("by date", Map.of("column", "k", "time", "day"), Data.mixed()),
        Case.of("by timestamp", Map.of("column", "n", "time", "time"), Data.mixed()),
        Case.of("not a price", Map.of("column", "x"), Data.specials()));
  }
}
