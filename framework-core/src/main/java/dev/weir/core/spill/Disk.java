package dev.weir.core.spill;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The file system as spilling sees it; tests put one in its place that is full or broken.
interface Disk {
  /// The real one.
  Disk SYSTEM =
      new Disk() {
        @Override
        public WritableByteChannel create(Path file) throws IOException {
          return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        public SeekableByteChannel open(Path file) throws IOException {
          return FileChannel.open(file, StandardOpenOption.READ);
        }

        @Override
        public void delete(Path file) throws IOException {
          Files.deleteIfExists(file);
        }

        @Override
        public long usable(Path folder) throws IOException {
          return Files.getFileStore(folder).getUsableSpace();
        }
      };

  /// Makes a file, which must not be there yet.
  WritableByteChannel create(Path file) throws IOException;

  /// Opens a file from its beginning.
  SeekableByteChannel open(Path file) throws IOException;

  /// Removes a file if it is there.
  void delete(Path file) throws IOException;

  /// Bytes that may still be written in a folder, as far as the file system knows.
  long usable(Path folder) throws IOException;
}
