package dev.weir.examples;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// All the tests that a tool needs beside its figures: the laws.
final class OwnToolLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new OwnPlugin();
  }

  @Override
  protected String tool() {
    return "own.geometric-mean";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("numbers", Map.of("column", "x"), Data.numbers()),
        Case.of("gaps", Map.of("column", "y"), Data.gaps()),
        Case.of("whole numbers", Map.of("column", "n"), Data.mixed()),
        Case.of("NaN and infinities", Map.of("column", "x"), Data.specials()));
  }
}
