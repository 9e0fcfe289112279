package dev.weir.core.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A run saves where it stands; the duration is that of waiting for the disk too.
@Name("weir.Checkpoint")
@Label("Checkpoint")
@Description("A run saves where it stands; the duration is that of waiting for the disk too.")
@Category("Weir")
@StackTrace(false)
public final class CheckpointEvent extends Event {
  /// Begins.
  public CheckpointEvent() {
    begin();
  }

  /// Bytes of its file.
  @Label("Bytes")
  @DataAmount
  public long bytes;

  /// Whether it is in the middle of a scan.
  @Label("Within a scan")
  public boolean withinScan;

  /// Whether it was written; if not, the one before stays the newest.
  @Label("Written")
  public boolean written;
}
