package dev.weir.core.spill;

import dev.weir.api.MemoryStatus;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.core.memory.Machines;
import dev.weir.core.memory.MemoryLedger;
import java.lang.ref.Cleaner;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where growing things live: memory of the run's ledger, and the disk behind it. A scope is a part
/// whose memory and files are given back together. Thread-safe.
public final class Workspace implements AutoCloseable {
  private final MemoryLedger ledger;
  private final @Nullable SpillSpace space;
  private final MemoryLedger.@Nullable Account owner;
  private final Set<AutoCloseable> held = new LinkedHashSet<>();

  private static final Cleaner CLEANER = Cleaner.create();

  /// Memory, and the disk that things go to; without a disk they end with a RESOURCE error when
  /// they outgrow the memory.
  public Workspace(MemoryLedger ledger, @Nullable SpillSpace space) {
    this(ledger, space, null);
  }

  private Workspace(
      MemoryLedger ledger, @Nullable SpillSpace space, MemoryLedger.@Nullable Account owner) {
    this.ledger = ledger;
    this.space = space;
    this.owner = owner;
  }

  /// Memory that nobody counts, and no disk: for what is small and soon gone.
  public static Workspace uncounted() {
    return new Workspace(new MemoryLedger(Long.MAX_VALUE), null);
  }

  /// The memory.
  public MemoryLedger ledger() {
    return ledger;
  }

  /// Memory and disk at this moment, and what is around them.
  public MemoryStatus status() {
    var status = ledger.status();
    return new MemoryStatus(
        status.budget(),
        status.reserved(),
        status.peak(),
        space == null ? 0 : space.held(),
        Machines.now());
  }

  /// True if there is a disk.
  public boolean spills() {
    return space != null;
  }

  /// The disk.
  SpillSpace space() {
    var disk = space;
    if (disk == null) {
      throw new IllegalStateException("there is no disk here");
    }
    return disk;
  }

  /// A part that is closed by itself.
  public Workspace scope() {
    return new Workspace(ledger, space == null ? null : space.scope(), owner);
  }

  /// The same disk, and memory that is held by this account, within its share.
  public Workspace within(MemoryLedger.Account whole) {
    return new Workspace(ledger, space, whole);
  }

  /// Does this when nobody can reach the owner any more, at the latest when the workspace is
  /// closed: for what tables and models hold that are handed out.
  public static <T> T whenGone(T owner, Runnable action) {
    CLEANER.register(owner, action);
    return owner;
  }

  /// An account that is closed with this workspace, if not before.
  public MemoryLedger.Account account(String purpose) {
    var account = owner == null ? ledger.growing(purpose) : owner.part(purpose);
    synchronized (held) {
      held.add(account);
    }
    return account;
  }

  /// Gives an account back before its time.
  public void release(MemoryLedger.Account account) {
    synchronized (held) {
      held.remove(account);
    }
    account.close();
  }

  /// A table to be filled row by row.
  ///
  /// @param role what it holds, for messages
  public TableBuilder table(Schema schema, String role) {
    return new TableBuilder(schema, this, role);
  }

  /// True if the table's rows are on the disk, or in memory that its workspace counts.
  public static boolean counts(Table table) {
    return table instanceof HeldTable || table instanceof SpilledTable;
  }

  /// True if something is on the disk.
  public boolean holdsFiles() {
    return space != null && space.inUse();
  }

  /// Gives back memory and files.
  @Override
  public void close() {
    synchronized (held) {
      held.forEach(dev.weir.core.memory.Closing::close);
      held.clear();
    }
    if (space != null) {
      space.close();
    }
  }
}
