package dev.weir.app.cli.request;

import dev.weir.api.OptionValues;
import dev.weir.core.CacheSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the command keeps results for the next time: the folder that `WEIR_CACHE` names, else
/// `weir` in `XDG_CACHE_HOME`, else `.cache/weir` at home; nowhere if `WEIR_CACHE` is `off` or
/// there is no home.
public final class CachePlace {
  private CachePlace() {}

  /// The folder, if there is one.
  ///
  /// @param environment of the process
  public static Optional<Path> folder(Map<String, String> environment) {
    return UserFolder.of(environment, "WEIR_CACHE", "weir", "XDG_CACHE_HOME", ".cache");
  }

  /// What these options keep; nothing with `--no-cache` and where there is no folder. A process
  /// runs once, so nothing is kept in memory.
  static Optional<CacheSettings> settings(OptionValues values, Map<String, String> environment) {
    if (!values.has("no-cache") || values.flag("no-cache")) {
      return Optional.empty();
    }
    return folder(environment)
        .map(folder ->
            CacheSettings.defaults()
                .withMemoryBytes(0)
                .withFolder(folder)
                .withDiskBytes(values.integer("cache-size"))
                .withTimeToLive(values.duration("cache-ttl")));
  }
}
