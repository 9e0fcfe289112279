package dev.weir.core;

import dev.weir.api.StreamingPipelineResult;
import java.util.OptionalLong;

/// Hears of a run while it goes on. Called from threads of the run, one call at a time; must return
/// quickly and, but for [#planned], not throw.
public interface RunListener {
  /// Hears nothing.
  RunListener NONE = new RunListener() {};

  /// How far the run is.
  ///
  /// @param scan number of the scan over the input, from 1
  /// @param scans scans planned at most
  /// @param rows rows of this scan so far
  /// @param totalRows rows of a scan, if known
  /// @param reservedBytes memory reserved now
  /// @param seconds since the run began
  record Progress(
      int scan, int scans, long rows, OptionalLong totalRows, long reservedBytes, double seconds) {}

  /// The plan is made and nothing is read yet. The one call that may throw, which ends the run.
  default void planned(Plan plan) {}

  /// Called about ten times a second.
  default void progress(Progress progress) {}

  /// An early result: valid for the first rows only, and says so. Called as often as the
  /// configuration's `snapshotEvery` asks.
  default void snapshot(StreamingPipelineResult early) {}

  /// A step has its final result.
  default void finished(StreamingPipelineResult result) {}
}
