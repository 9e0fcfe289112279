package dev.weir.core;

import dev.weir.api.PipelineException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A folder for one run's temporary files, private to its user, removed with the run. A run that
/// died leaves its folder without a lock; the next run to start beside it removes it.
final class RunDirectory implements AutoCloseable {
  private static final String PREFIX = "weir-run-";
  private static final String LOCK = "lock";
  private static final Duration GRACE = Duration.ofMinutes(1);

  /// Folders of runs of this process. Their locks must not even be looked at: on POSIX systems a
  /// process loses its lock on a file when it closes any of its channels to it.
  private static final Set<Path> LIVING = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel lock;

  private RunDirectory(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /// Makes a folder below `parent`, and removes those of dead runs there.
  static RunDirectory create(Path parent) {
    try {
      Files.createDirectories(parent);
      removeDead(parent);
      var folder = Files.createTempDirectory(parent, PREFIX).toRealPath();
      LIVING.add(folder);
      return new RunDirectory(folder, lock(folder));
    } catch (IOException e) {
      throw new PipelineException(
          PipelineException.Category.USER,
          "spill.directory",
          "cannot make a folder for temporary files in '"
              + parent
              + "': "
              + e
              + "; choose another by setting TMPDIR",
          e);
    }
  }

  /// The lock has its name only when it is held, so that a run that starts meanwhile does not take
  /// this one for dead.
  private static FileChannel lock(Path folder) throws IOException {
    var made = folder.resolve(LOCK + ".new");
    var lock = FileChannel.open(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    Files.move(made, folder.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
    return lock;
  }

  /// The folder.
  Path path() {
    return folder;
  }

  private static void removeDead(Path parent) throws IOException {
    for (var folder : dead(parent)) {
      delete(folder);
    }
  }

  /// Folders of dead runs below `parent`, in order of their names.
  static List<Path> dead(Path parent) throws IOException {
    var dead = new ArrayList<Path>();
    try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (var folder : folders) {
        if (isDead(folder)) {
          dead.add(folder);
        }
      }
    }
    Collections.sort(dead);
    return dead;
  }

  private static boolean isDead(Path folder) throws IOException {
    if (isLiving(folder)) {
      return false;
    }
    try (var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (NoSuchFileException e) {
      return isOld(folder);
    } catch (OverlappingFileLockException | AccessDeniedException e) {
      // Held by this very process, or another user's: not ours to remove.
      return false;
    }
  }

  private static boolean isLiving(Path folder) throws IOException {
    try {
      return LIVING.contains(folder.toRealPath());
    } catch (NoSuchFileException e) {
      return true; // gone
    }
  }

  /// Without a lock a run was killed before it had one, is about to make it, or is just being
  /// removed, by itself or by another run that starts.
  private static boolean isOld(Path folder) throws IOException {
    try {
      return Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(GRACE));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException failed)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() {
    try {
      lock.close();
      delete(folder);
      LIVING.remove(folder);
    } catch (IOException e) {
      throw new PipelineException(
          PipelineException.Category.RESOURCE,
          "spill.remove",
          "cannot remove the temporary folder '" + folder + "': " + e,
          e);
    }
  }
}
