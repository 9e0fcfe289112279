package dev.weir.app.cli.request;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the command keeps files for its user, by the XDG specification.
final class UserFolder {
  private UserFolder() {}

  /// The folder that a variable of ours names, else `weir` in the one that XDG's names, else in its
  /// default at home; nowhere if ours is `off` or there is no home.
  ///
  /// @param environment of the process
  /// @param ours such as `WEIR_CACHE`
  /// @param within what is appended where ours does not name the folder, such as `weir`
  /// @param xdg such as `XDG_CACHE_HOME`
  /// @param atHome its default, such as `.cache`
  static Optional<Path> of(
      Map<String, String> environment, String ours, String within, String xdg, String atHome) {
    var named = environment.getOrDefault(ours, "");
    if (named.equals("off")) {
      return Optional.empty();
    }
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    // Relative ones are to be ignored, says the XDG specification.
    var folder = environment.getOrDefault(xdg, "");
    if (folder.startsWith("/")) {
      return Optional.of(Path.of(folder, within));
    }
    var home = environment.getOrDefault("HOME", "");
    return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, atHome, within));
  }
}
