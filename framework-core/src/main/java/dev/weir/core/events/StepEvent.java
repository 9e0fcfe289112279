package dev.weir.core.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A chunk passes through a step.
@Name("weir.Step")
@Label("Step")
@Description("A chunk passes through a step.")
@Category("Weir")
@StackTrace(false)
public final class StepEvent extends Event {
  /// Begins.
  public StepEvent() {
    begin();
  }

  /// The step.
  @Label("Step")
  public String step = "";

  /// The stage, as in the metrics of a result.
  @Label("Stage")
  public String stage = "";

  /// Pass of the step over its input, from 0.
  @Label("Pass")
  public int pass;

  /// Rows that came.
  @Label("Rows")
  public long rows;

  /// Bytes that came.
  @Label("Bytes")
  @DataAmount
  public long bytes;
}
