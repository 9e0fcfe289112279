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
import org.jspecify.annotations.Nullable;

/// SHA-256 over how the input is read (options and query) and, file by file in order, its name
/// without folders and its bytes. Reads every byte once, on the first call; measured 0.7 GB/s on a
/// busy machine whose processor has SHA instructions.
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
      var buffer = new byte[1 << 16];
      for (var file : files) {
        frame(all, String.valueOf(file.getFileName()));
        var one = MessageDigest.getInstance("SHA-256");
        try (var in = Files.newInputStream(file)) {
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            one.update(buffer, 0, n);
            if (Thread.currentThread().isInterrupted()) {
              throw new PipelineException(
                  PipelineException.Category.CANCELLED,
                  "source.cancelled",
                  "reading " + file + " was interrupted");
            }
          }
        }
        all.update(one.digest());
      }
      return "sha256:" + HexFormat.of().formatHex(all.digest());
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

  /// Length, then content, so that no two lists of texts give the same bytes.
  private static void frame(MessageDigest digest, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
