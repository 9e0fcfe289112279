package dev.weir.core;

import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingDataSource;
import dev.weir.core.run.Coverage;
import dev.weir.core.run.Errors;
import dev.weir.core.run.RunControl;
import dev.weir.core.run.ScanLauncher;
import dev.weir.core.run.ScanLauncher.Outcome;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How far a run has come over its main input: scans and rows, what the results speak of, and why
/// the run ends early, if it does. Used by the run's thread.
final class RunCourse {
  private final StreamingDataSource source;
  private final RunControl control;
  private final Errors errors;
  private int scans;
  private boolean scanning;
  private long rowsRead;
  private long rowsScanned;
  private OptionalLong counted = OptionalLong.empty();
  private long coveredTo = Long.MAX_VALUE;
  private @Nullable PipelineException failure;

  /// True while a scan is at hand, or has not come to its end: the steps do not say by themselves
  /// where the run stands.
  private boolean within;

  RunCourse(StreamingDataSource source, RunControl control, Errors errors) {
    this.source = source;
    this.control = control;
    this.errors = errors;
  }

  void save(StateCodec.Out out) {
    out.integer(scanning ? scans - 1 : scans);
    out.integer(rowsRead);
  }

  void restore(StateCodec.In in) {
    scans = Math.toIntExact(in.integer());
    rowsRead = in.integer();
  }

  /// A scan of the main input begins; its number.
  int beginScan() {
    scanning = true;
    within = true;
    return ++scans;
  }

  /// It ended.
  ///
  /// @param all whether the source leaves out no row
  void endScan(Outcome outcome, boolean all) {
    scanning = false;
    scanned(outcome);
    if (outcome.again()) {
      within = false;
      return;
    }
    cover(outcome);
    if (outcome.complete() && all) {
      counted = OptionalLong.of(outcome.rows());
    }
  }

  /// The steps have taken what the scan made for them.
  void taken(Outcome outcome) {
    within = !outcome.complete();
  }

  /// A scan of rows that a step is fitted on begins.
  void beginFit() {
    within = true;
  }

  /// It came to its end.
  void endFit() {
    within = false;
  }

  /// Rows that this process has read in a scan.
  void scanned(Outcome outcome) {
    rowsScanned += outcome.rows() - outcome.rowsBefore();
  }

  /// A tool has read the main input itself.
  ///
  /// @param times how often, as it had said
  /// @param rows of its longest reading
  void readItself(int times, long rows) {
    scans += times;
    rowsRead = Math.max(rowsRead, source.rows().orElse(rows));
    rowsScanned += rows;
  }

  /// How many rows the results of the scan speak of; each step says it for itself if the scan
  /// failed.
  private void cover(Outcome outcome) {
    rowsRead = outcome.complete() ? source.rows().orElse(outcome.rows()) : outcome.rows();
    failure = outcome.failure().orElse(null);
    if (failure == null || outcome.complete()) {
      return;
    }
    var most =
        outcome.folded().stream()
            .map(ScanLauncher.Folded::coverage)
            .max(Comparator.comparingLong(Coverage::rows))
            .orElse(new Coverage(0, 0));
    rowsRead = most.rows();
    coveredTo = most.before();
  }

  /// The run ends with what there is, if it may.
  void end(PipelineException e) {
    if (!errors.endsPartial(e)) {
      throw e;
    }
    failure = e;
  }

  boolean goesOn() {
    return control.stopped() == null && failure == null;
  }

  boolean isStoppedBetweenScans() {
    return control.stopped() != null && failure == null && !within;
  }

  /// Why the run did not come to its end.
  Optional<PipelineException> stopped() {
    return Optional.ofNullable(failure == null ? control.stopped() : failure);
  }

  /// There is nothing to show beside it.
  void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  /// What the results speak of.
  Coverage covered() {
    return new Coverage(rowsRead, coveredTo);
  }

  /// Scans made over the main input.
  int scans() {
    return scans;
  }

  /// Its rows, if a scan has counted them.
  OptionalLong counted() {
    return counted;
  }

  /// Its rows that the results speak of, those set aside too.
  long rowsRead() {
    return rowsRead;
  }

  /// Rows of all scans that this process has read.
  long rowsScanned() {
    return rowsScanned;
  }
}
