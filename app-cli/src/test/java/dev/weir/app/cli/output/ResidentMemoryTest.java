package dev.weir.app.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ResidentMemoryTest {
  @Test
  void theFigureIsThatOfTheSystem() {
    assertEquals(
        OptionalLong.of(262_660_096),
        ResidentMemory.peakBytes("Name:\tjava\nVmPeak:\t 9999 kB\nVmHWM:\t  256504 kB\n"));
    assertEquals(OptionalLong.empty(), ResidentMemory.peakBytes("Name:\tjava\n"));
  }

  @Test
  void aSystemThatCountsGivesAFigure() {
    boolean counts = Files.exists(Path.of("/proc/self/status"));
    assertEquals(counts, ResidentMemory.peakBytes().isPresent());
    assertTrue(ResidentMemory.peakBytes().orElse(Long.MAX_VALUE) > 10 << 20);
  }
}
