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

  /// A file of the jar, in one piece of the size that the jar names; null if there is no jar, or
  /// none in it.
  static byte @Nullable [] bytes(@Nullable ZipFile jar, String name) throws IOException {
    var entry = jar == null ? null : jar.getEntry(name);
    if (jar == null || entry == null) {
      return null;
    }
    try (var in = jar.getInputStream(entry)) {
      return in.readNBytes((int) Math.min(entry.getSize(), IndexFile.MOST_BYTES + 1));
    }
  }

  /// All that comes; null if nothing can.
  static byte @Nullable [] bytes(@Nullable InputStream in) throws IOException {
    try (in) {
      return in == null ? null : in.readNBytes(IndexFile.MOST_BYTES + 1);
    }
  }

  /// @param bytes the index; null if there is none
  static FoundPlugin read(
      byte @Nullable [] bytes, String provider, String location, Callable<DomainPlugin> start) {
    var name = PluginIndex.resource(provider);
    if (bytes == null) {
      return failed(provider, location, "it has no " + name);
    }
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
