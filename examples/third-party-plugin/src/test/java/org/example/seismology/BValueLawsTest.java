package org.example.seismology;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools on `seismology.b-value`.
final class BValueLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new SeismologyPlugin();
  }

  @Override
  protected String tool() {
    return "seismology.b-value";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("gaps", Map.of("magnitude", "x", "completeness", -0.5), Data.gaps()),
        Case.of(
            "rejected rows",
            Map.of("magnitude", "x", "completeness", 0, "bin-width", 0),
            Data.specials()));
  }
}
