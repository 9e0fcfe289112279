package dev.weir.core.run;

import dev.weir.api.StateCodec;
import dev.weir.core.checkpoint.FrameInput;
import dev.weir.core.checkpoint.FrameOutput;
import java.io.IOException;

/// Hears of the course of a scan.
interface ScanWatcher {
  /// Rows read so far.
  void rows(long rows);

  /// True if an early result is due; then it must be made, and [#made] called.
  ///
  /// @param reading of the links that the reading thread runs, else of those after them
  boolean due(boolean reading);

  /// The states, as they are now, of the first rows, of the links from `from` up to `to`.
  void early(Chain.Lane lane, int from, int to, Coverage coverage);

  /// The early result is made.
  void made(boolean reading);

  /// The states, as they are now, of whole blocks: the first, the first two, four, eight…
  ///
  /// @param ordered whether they are those of the links that need order
  void blocks(Chain.Lane lane, boolean ordered, Coverage coverage);

  /// Writes what it keeps of whole blocks.
  void save(FrameOutput stream) throws IOException;

  /// Goes on from what [#save] wrote.
  void restore(FrameInput stream, StateCodec.In in) throws IOException;
}
