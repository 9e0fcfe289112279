package dev.weir.core.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A temporary file is whole; its duration is that of all its writes.
@Name("weir.Spill")
@Label("Spill")
@Description("A temporary file is whole; its duration is that of all its writes.")
@Category("Weir")
@StackTrace(false)
public final class SpillEvent extends Event {
  /// Begins.
  public SpillEvent() {
    begin();
  }

  /// What it holds.
  @Label("Content")
  public String content = "";

  /// Its bytes.
  @Label("Bytes")
  @DataAmount
  public long bytes;
}
