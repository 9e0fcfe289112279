package dev.weir.app.cli.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.plugins.PluginFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PluginsPlaceTest {
  private static Optional<Path> place(Map<String, String> environment, String... words) {
    return PluginsPlace.take(new ArrayList<>(List.of(words)), environment).map(PluginFolder::path);
  }

  @Test
  void theEnvironmentSaysWhere() {
    var home = Map.of("HOME", "/h", "XDG_DATA_HOME", "relative");
    assertEquals(Optional.of(Path.of("/h/.local/share/weir/plugins")), place(home));
    assertEquals(
        Optional.of(Path.of("/d/weir/plugins")),
        place(Map.of("HOME", "/h", "XDG_DATA_HOME", "/d")));
    assertEquals(
        Optional.of(Path.of("/p")), place(Map.of("XDG_DATA_HOME", "/d", "WEIR_PLUGINS", "/p")));
    assertEquals(Optional.empty(), place(Map.of("HOME", "/h", "WEIR_PLUGINS", "off")));
    assertEquals(Optional.empty(), place(Map.of()));
  }

  @Test
  void theOptionGoesBeforeAndIsTakenAway() {
    for (var given : List.of(List.of("--plugins", "/o"), List.of("--plugins=/o"))) {
      var words = new ArrayList<>(List.of("run", "a.csv"));
      words.addAll(1, given);
      var found = PluginsPlace.take(words, Map.of("WEIR_PLUGINS", "off"));
      assertEquals(Optional.of(Path.of("/o")), found.map(PluginFolder::path));
      assertEquals(List.of("run", "a.csv"), words);
    }
    assertEquals(Optional.empty(), place(Map.of(), "run", "--", "--plugins", "/o"));
  }
}
