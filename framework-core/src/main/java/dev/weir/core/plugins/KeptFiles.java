package dev.weir.core.plugins;

import dev.weir.api.plugin.IndexFile;
import dev.weir.api.plugin.PluginIndex;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Copies of the small files of a plugins folder in one, so that who lists plugins opens one file
/// in place of two for each. Written by who installs and removes. A copy counts only while its file
/// has the length and the time of change that it was taken at; otherwise the file itself is read.
/// What is started is checked against the lock file itself, never against a copy.
final class KeptFiles {
  static final String NAME = ".weir-plugins";

  private static final int FORM = 0x57504b31; // WPK1

  /// @param from where in `bytes` it begins
  private record Copy(int size, long modified, int from) {}

  private final File folder;
  private final byte[] bytes;
  private final Map<String, Copy> copies = new HashMap<>();

  private KeptFiles(Path folder, byte[] bytes) {
    this.folder = folder.toFile();
    this.bytes = bytes;
  }

  /// Those that are kept in a folder of plugins; none if they cannot be read.
  static KeptFiles in(Path folder) {
    var file = folder.resolve(NAME);
    try {
      if (Files.exists(file)) {
        var kept = new KeptFiles(folder, WholeFile.read(file.toFile()));
        kept.read();
        return kept;
      }
    } catch (IOException | RuntimeException e) {
      // Slower, but no plugin is lost.
      System.getLogger(KeptFiles.class.getName())
          .log(System.Logger.Level.DEBUG, "{0} cannot be read: {1}", file, e);
    }
    return new KeptFiles(folder, new byte[0]);
  }

  private void read() throws IOException {
    var in = ByteBuffer.wrap(bytes);
    if (in.getInt() != FORM || in.getInt() != crc(bytes)) {
      throw new IOException("it is damaged, or of another version of Weir");
    }
    while (in.hasRemaining()) {
      var name = new byte[in.getShort()];
      in.get(name);
      var copy = new Copy(in.getInt(), in.getLong(), in.position());
      in.position(copy.from + copy.size);
      copies.put(new String(name, StandardCharsets.UTF_8), copy);
    }
  }

  /// Of all that follows form and checksum.
  private static int crc(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes, 8, bytes.length - 8);
    return (int) crc.getValue();
  }

  /// A file as text.
  ///
  /// @param path `PLUGIN/FILE`
  String text(String path) throws IOException {
    var copy = copy(path);
    return copy == null
        ? new String(WholeFile.read(new File(folder, path)), StandardCharsets.UTF_8)
        : new String(bytes, copy.from, copy.size, StandardCharsets.UTF_8);
  }

  /// The indexes of a file.
  ///
  /// @param path `PLUGIN/FILE`
  List<PluginIndex> indexes(String path) throws IOException {
    var copy = copy(path);
    return copy == null
        ? IndexFile.read(WholeFile.read(new File(folder, path)))
        : IndexFile.read(bytes, copy.from, copy.from + copy.size);
  }

  private @Nullable Copy copy(String path) {
    var copy = copies.get(path);
    if (copy == null) {
      return null;
    }
    var file = new File(folder, path);
    return file.length() == copy.size && file.lastModified() == copy.modified ? copy : null;
  }

  /// Keeps these files, and no others.
  ///
  /// @param paths of each `PLUGIN/FILE`
  static void write(Path folder, Collection<String> paths) throws IOException {
    var body = new ByteArrayOutputStream();
    var out = new DataOutputStream(body);
    out.writeInt(FORM);
    out.writeInt(0);
    for (var path : paths) {
      var name = path.getBytes(StandardCharsets.UTF_8);
      var file = folder.resolve(path);
      long modified = Files.getLastModifiedTime(file).toMillis();
      var content = Files.readAllBytes(file);
      out.writeShort(name.length);
      out.write(name);
      out.writeInt(content.length);
      out.writeLong(modified);
      out.write(content);
    }
    var all = body.toByteArray();
    ByteBuffer.wrap(all).putInt(4, crc(all));
    var fresh = Files.createTempFile(folder, NAME, ".new");
    try {
      Files.write(fresh, all);
      Files.move(fresh, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
