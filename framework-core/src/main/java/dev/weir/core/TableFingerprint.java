package dev.weir.core;

import dev.weir.api.Table;
import dev.weir.core.keys.KeyEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names the content of a table: SHA-256 of its columns' names and types and of all cells.
final class TableFingerprint {
  private TableFingerprint() {}

  static String of(Table table) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(table.schema().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      var encoder = new KeyEncoder(table.schema().columns().toList());
      table.forEachChunk(chunk -> {
        for (int r = 0; r < chunk.rows(); r++) {
          encoder.encode(chunk, r);
          digest.update(encoder.bytes(), 0, encoder.length());
        }
      });
      return "sha256:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
