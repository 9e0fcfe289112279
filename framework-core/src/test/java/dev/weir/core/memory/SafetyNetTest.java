package dev.weir.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// The decisions that a heap which stays full after collections leads to, in their order.
final class SafetyNetTest {
  private static final long SECOND = 1_000_000_000;
  private static final long KIB = 1 << 10;

  private final MemoryLedger ledger = new MemoryLedger(1000 * KIB);
  private final AtomicLong clock = new AtomicLong();
  private final List<PipelineException> ends = new ArrayList<>();
  private final FakeHeap heap = new FakeHeap();
  private int asked;
  private final SafetyNet net =
      new SafetyNet(
          ledger,
          () -> {
            asked++;
            return heap;
          },
          clock::get,
          ends::add);

  private static final class FakeHeap implements Heap {
    private long left;
    private long collections;

    @Override
    public long afterCollection() {
      return left;
    }

    @Override
    public long most() {
      return 100;
    }

    @Override
    public long collections() {
      return collections;
    }
  }

  /// A collection leaves so much, and the net looks.
  private Map<String, Long> collected(long left) {
    heap.left = left;
    heap.collections++;
    return looked();
  }

  private Map<String, Long> looked() {
    clock.addAndGet(SECOND);
    net.look();
    return ledger.pressure().counts();
  }

  @Test
  void shortRunsDoNotAskAboutTheHeap() {
    clock.set(SECOND - 1);
    net.look();
    assertEquals(0, asked);
    clock.set(SECOND);
    net.look();
    net.look();
    assertEquals(1, asked);
  }

  @Test
  void eachCollectionThatLeavesTooMuchLeadsToTheNextDecision() {
    var emptied = new ArrayList<String>();
    ledger.pressure().cache(() -> emptied.add("cache"));
    var small = ledger.growing("small");
    assertTrue(small.grow(100 * KIB));
    var large = ledger.growing("large");
    assertTrue(large.grow(200 * KIB));

    assertEquals(Map.of(), collected(85));
    assertFalse(ledger.pressure().narrow());
    assertEquals(Map.of("fewerChunks", 1L), collected(86));
    assertTrue(ledger.pressure().narrow());
    assertEquals(Map.of("fewerChunks", 1L), looked(), "the same collection counts once");
    assertEquals(Map.of("fewerChunks", 1L, "cachesReleased", 1L), collected(90));
    assertEquals(List.of("cache"), emptied);

    assertEquals(1L, collected(90).get("statesRevoked"));
    assertTrue(small.grow(1), "the largest goes first");
    assertFalse(large.grow(1), "the largest must go to the disk");
    large.settle(0);
    assertTrue(large.grow(100 * KIB), "it has gone there and may grow again");
    assertEquals(2L, collected(90).get("statesRevoked"));
    assertFalse(small.grow(1));
    assertEquals(3L, collected(90).get("statesRevoked"));

    ledger.pressure().smallerChunks(() -> !emptied.remove("chunk"));
    assertEquals(3L, collected(97).get("statesRevoked"));
    assertEquals(1L, collected(98).get("smallerChunks"), "before the end");
    assertEquals(List.of(), ends);
    emptied.add("chunk");
    assertEquals(1L, collected(98).get("ended"));
    var reason = ends.getFirst();
    assertEquals("memory.heap", reason.code());
    assertEquals(PipelineException.Category.RESOURCE, reason.category());
  }

  @Test
  void theNextScanBeginsAsPlanned() {
    looked();
    collected(90);
    assertTrue(ledger.pressure().narrow());
    ledger.pressure().beginScan();
    assertFalse(ledger.pressure().narrow());
  }

  @Test
  void aHeapThatDoesNotSayIsNotAskedAgain() {
    var asks = new AtomicLong();
    var silent =
        new SafetyNet(
            ledger,
            () -> {
              asks.incrementAndGet();
              return null;
            },
            clock::get,
            ends::add);
    for (int i = 0; i < 5; i++) {
      clock.addAndGet(SECOND);
      silent.look();
    }
    assertEquals(1, asks.get());
  }

  @Test
  void theMachineIsKnown() {
    var machine = Machines.now();
    assertTrue(machine.physical() > 1L << 28, machine.toString());
    assertTrue(
        machine.allowed() > 0 && machine.allowed() <= machine.physical(), machine.toString());
    assertEquals(Runtime.getRuntime().maxMemory(), machine.heap());
    assertTrue(machine.heapAfterCollection() >= 0, machine.toString());
    var real = Machines.heap();
    assertTrue(real != null && real.most() > 0 && real.collections() >= 0);
    assertEquals(24576L << 10, Machines.physical("MemFree: 1 kB\nMemTotal:   24576 kB\n", 7));
    assertEquals(7, Machines.physical("", 7));
  }
}
