package dev.weir.core.memory;

import dev.weir.api.PipelineException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Watches what the ledger cannot see: objects that a library keeps beyond what its tool declares.
/// Each collection that leaves the heap too full makes the run take the next of the decisions of
/// [Pressure]; only a heap that is full in spite of all of them ends it, with what it has. Used by
/// the reading thread, before each chunk.
public final class SafetyNet {
  /// Above this part of what long-lived objects may take, the run takes less.
  static final double CROWDED = 0.85;

  /// Above this part, when nothing is left to give, it ends before the heap is full.
  static final double FULL = 0.97;

  /// Beans are not loaded by runs that end sooner.
  private static final long FIRST_NANOS = 1_000_000_000;

  private static final long EVERY_NANOS = 200_000_000;

  private final MemoryLedger ledger;
  private final Supplier<@Nullable Heap> heaps;
  private final LongSupplier clock;
  private final Consumer<PipelineException> end;
  private @Nullable Heap heap;
  private boolean watches = true;
  private long next;
  private long seen;

  /// Watches the heap.
  ///
  /// @param end ends the run with what it has
  public SafetyNet(MemoryLedger ledger, Consumer<PipelineException> end) {
    this(ledger, Machines::heap, System::nanoTime, end);
  }

  SafetyNet(
      MemoryLedger ledger,
      Supplier<@Nullable Heap> heaps,
      LongSupplier clock,
      Consumer<PipelineException> end) {
    this.ledger = ledger;
    this.heaps = heaps;
    this.clock = clock;
    this.end = end;
    this.next = clock.getAsLong() + FIRST_NANOS;
  }

  /// Looks at the heap, if it is time to.
  public void look() {
    long now = clock.getAsLong();
    if (!watches || now - next < 0) {
      return;
    }
    next = now + EVERY_NANOS;
    var watched = heap == null ? heaps.get() : heap;
    heap = watched;
    watches = watched != null;
    if (watched == null) {
      return;
    }
    long collections = watched.collections();
    long left = watched.afterCollection();
    if (collections == seen || left <= CROWDED * watched.most()) {
      return;
    }
    seen = collections;
    if (!ledger.relieve() && left > FULL * watched.most() && !ledger.pressure().smallerChunks()) {
      ledger.pressure().count(Pressure.Act.ENDED);
      end.accept(full(left, watched.most()));
    }
  }

  private PipelineException full(long left, long most) {
    var status = ledger.status();
    return PipelineException.resource(
        "memory.heap",
        "Java's heap is full: "
            + MemoryLedger.mib(left)
            + " of "
            + MemoryLedger.mib(most)
            + " are left after collecting garbage, of which the run's ledger knows "
            + MemoryLedger.mib(status.reserved())
            + "; give more by --memory (or -Xmx, when Weir is used as a library), or make states"
            + " smaller (fewer columns, fewer groups)");
  }
}
