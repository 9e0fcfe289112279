package dev.weir.core.memory;

import dev.weir.api.MemoryStatus;
import dev.weir.api.PipelineException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The run's memory, in bytes: what is about to be allocated is reserved here first, so the budget
/// is never overshot. Thread-safe.
///
/// Chunks in flight wait for room ([Account#await]). States that can go to the disk grow within
/// equal shares of a part of the budget ([Account#grow]) and go there when it is refused, or when
/// another needs their memory. Other states ([Account#reserve]) wait only while threads are at work
/// ([#work]) that may give some back, and then end the run with a RESOURCE error.
public final class MemoryLedger {
  /// What a growing state may hold however many there are.
  private static final long LEAST_SHARE = 64 << 10;

  /// Growing states are never taken to be fewer, so that the first leaves room for the next ones.
  private static final int FEWEST = 4;

  private final long budget;
  private final long growth;
  private final Pressure pressure = new Pressure();
  private final Set<Account> growers = new LinkedHashSet<>();
  private final Set<Thread> working = new HashSet<>();
  private int stuck;
  private long growingHeld;
  private long reserved;
  private long peak;

  /// A ledger for this many bytes.
  public MemoryLedger(long budget) {
    this(budget, budget);
  }

  /// A ledger for this many bytes.
  ///
  /// @param growth the part of it that states may hold which can go to the disk
  public MemoryLedger(long budget, long growth) {
    this.budget = budget;
    this.growth = growth;
  }

  /// A holder of reservations, for messages named after what it is for.
  public Account account(String purpose) {
    return new Account(purpose, false, null);
  }

  /// A holder of reservations of a state that can go to the disk: it has a share of what all such
  /// states may hold, the smaller the more there are.
  public synchronized Account growing(String purpose) {
    var account = new Account(purpose, true, null);
    growers.add(account);
    return account;
  }

  /// What one growing state may hold now.
  public synchronized long share() {
    return Math.max(LEAST_SHARE, growth / Math.max(FEWEST, growers.size()));
  }

  /// What all growing states may hold together.
  public long growth() {
    return growth;
  }

  /// The ledger at this moment, with what is around it left open.
  public synchronized MemoryStatus status() {
    return new MemoryStatus(budget, reserved, peak, 0, MemoryStatus.Machine.UNKNOWN);
  }

  /// What was decided as memory became scarce.
  public Pressure pressure() {
    return pressure;
  }

  /// Does some work that holds memory and will give it back, for which others may wait; gives what
  /// the task gives.
  public boolean work(BooleanSupplier task) {
    synchronized (this) {
      working.add(Thread.currentThread());
    }
    try {
      return task.getAsBoolean();
    } finally {
      synchronized (this) {
        working.remove(Thread.currentThread());
        notifyAll();
      }
    }
  }

  /// Takes the next of the decisions that are left; false if there is none.
  boolean relieve() {
    return pressure.narrowNow() || pressure.releaseCaches() || revokeLargest();
  }

  /// Tells the state that holds most, of those that can go to the disk, to do so when it next
  /// grows.
  private synchronized boolean revokeLargest() {
    var largest =
        growers.stream()
            .filter(a -> !a.revoked && a.held > LEAST_SHARE)
            .max(Comparator.comparingLong(a -> a.held));
    largest.ifPresent(a -> {
      a.revoked = true;
      pressure.count(Pressure.Act.STATE_REVOKED);
    });
    return largest.isPresent();
  }

  private boolean take(long bytes) {
    if (bytes > budget - reserved) {
      return false;
    }
    reserved += bytes;
    peak = Math.max(peak, reserved);
    check();
    return true;
  }

  private void check() {
    if (reserved < 0 || reserved > budget || peak > budget) {
      throw new AssertionError(
          "ledger: " + reserved + " reserved, peak " + peak + ", of a budget of " + budget);
    }
  }

  /// Takes the bytes as soon as they are there; false if no other thread is at work that could give
  /// any back.
  private boolean takeOrWait(long bytes) {
    boolean interrupted = false;
    int self = working.contains(Thread.currentThread()) ? 1 : 0;
    boolean taken = take(bytes);
    while (!taken && bytes <= budget && working.size() - stuck > self) {
      relieve();
      stuck += self;
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      } finally {
        stuck -= self;
      }
      taken = take(bytes);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return taken;
  }

