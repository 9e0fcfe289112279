package dev.weir.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
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
}
