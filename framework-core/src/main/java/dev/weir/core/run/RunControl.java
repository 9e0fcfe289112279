package dev.weir.core.run;

import dev.weir.api.PipelineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a run is to go on: it ends early at its deadline, when it is cancelled, or when a part
/// of it has failed. Thread-safe.
public final class RunControl implements AutoCloseable {
  private final List<Runnable> onStop = new ArrayList<>();
  private final @Nullable Thread timer;
  private volatile @Nullable PipelineException stopped;

  /// Begins the deadline's time.
  public RunControl(Optional<Duration> deadline) {
    timer =
        deadline
            .map(after ->
                Thread.ofVirtual()
                    .name("weir-deadline")
                    .start(() -> {
                      try {
                        Thread.sleep(after);
                        stop(
                            PipelineException.resource(
                                "run.deadline",
                                "the deadline of "
                                    + after.toMillis() / 1000.0
                                    + " s is over; give more by --deadline"));
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    }))
            .orElse(null);
  }

  /// Ends the run with what it has.
  public void cancel() {
    stop(
        new PipelineException(
            PipelineException.Category.CANCELLED, "run.cancelled", "the run was cancelled"));
  }

  /// Ends the run with what it has, for this reason.
  public void stop(PipelineException reason) {
    List<Runnable> due;
    synchronized (onStop) {
      if (stopped != null) {
        return;
      }
      stopped = reason;
      due = List.copyOf(onStop);
    }
    due.forEach(Runnable::run);
  }

  /// Why the run is to end early, or null.
  public @Nullable PipelineException stopped() {
    return stopped;
  }

  /// Throws if the run is to end early.
  public void check() {
    var reason = stopped;
    if (reason != null) {
      throw reason;
    }
  }

  /// Runs the action when the run is told to end early, or at once if that has happened.
  public void onStop(Runnable action) {
    synchronized (onStop) {
      onStop.add(action);
      if (stopped == null) {
        return;
      }
    }
    action.run();
  }

  /// Forgets an action.
  public void forget(Runnable action) {
    synchronized (onStop) {
      onStop.remove(action);
    }
  }

  @Override
  public void close() {
    if (timer != null) {
      timer.interrupt();
    }
  }
}
