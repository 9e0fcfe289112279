package dev.weir.core.discovery;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ActivationTest {
  @Test
  void onePluginThatBlocksDoesNotBlockTheRun() {
    var never = new CountDownLatch(1);
    var e =
        assertThrows(
            IllegalStateException.class,
            () ->
                Activation.within(
                    Duration.ofMillis(50),
                    () -> {
                      never.await();
                      throw new AssertionError();
                    }));
    assertTrue(String.valueOf(e.getMessage()).contains("blocks"), e.getMessage());
  }

  @Test
  void aNewerJavaIsCalledSo() {
    var failure = new UnsupportedClassVersionError("org/bad/Plugin");
    assertTrue(Activation.reason(failure).contains("compiled for a newer Java"));
    assertTrue(Activation.cure(failure).contains("use a newer Java"));
  }
}
