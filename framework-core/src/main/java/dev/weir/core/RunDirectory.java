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
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/// A folder for one run's temporary files, private to its user, removed with the run. A run that
/// died leaves its folder without a lock; the next run to start beside it removes it.
final class RunDirectory implements AutoCloseable {
  private static final String PREFIX = "weir-run-";
  private static final String LOCK = "lock";
  private static final Duration GRACE = Duration.ofMinutes(1);

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
      var folder = Files.createTempDirectory(parent, PREFIX);
      var lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
      return new RunDirectory(folder, lock);
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

  /// The folder.
  Path path() {
    return folder;
  }

  private static void removeDead(Path parent) throws IOException {
    try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (var folder : folders) {
        if (isDead(folder)) {
          delete(folder);
        }
      }
    }
  }

  private static boolean isDead(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (NoSuchFileException e) {
      // Killed before it had its lock, or about to make it.
      return Files.exists(folder)
          && Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(GRACE));
    } catch (OverlappingFileLockException | AccessDeniedException e) {
      // Held by this very process, or another user's: not ours to remove.
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
    } catch (IOException e) {
      throw new PipelineException(
          PipelineException.Category.RESOURCE,
          "spill.remove",
          "cannot remove the temporary folder '" + folder + "': " + e,
          e);
    }
  }
}
