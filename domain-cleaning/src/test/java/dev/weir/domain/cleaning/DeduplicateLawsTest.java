package dev.weir.domain.cleaning;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools, on `cleaning.deduplicate`.
final class DeduplicateLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new CleaningPlugin();
  }

  @Override
  protected String tool() {
    return "cleaning.deduplicate";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("all columns", Map.of(), Data.duplicates()),
        Case.of("one column", Map.of("columns", List.of("city")), Data.mixed()),
        Case.of("nothing twice", Map.of(), Data.numbers()),
        Case.of("specials", Map.of("columns", List.of("x")), Data.specials()),
        Case.of("gaps", Map.of("columns", List.of("n", "k")), Data.gaps()));
  }
}
