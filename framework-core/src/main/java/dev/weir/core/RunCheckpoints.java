package dev.weir.core;

import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingConfig;
import dev.weir.core.checkpoint.CheckpointFolder;
import dev.weir.core.checkpoint.FrameInput;
import dev.weir.core.checkpoint.FrameOutput;
import dev.weir.core.checkpoint.RowLog;
import dev.weir.core.checkpoint.Storage;
import dev.weir.core.events.CheckpointEvent;
import dev.weir.core.events.Events;
import dev.weir.core.keys.HashKeyTable;
import dev.weir.core.run.Bytes;
import dev.weir.core.run.Saving;
import dev.weir.core.spill.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The checkpoints of one run: says when one is due, writes it, and gives back the newest one when
/// the run is taken up. A checkpoint that cannot be written does not end the run, which can still
/// be taken up from the one before; the result says so. Used by the run's thread.
final class RunCheckpoints implements Saving, AutoCloseable {
  /// Writes where a run stands, but for the scan at hand.
  interface State {
    /// Brings what the checkpoint will name to the disk, which must not fail; false if there can be
    /// no checkpoint.
    boolean prepare();

    /// Writes it there.
    void save(FrameOutput out) throws IOException;
  }

  private final CheckpointFolder folder;
  private final long everyNanos;
  private final LongSupplier clock;
  private final List<String> warnings = new ArrayList<>();
  private @Nullable RunIdentity identity;
  private @Nullable State state;
  private @Nullable Workspace workspace;
  private @Nullable FrameInput resumed;
  private long last;
  private long lastTook;
  private int written;
  private double seconds;

  private RunCheckpoints(CheckpointFolder folder, long everyNanos, LongSupplier clock) {
    this.folder = folder;
    this.everyNanos = everyNanos;
    this.clock = clock;
    this.last = clock.getAsLong();
  }

  /// Those of a run that begins, or of one that is taken up.
  ///
  /// @param resume whether it is taken up
  /// @param clock nanoseconds
  /// @throws PipelineException USER if there is an unfinished run where one is to begin
  static RunCheckpoints open(
      StreamingConfig.Checkpoints config, boolean resume, Storage storage, LongSupplier clock) {
    var folder = CheckpointFolder.open(config.directory(), storage);
    if (!resume && folder.unfinished()) {
      folder.close();
      throw PipelineException.user(
          "checkpoint.unfinished",
          "'"
              + folder.path()
              + "' holds a run that has not come to its end; go on with it by `weir resume "
              + config.directory()
              + "`, or empty the folder or name another one to begin anew");
    }
    if (resume && !folder.unfinished()) {
      folder.close();
      throw PipelineException.user(
          "checkpoint.none",
          "'"
              + folder.path()
              + "' holds no run that has not come to its end; begin one by `weir run … --checkpoint "
              + config.directory()
              + "`");
    }
    return new RunCheckpoints(folder, config.every().toNanos(), clock);
  }

  /// Where they are.
  Path directory() {
    return folder.path();
  }

  /// Begins the run, or reads where it stood.
  ///
  /// @return what [State#save] wrote, to be read by the caller; nothing if the run begins
  /// @throws PipelineException REFUSED if that was another run, RESOURCE if nothing can be read
  Optional<FrameInput> begin(RunIdentity of, State saves, Workspace space, boolean resume) {
    identity = of;
    state = saves;
    workspace = space;
    if (!resume) {
      // Without what the input contains, which takes a reading of it all.
      folder.write(of.plan(), _ -> {});
      return Optional.empty();
    }
    var newest = folder.newest().orElseThrow();
    warnings.addAll(newest.damaged());
    try {
      of.mustBe(newest.run(), folder.path());
    } catch (PipelineException e) {
      newest.in().close();
      throw e;
    }
    resumed = newest.in();
    if (RunIdentity.isBegin(newest.run())) {
      nothingResumed();
    }
    return Optional.ofNullable(resumed);
  }

  /// Rows to be written out, none yet.
  RowLog rows() {
    return new RowLog(folder);
  }

  /// Rows to be written out, as they were.
  RowLog rows(StateCodec.In in) {
    return RowLog.restored(folder, in);
  }

  /// The scan that begins now is a new one.
  void nothingResumed() {
    var in = resumed;
    resumed = null;
    if (in != null) {
      in.close();
    }
  }

  /// After the interval, or when what the last one took is at most a tenth of the time: so large
  /// states are saved less often. An interval of 0 means always.
  @Override
  public boolean due() {
    long pause = everyNanos == 0 ? 0 : Math.max(everyNanos, 9 * lastTook);
    return clock.getAsLong() - last >= pause;
  }

  /// Saves the run between two scans, if it is time.
  void betweenScans() {
    if (due()) {
      write(null);
    }
  }

  /// Saves a run that is told to stop and is between two scans.
  void stopped() {
    if (resumed == null) {
      write(null);
    }
  }

  @Override
  public void save(Consumer<FrameOutput> scan) {
    write(scan);
  }

  private void write(@Nullable Consumer<FrameOutput> scan) {
    long begin = clock.getAsLong();
    var saves = Objects.requireNonNull(state);
    if (!saves.prepare()) {
      return;
    }
    var event = Events.inUse() ? new CheckpointEvent() : null;
    try {
      long bytes =
          folder.write(
              Objects.requireNonNull(identity).whole(),
              out -> {
                saves.save(out);
                Bytes.to(out).integer(scan == null ? 0 : 1);
                if (scan != null) {
                  scan.accept(out);
                }
              });
      written++;
      if (event != null) {
        event.bytes = bytes;
        event.written = true;
      }
    } catch (PipelineException e) {
      if (!e.code().startsWith("checkpoint.")) {
        throw e;
      }
      warnings.add(e.getMessage() + "; the one before stays the newest");
    }
    if (event != null) {
      event.withinScan = scan != null;
      event.commit();
    }
    last = clock.getAsLong();
    lastTook = last - begin;
    seconds += lastTook / 1e9;
  }

  @Override
  public void resume(HashKeyTable.Maker tables, BiConsumer<FrameInput, StateCodec.In> scan) {
    var in = resumed;
    if (in == null) {
      return;
    }
    try {
      scan.accept(in, Bytes.from(in, Objects.requireNonNull(workspace), tables));
    } catch (PipelineException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable(e);
    } finally {
      nothingResumed();
    }
  }

  /// What was wrong with checkpoints, in sentences.
  List<String> warnings() {
    return warnings;
  }

  /// Checkpoints written by this process.
  int written() {
    return written;
  }

  /// Seconds that writing them took.
  double seconds() {
    return seconds;
  }

  /// An error of reading a checkpoint that was whole: what it holds makes no sense here.
  PipelineException unreadable(Throwable cause) {
    return new PipelineException(
        PipelineException.Category.RESOURCE,
        "checkpoint.unreadable",
        "the checkpoint in '"
            + folder.path()
            + "' cannot be read: "
            + cause.getMessage()
            + "; empty the folder and run from the beginning",
        cause);
  }

  /// Removes what the run has written here.
  void clear() {
    folder.clear();
  }

  @Override
  public void close() {
    nothingResumed();
    folder.close();
  }
}
