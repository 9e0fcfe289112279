package dev.weir.core;

import dev.weir.api.Completeness;
import dev.weir.api.PipelineException;
import dev.weir.api.StreamingPipelineResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run gave: a result for each step that has one, and how much of the input it speaks of.
/// Tables may be on the disk: close the result when they have been read.
///
/// @param completeness COMPLETE, or PARTIAL if the run was stopped or failed
/// @param stoppedBy what stopped it, if partial: the deadline, a cancellation, or the error after
///   which it was to return what it had
/// @param rowsRead rows of the input
/// @param rowsUsed rows read and not set aside
/// @param rowsSkipped rows set aside
/// @param skipped the first of them, with position and reason
/// @param recovered errors that the run went on after, the first of them, in sentences
/// @param rowsAfter rows after each step, in their order
/// @param steps results in the order of the steps; a step that was not reached has none
/// @param lineage what the result depends on, as text by name
/// @param metrics figures of the run
/// @param resumeToken the folder of checkpoints from which the run can be taken up, if partial
/// @param files temporary files of tables that did not fit into memory
public record RunResult(
    Completeness completeness,
    Optional<PipelineException> stoppedBy,
    long rowsRead,
    long rowsUsed,
    long rowsSkipped,
    List<StreamingPipelineResult.Skipped> skipped,
    List<String> recovered,
    List<StepRows> rowsAfter,
    List<StreamingPipelineResult> steps,
    Map<String, String> lineage,
    Metrics metrics,
    Optional<String> resumeToken,
    TableFiles files)
    implements AutoCloseable {
  /// How many rows a step gave on: a transform those that it emitted, an analysis those that it
  /// saw.
  ///
  /// @param step its name
  /// @param tool its tool
  /// @param rows how many, in the last scan that it took part in
  public record StepRows(String step, String tool, long rows) {}

  /// Figures of a run.
  ///
  /// @param scans scans made over the input
  /// @param seconds from start to end
  /// @param peakBytes most bytes that the ledger ever had reserved
  /// @param spilledBytes bytes that were written to temporary files, DuckDB's own not counted
  /// @param rowsRead source rows of all scans that this process has read; what was read before the
  ///   checkpoint that it began with is not among them
  /// @param checkpoints checkpoints written by this process
  /// @param checkpointSeconds seconds spent on them
  /// @param rowsPerSecond source rows of all scans by seconds
  /// @param stages seconds spent in each stage, summed over threads
  /// @param pressure what was done as memory became scarce, mildest first, and how often:
  ///   `waitedForCap`, `fewerChunks`, `cachesReleased`, `statesRevoked`, `statesSpilled`,
  ///   `smallerChunks`, `ended`; those that never were are left out
  /// @param counts what tools have counted ([dev.weir.api.ChunkProcessingContext#count]) in this
  ///   process, by step and metric, such as `timeseries.resample.rows-without-time`
  /// @param cache what the cache had a part in
  public record Metrics(
      int scans,
      double seconds,
      long peakBytes,
      long spilledBytes,
      long rowsRead,
      int checkpoints,
      double checkpointSeconds,
      double rowsPerSecond,
      Map<String, Double> stages,
      Map<String, Long> pressure,
      Map<String, Long> counts,
      CacheUse cache) {
    /// Of a result that was kept: nothing was scanned.
    static Metrics ofCache(CacheUse cache, double seconds) {
      return new Metrics(0, seconds, 0, 0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of(), cache);
    }
  }

  /// What the cache had a part in.
  ///
  /// @param on whether there is one and it may keep this run's result or models
  /// @param made when the result was computed, if it was kept from then
  /// @param models models of estimators that were kept, so that nothing was fitted
  public record CacheUse(boolean on, Optional<Instant> made, int models) {
    /// No cache.
    public static final CacheUse OFF = new CacheUse(false, Optional.empty(), 0);
  }

  /// The named step's result.
  ///
  /// @throws IllegalArgumentException if there is none
  public StreamingPipelineResult step(String name) {
    return steps.stream()
        .filter(s -> s.step().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no result of step '"
                    + name
                    + "' in "
                    + steps.stream().map(StreamingPipelineResult::step).toList()));
  }

  /// The last step's result.
  public StreamingPipelineResult last() {
    return steps.getLast();
  }

  /// Removes the checkpoints of a run that is complete, and the temporary files of tables that did
  /// not fit into memory, which cannot be read afterwards. A result that is not closed leaves them,
  /// if there are any, until the process has ended and another run begins in the same folder.
  @Override
  public void close() {
    files.close();
  }
}
