package dev.weir.domain.cleaning;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

final class FilterLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new CleaningPlugin();
  }

  @Override
  protected String tool() {
    return "cleaning.filter";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("numbers", Map.of("where", "x > 0 and n <= 20"), Data.numbers()),
        Case.of("missing cells", Map.of("where", "k % 3 = 1 or x is null"), Data.gaps()),
        Case.of(
            "text", Map.of("where", "city like '%o' or flag and length(city) > 3"), Data.mixed()),
        Case.of(
            "text made for the test",
            Map.of("where", "case when n > 0 then upper(city) else city || '!' end >= 'O'"),
            Data.mixed()),
        Case.of("not a number", Map.of("where", "x != x or x > 0.5"), Data.specials()));
  }
}
