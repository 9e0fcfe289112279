package dev.weir.core.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Memory is scarce, and the run does something about it.
@Name("weir.Pressure")
@Label("Pressure")
@Description("Memory is scarce, and the run does something about it.")
@Category("Weir")
@StackTrace(false)
public final class PressureEvent extends Event {
  /// Begins.
  public PressureEvent() {
    begin();
  }

  /// What it does, as it is counted in the run's metrics.
  @Label("Decision")
  public String decision = "";

  /// How often it has done so, this time included.
  @Label("Times")
  public long times;
}
