package dev.weir.app.cli.request;

import dev.weir.api.PipelineException;
import dev.weir.core.plugins.PluginFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where plugins are installed: the folder that `--plugins` names, else `WEIR_PLUGINS`, else
/// `weir/plugins` in `XDG_DATA_HOME`, else in `.local/share` at home; nowhere if `WEIR_PLUGINS` is
/// `off` or there is no home.
public final class PluginsPlace {
  private static final String OPTION = "--plugins";

  private PluginsPlace() {}

  /// The folder, if there is one.
  ///
  /// @param words of the command line, from which the option is taken away
  /// @param environment of the process
  public static Optional<PluginFolder> take(List<String> words, Map<String, String> environment) {
    for (int w = 0; w < words.size(); w++) {
      var word = words.get(w);
      if (word.equals("--")) {
        break; // nothing is an option after it
      }
      if (word.equals(OPTION) || word.startsWith(OPTION + "=")) {
        words.remove(w);
        boolean next = word.equals(OPTION);
        var folder =
            !next ? word.substring(OPTION.length() + 1) : w < words.size() ? words.remove(w) : "";
        if (folder.isEmpty() || (next && folder.startsWith("-"))) {
          throw PipelineException.user("option.value", OPTION + " needs a folder");
        }
        return Optional.of(new PluginFolder(Path.of(folder)));
      }
    }
    return UserFolder.of(
            environment, "WEIR_PLUGINS", "weir/plugins", "XDG_DATA_HOME", ".local/share")
        .map(PluginFolder::new);
  }
}