  /// Reservations of one purpose. Used by one thread at a time.
  public final class Account implements Reserving, AutoCloseable {
    private final String purpose;
    private @Nullable Account owner;
    private boolean grows;
    private boolean alone;
    private boolean refused;
    private boolean revoked;
    private boolean closed;
    private long held;

    private Account(String purpose, boolean grows, @Nullable Account owner) {
      this.purpose = purpose;
      this.grows = grows;
      this.owner = owner;
    }

    /// An account whose bytes are held by this one, within its share; when this one is closed they
    /// are given back.
    public Account part(String of) {
      return new Account(of, false, this);
    }

    /// Says that no other state grows while this one does: its share is all that they may hold.
    public void growAlone() {
      synchronized (MemoryLedger.this) {
        alone = true;
      }
    }

    /// True if a part or the account itself was refused to grow since this was last asked.
    public boolean refused() {
      synchronized (MemoryLedger.this) {
        boolean was = refused;
        refused = false;
        return was;
      }
    }

    /// What it is for.
    public String purpose() {
      return purpose;
    }

    /// Holds this many more bytes if the share of a growing state allows it and they are there;
    /// else false: then the state must go to the disk.
    public boolean grow(long bytes) {
      synchronized (MemoryLedger.this) {
        boolean fits =
            owner == null ? allowed(bytes) && take(bytes) : !owner.closed && owner.grow(bytes);
        if (!fits && owner == null) {
          pressure.count(Pressure.Act.STATE_SPILLED);
        }
        refused |= !fits;
        hold(fits ? bytes : 0);
        return fits;
      }
    }

    /// Bytes held now.
    public long held() {
      return held;
    }

    /// True within the least share, or within the own share of what all may hold together.
    private boolean allowed(long bytes) {
      return held + bytes <= LEAST_SHARE
          || (!revoked
              && held + bytes <= (alone ? growth : share())
              && growingHeld + bytes <= growth);
    }

    private void hold(long bytes) {
      held += bytes;
      if (held < 0) {
        throw new AssertionError("ledger: " + purpose + " gave back more than it held: " + held);
      }
      growingHeld += grows ? bytes : 0;
    }

    /// Holds this many more bytes.
    ///
    /// @throws PipelineException RESOURCE if they do not fit
    @Override
    public void reserve(long bytes) {
      synchronized (MemoryLedger.this) {
        if (owner != null) {
          owner.reserve(bytes);
        } else if (!takeOrWait(bytes)) {
          throw overflow(bytes);
        }
        hold(bytes);
      }
    }

    @Override
    public long reserveSome(long least, long most) {
      synchronized (MemoryLedger.this) {
        long half = Math.max(0, budget - reserved - least) / 2;
        long some = least + Math.clamp(most - least, 0, half);
        reserve(some);
        return some;
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

    /// Says that the state stays as it is: what it holds is still part of what all growing states
    /// may hold, but none of them waits for it to grow.
    public void stay() {
      synchronized (MemoryLedger.this) {
        growers.remove(this);
      }
    }

    /// Says that the state will not grow any more: the others' shares no longer count it.
    public void stopGrowing() {
      synchronized (MemoryLedger.this) {
        growers.remove(this);
        growingHeld -= grows ? held : 0;
        grows = false;
      }
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

    /// Gives the held bytes to another owner, of which this is a part from now on.
    public void moveTo(Account to) {
      synchronized (MemoryLedger.this) {
        if (owner != null && !owner.closed) {
          owner.held -= held;
          to.held += held;
        }
        owner = to;
      }
    }

    /// Gives this many bytes back.
    @Override
    public void release(long bytes) {
      synchronized (MemoryLedger.this) {
        hold(-bytes);
        revoked &= held > LEAST_SHARE;
        if (owner == null) {
          reserved -= bytes;
          check();
          MemoryLedger.this.notifyAll();
        } else if (!owner.closed) {
          owner.release(bytes);
        }
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
      synchronized (MemoryLedger.this) {
        release(held);
        stopGrowing();
        closed = true;
      }
    }
  }

  /// Bytes in words, one decimal.
  public static String mib(long bytes) {
    return bytes < 1 << 20
        ? (bytes + 1023) / 1024 + " KiB"
        : Math.round(bytes / 104857.6) / 10.0 + " MiB";
  }
}
