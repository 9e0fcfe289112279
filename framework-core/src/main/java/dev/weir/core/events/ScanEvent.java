package dev.weir.core.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// One reading of an input from its first row to its last.
@Name("weir.Scan")
@Label("Scan")
@Description("One reading of an input from its first row to its last.")
@Category("Weir")
@StackTrace(false)
public final class ScanEvent extends Event {
  /// Begins.
  public ScanEvent() {
    begin();
  }

  /// What was read.
  @Label("Source")
  public String source = "";

  /// Names of the steps that rows passed through.
  @Label("Steps")
  public String steps = "";

  /// Rows that the states speak of.
  @Label("Rows")
  public long rows;

  /// False if it ended before the input did.
  @Label("Complete")
  public boolean complete;
}
