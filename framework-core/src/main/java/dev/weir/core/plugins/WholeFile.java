package dev.weir.core.plugins;

import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;

/// Files read as a whole, at the start of a process.
public final class WholeFile {
  /// Of this size, Java copies through its stack. For more it takes native memory of the size of
  /// what is asked for, and pages that are touched for the first time cost more than the reading.
  private static final int PIECE = 8192;

  private WholeFile() {}

  /// The bytes of a file.
  public static byte[] read(File file) throws IOException {
    try (var in = new FileInputStream(file)) {
      var bytes = new byte[Math.toIntExact(file.length())];
      for (int at = 0; at < bytes.length; ) {
        int read = in.read(bytes, at, Math.min(PIECE, bytes.length - at));
        if (read < 0) {
          throw new EOFException(file + " became shorter while it was read");
        }
        at += read;
      }
      return bytes;
    }
  }
}
