package dev.weir.core;

import dev.weir.api.PipelineException;
import dev.weir.api.StreamingConfig;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.run.RunControl;
import java.util.ArrayDeque;

/// The memory that runs of one process may take together: give the same cap to the executors whose
/// runs share it. A run takes its whole budget before it opens its input, and waits for it behind
/// those that came before; so a plan, and with it the answer, never depends on the other runs, and
/// no run waits for more while it holds some. A run that waits can be cancelled and obeys its
/// deadline. What it holds is given back when it ends; a result table that stays in memory (at most
/// an eighth of the run's growing part) belongs to whoever keeps the result.
///
/// A run must not be started, on the same cap, by the listener of another and waited for there: it
/// might wait for that one for ever.
///
/// Thread-safe.
public final class MemoryCap {
  /// No cap: runs never wait.
  public static final MemoryCap NONE = new MemoryCap(Long.MAX_VALUE);

  private final long bytes;
  private final ArrayDeque<Part> waiting = new ArrayDeque<>();
  private long held;
  private int runs;

  private MemoryCap(long bytes) {
    this.bytes = bytes;
  }

  /// A cap of this many bytes.
  ///
  /// @throws PipelineException USER if no run could fit
  public static MemoryCap of(long bytes) {
    if (bytes < StreamingConfig.LEAST_MEMORY) {
      throw PipelineException.user(
          "config.cap",
          "the cap is "
              + MemoryLedger.mib(bytes)
              + ", but no run takes less than "
              + MemoryLedger.mib(StreamingConfig.LEAST_MEMORY));
    }
    return new MemoryCap(bytes);
  }

  /// All of it.
  public long bytes() {
    return bytes;
  }

  /// What runs hold now.
  public synchronized long held() {
    return held;
  }

  /// Runs that wait now.
  public synchronized int waiting() {
    return waiting.size();
  }

  /// A run's budget, as soon as it is there.
  ///
  /// @throws PipelineException REFUSED if it is more than the cap, RESOURCE if the deadline is over
  ///   before it is there, CANCELLED
  Part take(long budget, RunControl control) {
    if (budget > bytes) {
      throw PipelineException.refused(
          "memory.cap",
          "the run's budget of "
              + MemoryLedger.mib(budget)
              + " is more than the cap of "
              + MemoryLedger.mib(bytes)
              + " that the runs of this process share; give the run less by --memory, or raise the"
              + " cap");
    }
    var part = new Part(budget);
    Runnable wake = this::wake;
    control.onStop(wake);
    try {
      await(part, control);
    } finally {
      control.forget(wake);
    }
    return part;
  }

  private synchronized void wake() {
    notifyAll();
  }

  private synchronized void await(Part part, RunControl control) {
    waiting.add(part);
    try {
      while (waiting.peekFirst() != part || part.budget > bytes - held) {
        var stopped = control.stopped();
        if (stopped != null) {
          throw stopped(part, stopped);
        }
        part.waited = true;
        wait();
      }
      held += part.budget;
      runs++;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      control.cancel();
      throw new PipelineException(
          PipelineException.Category.CANCELLED, "run.cancelled", "the run was cancelled", e);
    } finally {
      waiting.remove(part);
      notifyAll();
    }
  }

  private PipelineException stopped(Part part, PipelineException reason) {
    if (reason.category() == PipelineException.Category.CANCELLED) {
      return reason;
    }
    return new PipelineException(
        PipelineException.Category.RESOURCE,
        "memory.cap",
        reason.getMessage()
            + ": the run still waited for its "
            + MemoryLedger.mib(part.budget)
            + " of the cap of "
            + MemoryLedger.mib(bytes)
            + " that the runs of this process share, of which "
            + runs
            + (runs == 1 ? " run holds " : " runs hold ")
            + MemoryLedger.mib(held)
            + "; raise the cap, or give runs less by --memory",
        reason);
  }

  /// What one run holds.
  final class Part implements AutoCloseable {
    private final long budget;
    private boolean waited;
    private boolean closed;

    private Part(long budget) {
      this.budget = budget;
    }

    /// Whether the run had to wait for it.
    boolean waited() {
      return waited;
    }

    @Override
    public void close() {
      synchronized (MemoryCap.this) {
        if (!closed) {
          closed = true;
          held -= budget;
          runs--;
          MemoryCap.this.notifyAll();
        }
      }
    }
  }
}
