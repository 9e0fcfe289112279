package dev.weir.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoryTest {
  @TempDir private Path parent;

  @Test
  void isPrivateAndGoneAfterTheRun() throws Exception {
    Path folder;
    try (var directory = RunDirectory.create(parent)) {
      folder = directory.path();
      assertEquals(
          "rwx------",
          java.nio.file.attribute.PosixFilePermissions.toString(
              Files.getPosixFilePermissions(folder)));
      Files.createDirectories(folder.resolve("a/b"));
      Files.writeString(folder.resolve("a/b/spill"), "x");
    }
    assertFalse(Files.exists(folder));
  }

  @Test
  void nextRunRemovesFoldersOfDeadRunsAndLeavesThoseOfLivingOnes() throws Exception {
    var dead = Files.createDirectory(parent.resolve("weir-run-dead"));
    Files.writeString(dead.resolve("lock"), "");
    Files.writeString(dead.resolve("spill"), "x");
    var early = Files.createDirectory(parent.resolve("weir-run-early"));
    Files.setLastModifiedTime(early, FileTime.from(Instant.now().minusSeconds(3600)));
    var starting = Files.createDirectory(parent.resolve("weir-run-starting"));
    var other = Files.createDirectory(parent.resolve("something-else"));
    try (var living = RunDirectory.create(parent);
        var next = RunDirectory.create(parent)) {
      assertFalse(Files.exists(dead));
      assertFalse(Files.exists(early));
      assertTrue(Files.exists(starting));
      assertTrue(Files.exists(living.path()));
      assertTrue(Files.exists(next.path()));
      assertTrue(Files.exists(other));
    }
  }

  @Test
  void manyStartAndEndAtOnce() throws Exception {
    try (var pool = Executors.newFixedThreadPool(8)) {
      var runs = new ArrayList<Future<?>>();
      for (int i = 0; i < 400; i++) {
        runs.add(
            pool.submit(() -> {
              try (var directory = RunDirectory.create(parent)) {
                Files.writeString(directory.path().resolve("spill"), "x");
                assertTrue(Files.exists(directory.path().resolve("lock")));
              }
              return null;
            }));
      }
      for (var run : runs) {
        run.get();
      }
    }
    try (var left = Files.list(parent)) {
      assertEquals(List.of(), left.toList());
    }
  }

  /// A second run of the same process must not cost the first one its lock in the eyes of others.
  @Test
  void anotherProcessSeesTheLockAfterASecondRunOfThisOne() throws Exception {
    try (var first = RunDirectory.create(parent)) {
      RunDirectory.create(parent).close();
      var probe = parent.resolve("Probe.java");
      Files.writeString(
          probe,
          """
          import java.nio.channels.FileChannel;
          import java.nio.file.*;
          class Probe {
            public static void main(String[] file) throws Exception {
              try (var channel = FileChannel.open(Path.of(file[0]), StandardOpenOption.WRITE)) {
                System.out.print(channel.tryLock() == null ? "held" : "free");
              }
            }
          }
          """);
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      var process =
          new ProcessBuilder(java, probe.toString(), first.path().resolve("lock").toString())
              .redirectErrorStream(true)
              .start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals("held", said);
    }
  }

  /// Numbers of processes are used again; only the lock says who lives. So a folder that names a
  /// living process is removed if its lock is free, and one that names a dead process is kept while
  /// somebody holds its lock.
  @Test
  void aNumberOfAProcessThatIsUsedAgainMisleadsNobody() throws Exception {
    var holder = parent.resolve("Holder.java");
    Files.writeString(
        holder,
        """
        import java.nio.channels.FileChannel;
        import java.nio.file.*;
        class Holder {
          public static void main(String[] file) throws Exception {
            try (var channel = FileChannel.open(Path.of(file[0]), StandardOpenOption.WRITE)) {
              channel.lock();
              System.out.println("held");
              System.in.read();
            }
          }
        }
        """);
    var gone = new ProcessBuilder("true").start();
    gone.waitFor();
    var living = Files.createDirectory(parent.resolve("weir-run-" + gone.pid()));
    Files.writeString(living.resolve("lock"), Long.toString(gone.pid()));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(java, holder.toString(), living.resolve("lock").toString()).start();
    try (var said = process.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("held", said.readLine());
      var dead = Files.createDirectory(parent.resolve("weir-run-" + process.pid()));
      Files.writeString(dead.resolve("lock"), Long.toString(process.pid()));
      Files.writeString(dead.resolve("spill"), "x");
      RunDirectory.create(parent).close();
      assertFalse(Files.exists(dead), "its process number belongs to another now");
      assertTrue(Files.exists(living), "somebody holds its lock");
    } finally {
      process.destroyForcibly();
    }
    process.waitFor();
    RunDirectory.create(parent).close();
    assertFalse(Files.exists(living), "the lock goes with the process");
  }

  @Test
  void folderThatCannotBeMadeIsAnErrorThatNamesIt() throws Exception {
    var file = Files.writeString(parent.resolve("file"), "x");
    var error = assertThrows(PipelineException.class, () -> RunDirectory.create(file));
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
  }
}
