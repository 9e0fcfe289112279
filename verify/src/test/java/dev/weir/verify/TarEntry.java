package dev.weir.verify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;

/// What a header of a tar archive says of a file or folder.
record TarEntry(String name, int mode, int user, int group, long size, long time, long crc) {
  private static final int BLOCK = 512;

  /// All of an archive, in its order. Names of more than 100 bytes are in an entry of their own
  /// before (type L, of GNU).
  static List<TarEntry> of(Path archive) throws IOException {
    var entries = new ArrayList<TarEntry>();
    try (var in =
        new BufferedInputStream(
            new GZIPInputStream(Files.newInputStream(archive), 1 << 16), 1 << 16)) {
      var longName = "";
      while (true) {
        var header = in.readNBytes(BLOCK);
        if (header.length < BLOCK || header[0] == 0) {
          return entries;
        }
        long size = octal(header, 124, 12);
        var crc = new CRC32();
        var content = new byte[1 << 16];
        var name = new StringBuilder();
        for (long left = size; left > 0; ) {
          int read = in.readNBytes(content, 0, (int) Math.min(left, content.length));
          crc.update(content, 0, read);
          name.append(new String(content, 0, Math.min(read, 4096), StandardCharsets.UTF_8));
          name.setLength(Math.min(name.length(), 4096));
          left -= read;
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        if (header[156] == 'L') {
          longName = name.toString().replace("\0", "");
          continue;
        }
        entries.add(
            new TarEntry(
                longName.isEmpty() ? text(header, 0, 100) : longName,
                (int) octal(header, 100, 8) & 0777,
                (int) octal(header, 108, 8),
                (int) octal(header, 116, 8),
                size,
                octal(header, 136, 12),
                crc.getValue()));
        longName = "";
      }
    }
  }

  private static String text(byte[] header, int offset, int length) {
    return new String(header, offset, length, StandardCharsets.UTF_8).replaceFirst("\0.*", "");
  }

  private static long octal(byte[] header, int offset, int length) {
    var digits = text(header, offset, length).strip();
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }
}
