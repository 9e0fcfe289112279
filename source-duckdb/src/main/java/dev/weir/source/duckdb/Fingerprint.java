package dev.weir.source.duckdb;

import dev.weir.api.PipelineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Names what an input gives: a digest over how it is read (options and query) and, file by file in
/// order, its name without folders, its length and two checksums of its bytes, CRC-32 and CRC-32C,
/// of different polynomials: of two files that differ, one pair in 2^64 goes unseen. It tells
/// whether a file changed; it is no proof against somebody who makes a file to fit. Reads every
/// byte once, on the first call, at several gigabytes a second from the file cache.
final class Fingerprint {
  private final List<Path> files;
  private final String reading;
  private @Nullable String text;

  /// @param reading whatever else decides the rows: options, query, table
  Fingerprint(List<Path> files, String reading) {
    this.files = List.copyOf(files);
    this.reading = reading;
  }

  synchronized String text() {
    var known = text;
    if (known == null) {
      known = compute();
      text = known;
    }
    return known;
  }

  private String compute() {
    try {
      var all = MessageDigest.getInstance("SHA-256");
      frame(all, reading);
      var buffer = new byte[1 << 18];
      for (var file : files) {
        frame(all, String.valueOf(file.getFileName()));
        frame(all, content(file, buffer));
      }
      return "content:" + HexFormat.of().formatHex(all.digest());
    } catch (IOException e) {
      throw new PipelineException(
          PipelineException.Category.DATA,
          "source.io",
          "the input cannot be read for its fingerprint: " + e.getMessage(),
          e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String content(Path file, byte[] buffer) throws IOException {
    var crc32 = new CRC32();
    var crc32c = new CRC32C();
    long length = 0;
    try (var in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc32.update(buffer, 0, n);
        crc32c.update(buffer, 0, n);
        length += n;
        if (Thread.currentThread().isInterrupted()) {
          throw new PipelineException(
              PipelineException.Category.CANCELLED,
              "source.cancelled",
              "reading " + file + " was interrupted");
        }
      }
    }
    return length + " " + crc32.getValue() + " " + crc32c.getValue();
  }

  /// Length, then content, so that no two lists of texts give the same bytes.
  private static void frame(MessageDigest digest, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
