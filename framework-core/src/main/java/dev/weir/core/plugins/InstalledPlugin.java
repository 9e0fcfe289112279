package dev.weir.core.plugins;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A plugin of the folder, as its lock file says.
///
/// @param name its module
/// @param version its version
/// @param folder where its files lie
/// @param jars its own first, then those of its libraries
public record InstalledPlugin(String name, String version, Path folder, List<Jar> jars) {
  /// Copies the list.
  public InstalledPlugin {
    jars = List.copyOf(jars);
  }

  /// One file, as it was when it was installed.
  ///
  /// @param file its name within the folder
  /// @param bytes its length
  /// @param sha256 of its content, in hexadecimal
  public record Jar(String file, long bytes, String sha256) {}

  /// What differs from what was installed, looking at lengths only; empty if nothing.
  public String changedAtAGlance() {
    for (var jar : jars) {
      var file = new File(folder.toString(), jar.file());
      if (!file.isFile()) {
        return jar.file() + " is missing";
      }
      if (file.length() != jar.bytes()) {
        return jar.file() + " has " + file.length() + " bytes, not " + jar.bytes();
      }
    }
    return "";
  }

  /// The same as its lock file says now, which is no copy of that file.
  ///
  /// @throws IOException if it cannot be read
  public InstalledPlugin pinned() throws IOException {
    return LockFile.read(folder);
  }

  /// What differs from what was installed, looking at every byte; empty if nothing.
  public String changed() {
    var seen = changedAtAGlance();
    for (int j = 0; seen.isEmpty() && j < jars.size(); j++) {
      var jar = jars.get(j);
      var now = Hashes.sha256(folder.resolve(jar.file()));
      if (!now.equals(jar.sha256())) {
        seen = jar.file() + " has another content: its SHA-256 is " + now + ", not " + jar.sha256();
      }
    }
    return seen;
  }
}
