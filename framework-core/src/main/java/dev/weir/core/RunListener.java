package dev.weir.core;

import dev.weir.api.StreamingPipelineResult;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// Hears of a run while it goes on. Called from threads of the run, one call at a time; must return
/// quickly and, but for [#reading] and [#planned], not throw.
public interface RunListener {
  /// Hears nothing.
  RunListener NONE = new RunListener() {};

  /// How far the run is.
  ///
  /// @param scan number of the scan over the input, from 1; 0 while the input is sorted first
  /// @param scans scans planned at most
  /// @param rows rows of this scan, or read to be sorted, so far
  /// @param totalRows rows of a scan, if known or guessed
  /// @param guessed whether that number is a guess
  /// @param reservedBytes memory reserved now
  /// @param seconds since the run began
  record Progress(
      int scan,
      int scans,
      long rows,
      OptionalLong totalRows,
      boolean guessed,
      long reservedBytes,
      double seconds) {}

  /// The files that the run would read; nothing is read yet. Called first, also if the result comes
  /// from a cache and nothing else is called but [#finished]. May throw, which ends the run.
  default void reading(List<Path> files) {}

  /// The plan is made and nothing is read yet. May throw, which ends the run.
  default void planned(Plan plan) {}

  /// Called about ten times a second.
  default void progress(Progress progress) {}

  /// An early result: what an analysis says of the first rows ([StreamingPipelineResult#rowsRead]),
  /// marked [dev.weir.api.Completeness#EARLY]. The first comes with the first chunk, the next ones
  /// as often as the configuration's `snapshotEvery` asks, and no more often than keeps them within
  /// a twentieth of a thread's time. Neither steps that learn, nor later passes, nor tools that
  /// need the whole table, nor groups that are on the disk have any. Rows set aside are counted as
  /// far as the steps have come by then; which they are is told by the final result.
  default void snapshot(StreamingPipelineResult early) {}

  /// A step has its final result.
  default void finished(StreamingPipelineResult result) {}
}
