package dev.weir.core.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// The states of a block join those of the rows before it.
@Name("weir.Merge")
@Label("Merge")
@Description("The states of a block join those of the rows before it.")
@Category("Weir")
@StackTrace(false)
public final class MergeEvent extends Event {
  /// Begins.
  public MergeEvent() {
    begin();
  }

  /// Number of the block, from 0.
  @Label("Block")
  public int block;

  /// Rows of the block.
  @Label("Rows")
  public long rows;
}
