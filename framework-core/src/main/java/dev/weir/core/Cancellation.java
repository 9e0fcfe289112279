package dev.weir.core;

import java.util.ArrayList;
import java.util.List;

/// Ends a run from outside: reading stops at once, the source's query included, and the run returns
/// what it has as a partial result. One a run; may be called from any thread, also before the run
/// begins. Interrupting the thread that called `run` does the same.
public final class Cancellation {
  private final List<Runnable> actions = new ArrayList<>();
  private volatile boolean cancelled;

  /// Not yet cancelled.
  public Cancellation() {}

  /// Ends the run; a second call does nothing.
  public void cancel() {
    List<Runnable> due;
    synchronized (actions) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      due = List.copyOf(actions);
      actions.clear();
    }
    due.forEach(Runnable::run);
  }

  /// True once cancelled.
  public boolean isCancelled() {
    return cancelled;
  }

  /// Runs the action when cancelled, or at once if that has happened; closing the registration
  /// withdraws it.
  Registration onCancel(Runnable action) {
    synchronized (actions) {
      if (!cancelled) {
        actions.add(action);
        return () -> {
          synchronized (actions) {
            actions.remove(action);
          }
        };
      }
    }
    action.run();
    return () -> {};
  }

  /// An action waiting for the cancellation.
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
