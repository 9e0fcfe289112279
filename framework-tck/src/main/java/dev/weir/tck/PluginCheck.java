package dev.weir.tck;

import dev.weir.api.DomainPlugin;
import dev.weir.api.PipelineException;
import dev.weir.api.ToolDescriptor;
import dev.weir.core.Catalogue;
import dev.weir.core.plugins.PluginFolder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks a plugin that is installed in a folder, without its author's cases: each tool is made and
/// run on rows made from its descriptor, and all laws are checked on them but [Law#DESCRIPTOR],
/// which needs cases that show all results. A tool that refuses such rows, saying why, is left to
/// its author's own tests. To be run in a process of its own, for plugins may end it or never come
/// back.
public final class PluginCheck {
  /// What the last line begins with if all is well, so that a process that was ended is told from
  /// one that came to its end.
  public static final String DONE = "checked:";

  private PluginCheck() {}

  /// Checks the plugins of a folder; ends the process with 0 if all laws hold, else with 1.
  ///
  /// @param words the folder, then the plugin's name
  public static void main(String[] words) {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    int code = run(Path.of(words[0]), words[1], out);
    Runtime.getRuntime().halt(code);
  }

  static int run(Path folder, String name, PrintStream out) {
    var catalogue = Catalogue.discover(Optional.of(new PluginFolder(folder)));
    var status = catalogue.status(name);
    var problems = new ArrayList<String>();
    int laws = 0;
    DomainPlugin plugin;
    try {
      plugin = catalogue.plugin(name);
    } catch (PipelineException e) {
      out.println(e.getMessage());
      return 1;
    }
    for (var tool : status.tools()) {
      laws += check(plugin, catalogue.tool(tool), problems, out);
    }
    problems.forEach(out::println);
    out.println(
        problems.isEmpty()
            ? DONE + " " + status.tools().size() + " tools, " + laws + " laws hold"
            : problems.size() + " laws broken, " + laws + " hold");
    return problems.isEmpty() ? 0 : 1;
  }

  private static int check(
      DomainPlugin plugin, ToolDescriptor tool, List<String> problems, PrintStream out) {
    var cases = new ArrayList<Case>();
    try {
      for (double missing : new double[] {0, 0.1}) {
        var sample = Samples.of(tool, 7, missing);
        Fold.of(plugin, tool.name(), sample);
        cases.add(sample);
      }
    } catch (PipelineException e) {
      if (e.category() != PipelineException.Category.INTERNAL) {
        out.println("not checked: " + tool.name() + " refuses the sample: " + e.getMessage());
        return 0;
      }
      problems.add(tool.name() + ": " + e.getMessage());
      return 0;
    }
    int hold = 0;
    var laws = new Laws(plugin, tool.name(), cases);
    for (var law : Law.values()) {
      if (law == Law.DESCRIPTOR || !laws.concerns(law)) {
        continue;
      }
      try {
        laws.check(law);
        hold++;
      } catch (LawBroken e) {
        problems.add(e.getMessage());
      }
    }
    return hold;
  }
}
