package dev.weir.core.memory;

import dev.weir.api.MemoryStatus;
import dev.weir.api.PipelineException;
import java.util.function.BooleanSupplier;

/// The run's memory, in bytes: what is about to be allocated is reserved here first, so the budget
/// is never overshot. Thread-safe.
///
/// Chunks in flight wait for room ([Account#await]); states do not wait, since nobody could free
/// theirs, and end the run with a RESOURCE error.
public final class MemoryLedger {
  private final long budget;
  private long reserved;
  private long peak;

  /// A ledger for this many bytes.
  public MemoryLedger(long budget) {
    this.budget = budget;
  }

  /// A holder of reservations, for messages named after what it is for.
  public Account account(String purpose) {
    return new Account(purpose);
  }

  /// The ledger at this moment.
  public synchronized MemoryStatus status() {
    return new MemoryStatus(budget, reserved, peak, 0);
  }

  private boolean take(long bytes) {
    if (bytes > budget - reserved) {
      return false;
    }
    reserved += bytes;
    peak = Math.max(peak, reserved);
    return true;
  }

  /// Reservations of one purpose. Used by one thread at a time.
  public final class Account implements Reserving, AutoCloseable {
    private final String purpose;
    private long held;

    private Account(String purpose) {
      this.purpose = purpose;
    }

    /// Bytes held now.
    public long held() {
      return held;
    }

    /// Holds this many more bytes.
    ///
    /// @throws PipelineException RESOURCE if they do not fit
    @Override
    public void reserve(long bytes) {
      synchronized (MemoryLedger.this) {
        if (!take(bytes)) {
          throw overflow(bytes);
        }
        held += bytes;
      }
    }

    private PipelineException overflow(long bytes) {
      return PipelineException.resource(
          "memory.budget",
          purpose
              + " needs "
              + mib(bytes)
              + " more, but of the "
              + mib(budget)
              + " for chunks and states "
              + mib(reserved)
              + " are taken; give the run more by --memory, less at a time by --chunk-bytes, or make its states smaller (fewer columns, fewer groups)");
    }

    /// Holds exactly this many bytes from now on: settles an estimate once the true figure is
    /// known.
    ///
    /// @throws PipelineException RESOURCE if more are needed and do not fit
    public void settle(long bytes) {
      if (bytes > held) {
        reserve(bytes - held);
      } else {
        release(held - bytes);
      }
    }

    /// Holds this many more bytes as soon as they fit and the account holds no more than `most`;
    /// gives up, false, when `hopeless` says that nobody will free any.
    public boolean await(long bytes, long most, BooleanSupplier hopeless)
        throws InterruptedException {
      synchronized (MemoryLedger.this) {
        while (held + bytes > most || !take(bytes)) {
          if (hopeless.getAsBoolean()) {
            return false;
          }
          MemoryLedger.this.wait(100);
        }
        held += bytes;
        return true;
      }
    }

    /// Gives this many bytes back.
    @Override
    public void release(long bytes) {
      synchronized (MemoryLedger.this) {
        reserved -= bytes;
        held -= bytes;
        MemoryLedger.this.notifyAll();
      }
    }

    /// Moves this many held bytes to another account.
    public void transfer(Account to, long bytes) {
      synchronized (MemoryLedger.this) {
        held -= bytes;
        to.held += bytes;
      }
    }

    @Override
    public void close() {
      release(held);
    }
  }

  /// Bytes in words, one decimal.
  public static String mib(long bytes) {
    return bytes < 1 << 20
        ? (bytes + 1023) / 1024 + " KiB"
        : Math.round(bytes / 104857.6) / 10.0 + " MiB";
  }
}
