package dev.weir.core.plugins;

import dev.weir.api.PipelineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// Looks at a jar that came from elsewhere before anything else does: every byte of it, within
/// limits.
final class JarCheck {
  private static final int MOST_ENTRIES = 200_000;
  private static final long MOST_BYTES = 4L << 30;

  /// Beyond this many bytes an entry must not be this many times as large as its packed form.
  private static final long SMALL = 16 << 20;

  private static final int MOST_RATIO = 200;

  /// Packages of the host; a copy of them within a plugin would be other classes of the same name.
  private static final List<String> HOST =
      List.of("dev/weir/api/", "dev/weir/numerics/", "dev/weir/core/", "dev/weir/tck/");

  private JarCheck() {}

  /// @throws PipelineException USER saying what is wrong with it
  static void check(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw wrong(jar, Files.exists(jar) ? "it is no file" : "there is no such file");
    }
    try (var file = new JarFile(jar.toFile())) {
      long total = 0;
      if (file.size() > MOST_ENTRIES) {
        throw wrong(jar, "it has " + file.size() + " entries, allowed are " + MOST_ENTRIES);
      }
      for (var entries = file.entries(); entries.hasMoreElements(); ) {
        var entry = entries.nextElement();
        name(jar, entry.getName());
        total += size(jar, file, entry, total);
      }
    } catch (IOException e) {
      throw wrong(jar, "it is no whole jar: " + e.getMessage());
    }
  }

  private static void name(Path jar, String name) {
    for (var host : HOST) {
      if (name.startsWith(host) && name.endsWith(".class")) {
        throw wrong(
            jar,
            "it bundles "
                + host.replace('/', '.')
                + "*, which Weir has: leave out what Weir provides (scope provided)");
      }
    }
  }

  /// Unpacks it to nowhere; what the directory of the jar says of lengths may be a lie.
  private static long size(Path jar, JarFile file, JarEntry entry, long before) throws IOException {
    long packed = Math.max(1, entry.getCompressedSize());
    long size = 0;
    var buffer = new byte[1 << 16];
    try (var in = file.getInputStream(entry)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        size += n;
        if (before + size > MOST_BYTES || (size > SMALL && size / packed > MOST_RATIO)) {
          throw wrong(
              jar,
              "its entry "
                  + entry.getName()
                  + " unpacks to more than "
                  + MOST_RATIO
                  + " times its length, or all of them to more than 4 GiB: a zip bomb");
        }
      }
    }
    return size;
  }

  static PipelineException wrong(Path jar, String why) {
    return PipelineException.user("plugin.jar", jar + ": " + why);
  }
}
