package dev.weir.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MemoryLedgerTest {
  private final MemoryLedger ledger = new MemoryLedger(100);

  @Test
  void neverHoldsMoreThanTheBudget() throws Exception {
    try (var pool = Executors.newFixedThreadPool(8)) {
      for (var done : pool.invokeAll(Collections.nCopies(8, this::reserveAndRelease))) {
        done.get();
      }
    }
    assertTrue(ledger.status().peak() <= 100, ledger.status().toString());
    assertEquals(0, ledger.status().reserved());
  }

  private Object reserveAndRelease() throws InterruptedException {
    var account = ledger.account("test");
    for (int n = 0; n < 5_000; n++) {
      account.await(1 + n % 30, Long.MAX_VALUE, () -> false);
      account.close();
    }
    return account;
  }

  @Test
  void statesDoNotWaitAndSayWhatTheyAreFor() {
    var states = ledger.account("a block's states");
    states.reserve(90);
    var full = assertThrows(PipelineException.class, () -> states.reserve(11));
    assertEquals("memory.budget", full.code());
    assertTrue(
        full.getMessage().startsWith("a block's states needs 1 KiB more"), full.getMessage());
    assertEquals(90, states.held());
    states.settle(20);
    assertEquals(80, ledger.status().free());
    states.close();
    assertEquals(0, ledger.status().reserved());
  }

  @Test
  void someIsTheLeastAndHalfOfWhatIsFreeBesides() {
    var account = ledger.account("a call");
    assertEquals(60, account.reserveSome(20, 1000));
    assertEquals(30, account.reserveSome(20, 30));
    assertEquals(10, account.reserveSome(10, 10));
    assertThrows(PipelineException.class, () -> account.reserveSome(1, 1000));
    assertEquals(100, account.held());
  }

  @Test
  void chunksWaitForRoomWithinTheirShare() throws Exception {
    var chunks = ledger.account("chunks");
    assertTrue(chunks.await(40, 50, () -> true));
    assertFalse(chunks.await(20, 50, () -> true));
    var waiting = new CountDownLatch(1);
    var waiter =
        Thread.ofPlatform()
            .start(() -> {
              try {
                chunks.await(
                    20,
                    50,
                    () -> {
                      waiting.countDown();
                      return false;
                    });
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    waiting.await();
    chunks.release(40);
    waiter.join();
    assertEquals(20, chunks.held());
  }

  /// All kinds of holders at once, none of which looks at the others.
  @Test
  void holdsToTheBudgetWhateverItsHoldersDo() throws Exception {
    var crowded = new MemoryLedger(4 << 20, 2 << 20);
    var highest = new AtomicLong();
    // One thread alone comes close to the budget with what is held besides, however they meet.
    try (var besides = crowded.account("held besides");
        var pool = Executors.newFixedThreadPool(8)) {
      besides.reserve(5 << 19);
      var tasks = new ArrayList<Callable<Object>>();
      for (int n = 0; n < 8; n++) {
        int seed = n;
        tasks.add(() -> crowded.work(() -> hold(crowded, new Random(seed), highest)));
      }
      for (var done : pool.invokeAll(tasks)) {
        done.get();
      }
    }
    assertTrue(highest.get() <= 4 << 20, "held " + highest);
    assertTrue(crowded.status().peak() > 3 << 20, crowded.status().toString());
    assertEquals(0, crowded.status().reserved());
    assertTrue(crowded.pressure().counts().get("statesSpilled") > 0);
  }

  private static boolean hold(MemoryLedger crowded, Random random, AtomicLong highest) {
    for (int n = 0; n < 500; n++) {
      try (var state = crowded.growing("state");
          var fixed = crowded.account("fixed")) {
        var part = state.part("part");
        for (int i = 0; i < 20; i++) {
          if (!part.grow(random.nextInt(100_000))) {
            part.settle(0);
          }
          fixed.settle(random.nextInt(1 << 20));
          highest.accumulateAndGet(crowded.status().reserved(), Math::max);
        }
      } catch (PipelineException full) {
        assertEquals("memory.budget", full.code());
      }
    }
    return true;
  }

  @Test
  void aStateWaitsForThreadsAtWorkAndNoLonger() throws Exception {
    var chunk = ledger.account("a chunk");
    chunk.reserve(60);
    var folding = new CountDownLatch(1);
    var foldOn = new CountDownLatch(1);
    try (var pool = Executors.newFixedThreadPool(2)) {
      var folds = pool.submit(() -> ledger.work(() -> foldAndRelease(chunk, folding, foldOn)));
      folding.await();
      var state = ledger.account("a state");
      var waits = pool.submit(() -> state.reserve(70));
      while (!ledger.pressure().narrow()) {
        Thread.onSpinWait();
      }
      assertFalse(waits.isDone());
      foldOn.countDown();
      folds.get();
      waits.get();
      assertEquals(70, ledger.status().reserved());
      assertThrows(PipelineException.class, () -> state.reserve(31), "nobody is at work");
      assertEquals(Map.of("fewerChunks", 1L), ledger.pressure().counts());
    }
  }

  private static boolean foldAndRelease(
      MemoryLedger.Account chunk, CountDownLatch folding, CountDownLatch foldOn) {
    folding.countDown();
    try {
      foldOn.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    chunk.release(60);
    return true;
  }
}
