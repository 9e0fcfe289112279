package dev.weir.benchmarks.start;

import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.core.Catalogue;
import dev.weir.core.plugins.PluginFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A process that finds all plugins, finds them again, lists their tools, and starts one of them,
/// each once, and prints the microseconds of each and the number of tools. Packed by
/// [GeneratedPlugins] into a module of its own, so that nothing else is on its module path.
public final class FreshStart {
  private FreshStart() {}

  /// Measures.
  ///
  /// @param words a plugins folder, or `-` for none; then a plugin, and a tool of it that needs no
  ///   options, or neither: then none is started
  public static void main(String[] words) {
    var folder =
        words[0].equals("-")
            ? Optional.<PluginFolder>empty()
            : Optional.of(new PluginFolder(Path.of(words[0])));
    var text = new StringBuilder();
    long before = System.nanoTime();
    var catalogue = Catalogue.discover(folder);
    before = lap(before, text);
    var again = Catalogue.discover(folder);
    before = lap(before, text);
    var tools = catalogue.tools();
    before = lap(before, text);
    if (words.length > 1) {
      catalogue.plugin(words[1]);
      before = lap(before, text);
      var schema = new Schema(List.of(Schema.Field.of("x", Type.DOUBLE)));
      catalogue.bind(words[2], Map.of(), schema, schema, 1);
      lap(before, text);
    }
    if (again.tools().size() != tools.size()) {
      throw new IllegalStateException("found " + tools.size() + " tools, then others");
    }
    System.out.println(text.append(tools.size()));
  }

  private static long lap(long before, StringBuilder to) {
    long now = System.nanoTime();
    to.append((now - before) / 1000).append(' ');
    return System.nanoTime();
  }
}
