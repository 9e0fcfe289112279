package dev.weir.core.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A pipeline from its plan to its result.
@Name("weir.Run")
@Label("Run")
@Description("A pipeline from its plan to its result.")
@Category("Weir")
@StackTrace(false)
public final class RunEvent extends Event {
  /// Begins.
  public RunEvent() {
    begin();
  }

  /// What was read.
  @Label("Source")
  public String source = "";

  /// Names of the steps.
  @Label("Steps")
  public String steps = "";

  /// Scans made over the input.
  @Label("Scans")
  public int scans;

  /// Rows of the input.
  @Label("Rows")
  public long rows;

  /// The most that chunks and states had reserved.
  @Label("Peak")
  @DataAmount
  public long peakBytes;

  /// True if the result came from a cache.
  @Label("Cached")
  public boolean cached;

  /// False if the run was stopped.
  @Label("Complete")
  public boolean complete;
}
