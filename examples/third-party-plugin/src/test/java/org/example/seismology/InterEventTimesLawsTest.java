package org.example.seismology;

import dev.weir.api.DomainPlugin;
import dev.weir.tck.Case;
import dev.weir.tck.Data;
import dev.weir.tck.ToolContract;
import java.util.List;
import java.util.Map;

/// The laws of tools on `seismology.inter-event-times`.
final class InterEventTimesLawsTest extends ToolContract {
  @Override
  protected DomainPlugin plugin() {
    return new SeismologyPlugin();
  }

  @Override
  protected String tool() {
    return "seismology.inter-event-times";
  }

  @Override
  protected List<Case> cases() {
    return List.of(
        Case.of("days", Map.of("time", "time"), Data.mixed()),
        Case.of("seconds", Map.of("time", "time", "unit", "seconds"), Data.mixed()));
  }
}
