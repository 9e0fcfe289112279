package dev.weir.core.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A chunk comes from the source (stage data_ingestion).
@Name("weir.Read")
@Label("Read")
@Description("A chunk comes from the source (stage data_ingestion).")
@Category("Weir")
@StackTrace(false)
public final class ReadEvent extends Event {
  /// Begins.
  public ReadEvent() {
    begin();
  }

  /// Rows of the chunk.
  @Label("Rows")
  public long rows;

  /// Bytes of the chunk.
  @Label("Bytes")
  @DataAmount
  public long bytes;
}
