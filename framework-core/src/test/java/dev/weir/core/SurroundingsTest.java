package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SurroundingsTest {
  @TempDir Path folder;

  @Test
  void foldersOfDeadRunsAreLeftBehindAndThoseOfLivingOnesAreNot() throws IOException {
    assertEquals(List.of(), Surroundings.leftBehind(folder));
    var dead = Files.createDirectory(folder.resolve("weir-run-1"));
    Files.createFile(dead.resolve("lock"));
    var unlocked = Files.createDirectory(folder.resolve("weir-run-2"));
    Files.setLastModifiedTime(unlocked, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
    Files.createDirectory(folder.resolve("weir-run-3"));
    Files.createDirectory(folder.resolve("other"));
    assertEquals(List.of(dead, unlocked), Surroundings.leftBehind(folder));
    try (var _ = RunDirectory.create(folder)) {
      assertEquals(List.of(), Surroundings.leftBehind(folder), "a run that starts removes them");
    }
  }

  @Test
  void theMachineHasMemoryOfWhichNoMoreThanAllIsAllowed() {
    var machine = Surroundings.machine();
    assertTrue(machine.heap() > 0);
    assertTrue(machine.allowed() <= machine.physical(), machine::toString);
  }
}
