package dev.weir.domain.cleaning;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

final class DeriveLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new CleaningPlugin();
  }

  @Override
  protected String tool() {
    return "cleaning.derive";
  }

  private static Map<String, Object> options(String column, String expression) {
    return Map.of("column", column, "expression", expression);
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("new", options("z", "round(x * y, 2) + n"), Data.gaps()),
        Case.of("replaced by another type", options("n", "n / 2"), Data.numbers()),
        Case.of("replaced by its own type", options("x", "coalesce(x, 0) + 1"), Data.gaps()),
        Case.of(
            "text",
            options("label", "case when flag then upper(city) when n > 0 then 'n' || text(n) end"),
            Data.mixed()),
        Case.of("a column again", options("again", "city"), Data.mixed()),
        Case.of("constant", options("one", "'one'"), Data.mixed()),
        Case.of(
            "moments",
            options("week", "day_of_week(time) * 100 + date_diff('hour', day, time) % 24"),
            Data.mixed()),
        Case.of("not a number", options("z", "if(is_nan(x), -1, x / y)"), Data.specials()));
  }
}
