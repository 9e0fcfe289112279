package dev.weir.core.discovery;

import dev.weir.api.DomainPlugin;
import dev.weir.api.plugin.IndexFile;
import dev.weir.api.plugin.MalformedIndexException;
import dev.weir.api.plugin.PluginIndex;
import dev.weir.core.plugins.PluginState;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// From the bytes of an index to a plugin, or to one that says what is wrong with them.
final class IndexReading {
  static final String CURE =
      "build the plugin again, with weir-framework-processor, or install another version";

  private IndexReading() {}

  /// A jar, opened the plainest way: who asks a class loader or a module has its manifest and its
  /// signatures looked at too.
  ///
  /// @return null if no file is there
  static @Nullable ZipFile jar(String location) throws IOException {
    var file = new File(location);
    return file.isFile() ? new ZipFile(file) : null;
  }

  /// A file of the jar; null if there is no jar, or none in it.
  static @Nullable InputStream in(@Nullable ZipFile jar, String name) throws IOException {
    var entry = jar == null ? null : jar.getEntry(name);
    return jar == null || entry == null ? null : jar.getInputStream(entry);
  }

  /// @param in the index; null if there is none
  static FoundPlugin read(
      @Nullable InputStream in, String provider, String location, Callable<DomainPlugin> start)
      throws IOException {
    var name = PluginIndex.resource(provider);
    if (in == null) {
      return failed(provider, location, "it has no " + name);
    }
    var bytes = in.readNBytes(IndexFile.MOST_BYTES + 1);
    if (bytes.length > IndexFile.MOST_BYTES) {
      return failed(provider, location, name + " has more than " + IndexFile.MOST_BYTES + " bytes");
    }
    try {
      for (var index : IndexFile.read(bytes)) {
        if (index.provider().equals(provider)) {
          return FoundPlugin.of(index, location, start);
        }
      }
      return failed(provider, location, name + " is of another plugin");
    } catch (MalformedIndexException e) {
      return failed(provider, location, name + ": " + e.getMessage());
    }
  }

  private static FoundPlugin failed(String provider, String location, String reason) {
    return FoundPlugin.broken(provider, location, PluginState.FAILED, reason, CURE);
  }
}
