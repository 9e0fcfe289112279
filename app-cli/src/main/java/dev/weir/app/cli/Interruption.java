package dev.weir.app.cli;

import dev.weir.core.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What SIGINT and SIGTERM do: cancel the run, and give it a moment to print what it has and to
/// remove its files. Java then ends with 130 or 143 by itself.
final class Interruption {
  private static final long PATIENCE_SECONDS = 10;

  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch over = new CountDownLatch(1);
  private Runnable also = () -> {};

  /// From now on a signal cancels.
  void expectSignals() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutdown, "weir-interruption"));
  }

  private void shutdown() {
    if (over.getCount() == 0) {
      return;
    }
    cancel();
    try {
      boolean _ = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the run.
  synchronized void cancel() {
    cancellation.cancel();
    also.run();
  }

  /// Ends a run from outside.
  Cancellation cancellation() {
    return cancellation;
  }

  /// Ends something else too, at once if the signal has been there already.
  synchronized void onCancel(Runnable action) {
    also = action;
    if (cancellation.isCancelled()) {
      action.run();
    }
  }

  /// The command has ended: nothing is left to cancel.
  void over() {
    over.countDown();
  }
}
