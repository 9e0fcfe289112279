package dev.weir.app.cli;

import dev.weir.api.StreamingPipelineResult;
import dev.weir.app.cli.output.Numbers;
import dev.weir.app.cli.output.PlainText;
import dev.weir.app.cli.request.RunSettings;
import dev.weir.core.RunListener;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One line on standard error, rewritten while a run goes on and cleared at its end: rows, part
/// done, rate, memory, time left. Short runs never show it.
final class ProgressLine implements RunListener, AutoCloseable {
  private static final double PATIENCE = 0.4;
  private static final String CLEAR = "\r\033[K";

  private final Optional<PrintStream> err;
  private final int width;
  private final Consumer<List<Path>> reading;
  private final SnapshotLines snapshots;
  private boolean shown;
  private boolean closed;
  private int scan = 1;
  private boolean sorted;
  private long rowsBefore;
  private long rowsOfScan;

  private ProgressLine(
      Optional<PrintStream> err, int width, SnapshotLines snapshots, Consumer<List<Path>> reading) {
    this.reading = reading;
    this.snapshots = snapshots;
    this.err = err;
    this.width = width;
  }

  /// The line that these settings ask for, or one that never shows.
  ///
  /// @param snapshots takes early results
  /// @param reading is told which files are read
  static ProgressLine of(
      RunSettings settings, Screen screen, SnapshotLines snapshots, Consumer<List<Path>> reading) {
    boolean wanted =
        switch (settings.progress()) {
          case AUTO -> screen.errTerminal() && !settings.quiet();
          case ALWAYS -> !settings.quiet();
          case NEVER -> false;
        };
    return wanted
        ? new ProgressLine(Optional.of(screen.err()), screen.width(), snapshots, reading)
        : new ProgressLine(Optional.empty(), 0, snapshots, reading);
  }

  @Override
  public void reading(List<Path> files) {
    reading.accept(files);
  }

  /// Makes room for the line of an early result where both are on standard error.
  @Override
  public synchronized void snapshot(StreamingPipelineResult early) {
    if (snapshots.onScreen()) {
      clear();
    }
    snapshots.write(early);
  }

  @Override
  public synchronized void progress(Progress progress) {
    if (progress.scan() != scan) {
      scan = progress.scan();
      sorted |= scan == 0;
      rowsBefore += rowsOfScan;
    }
    rowsOfScan = progress.rows();
    if (err.isEmpty() || closed || progress.seconds() < PATIENCE) {
      return;
    }
    err.get().print(CLEAR + PlainText.cut(inWords(progress), width - 1));
    err.get().flush();
    shown = true;
  }

  private String inWords(Progress progress) {
    var text = new StringBuilder(Numbers.count(progress.rows(), "row"));
    if (progress.scan() == 0) {
      text.append(" to be sorted");
    } else if (progress.scans() > 1) {
      text.append(" of scan ").append(progress.scan()).append('/').append(progress.scans());
    }
    double done = done(progress);
    if (done >= 0) {
      text.append(progress.guessed() ? ", about " : ", ").append((int) (100 * done)).append(" %");
    }
    double rate = (rowsBefore + rowsOfScan) / progress.seconds();
    text.append(", ").append(Numbers.count(Math.round(rate))).append(" rows/s");
    text.append(", ").append(Numbers.bytes(progress.reservedBytes()));
    if (done > 0) {
      double left = progress.seconds() / done - progress.seconds();
      text.append(progress.guessed() ? ", about " : ", ");
      text.append(Numbers.seconds(Math.max(0, left))).append(" left");
    }
    return text.toString();
  }

  /// The part of all scans that is done, sorting among them, or -1 if nobody knows: a guess that
  /// was too low is none any more.
  private double done(Progress progress) {
    long total = progress.totalRows().orElse(0);
    if (total <= 0 || (progress.guessed() && progress.rows() >= total)) {
      return -1;
    }
    double ofScan = Math.min(1, (double) progress.rows() / total);
    int more = sorted ? 1 : 0;
    double scansDone = progress.scan() - 1 + more + ofScan;
    return Math.min(1, scansDone / Math.max(1, progress.scans() + more));
  }

  @Override
  public synchronized void close() {
    closed = true;
    clear();
  }

  private void clear() {
    if (shown && err.isPresent()) {
      err.get().print(CLEAR);
      err.get().flush();
      shown = false;
    }
  }
}
