package dev.weir.core.discovery;

import dev.weir.api.plugin.IndexFile;
import dev.weir.api.plugin.MalformedIndexException;
import dev.weir.api.plugin.PluginIndex;
import dev.weir.core.plugins.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;

/// The indexes of all plugins of a bundle in one file, so that no jar has to be opened: how many,
/// then of each the provider's name, the jar's length and time of change, then the indexes. An
/// entry whose jar has another length or time counts for nothing, and the jar is asked itself.
public final class MergedIndex {
  static final MergedIndex NONE = new MergedIndex(Map.of());

  private static final String FILE = "weir.index";

  private record Entry(PluginIndex index, long size, long modified) {}

  private final Map<String, Entry> entries;

  private MergedIndex(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /// The one that the system property `weir.index` names, which the launcher of a bundle sets.
  static MergedIndex ofThisProgram() {
    var file = System.getProperty(FILE, "");
    if (file.isEmpty()) {
      return NONE;
    }
    try {
      return read(WholeFile.read(new File(file)));
    } catch (IOException | RuntimeException e) {
      // Slower, but no tool is lost.
      System.getLogger(MergedIndex.class.getName())
          .log(System.Logger.Level.DEBUG, "the merged index {0} cannot be read: {1}", file, e);
      return NONE;
    }
  }

  static MergedIndex read(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    int count = in.getInt();
    var providers = new ArrayList<String>();
    var times = new ArrayList<long[]>();
    for (int i = 0; i < count; i++) {
      var name = new byte[in.getShort()];
      in.get(name);
      providers.add(new String(name, StandardCharsets.UTF_8));
      times.add(new long[] {in.getLong(), in.getLong()});
    }
    var indexes = IndexFile.read(bytes, in.position(), bytes.length);
    if (indexes.size() != count) {
      throw new MalformedIndexException(count + " plugins, but " + indexes.size() + " indexes");
    }
    var entries = new HashMap<String, Entry>();
    for (int i = 0; i < count; i++) {
      entries.put(providers.get(i), new Entry(indexes.get(i), times.get(i)[0], times.get(i)[1]));
    }
    return new MergedIndex(entries);
  }

  /// The index of a plugin, if its jar is the one that it was taken from.
  ///
  /// @param jar path of the jar; anything else is none
  Optional<PluginIndex> of(String provider, String jar) {
    var entry = entries.get(provider);
    if (entry == null) {
      return Optional.empty();
    }
    var file = new File(jar);
    return file.length() == entry.size && file.lastModified() == entry.modified
        ? Optional.of(entry.index)
        : Optional.empty();
  }

  /// Makes the merged index of the jars of a folder.
  ///
  /// @throws MalformedIndexException if one of them is broken
  public static byte[] of(Path folder) throws IOException {
    var head = new ByteArrayOutputStream();
    var body = new ByteArrayOutputStream();
    var out = new DataOutputStream(head);
    int count = 0;
    List<Path> jars;
    try (var files = Files.list(folder)) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    for (var jar : jars) {
      try (var file = new JarFile(jar.toFile())) {
        for (var entry :
            file.stream().sorted(java.util.Comparator.comparing(Object::toString)).toList()) {
          var name = entry.getName();
          if (name.startsWith("META-INF/weir/") && name.endsWith(".index")) {
            var bytes = file.getInputStream(entry).readAllBytes();
            for (var index : IndexFile.read(bytes)) {
              var provider = index.provider().getBytes(StandardCharsets.UTF_8);
              out.writeShort(provider.length);
              out.write(provider);
              out.writeLong(Files.size(jar));
              out.writeLong(jar.toFile().lastModified());
              count++;
            }
            body.writeBytes(bytes);
          }
        }
      }
    }
    var all = new ByteArrayOutputStream();
    all.writeBytes(ByteBuffer.allocate(4).putInt(count).array());
    all.writeBytes(head.toByteArray());
    all.writeBytes(body.toByteArray());
    return all.toByteArray();
  }

  /// Writes `weir.index` into a folder of jars.
  ///
  /// @param folder one argument: the folder
  public static void main(String[] folder) throws IOException {
    var lib = Path.of(folder[0]);
    Files.write(lib.resolve(FILE), of(lib));
  }
}
