package org.example.seismology;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools on `seismology.magnitude-frequency`.
final class MagnitudeFrequencyLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new SeismologyPlugin();
  }

  @Override
  protected String tool() {
    return "seismology.magnitude-frequency";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("gaps", Map.of("magnitude", "x", "bin-width", 0.01), Data.gaps()),
        Case.of("rejected rows", Map.of("magnitude", "x"), Data.specials()));
  }
}
