package dev.weir.core.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The file system as checkpoints see it; tests put one in its place that is full or broken.
public interface Storage {
  /// The real one. Files are their owner's alone, since they hold what the input holds.
  Storage SYSTEM =
      new Storage() {
        private FileAttribute<?>[] mode(Path file, String permissions) {
          boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
          return posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
              }
              : new FileAttribute<?>[0];
        }

        @Override
        public void makeFolder(Path folder) throws IOException {
          Files.createDirectories(folder, mode(folder, "rwx------"));
        }

        @Override
        public WritableByteChannel create(Path file) throws IOException {
          var options =
              Set.of(
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE);
          return FileChannel.open(file, options, mode(file, "rw-------"));
        }

        @Override
        public ReadableByteChannel open(Path file) throws IOException {
          return FileChannel.open(file, StandardOpenOption.READ);
        }

        @Override
        public void force(Path file) throws IOException {
          var how = Files.isDirectory(file) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
          try (var channel = FileChannel.open(file, how)) {
            channel.force(true);
          }
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
          Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
      };

  /// Makes a folder, and those above it, if they are not there.
  void makeFolder(Path folder) throws IOException;

  /// Makes a file, empty if it was there.
  WritableByteChannel create(Path file) throws IOException;

  /// Opens a file from its beginning.
  ReadableByteChannel open(Path file) throws IOException;

  /// Brings a file's content, or a folder's names, to the disk.
  void force(Path file) throws IOException;

  /// Gives a file another name in one step, in place of what had it.
  void rename(Path from, Path to) throws IOException;
}
