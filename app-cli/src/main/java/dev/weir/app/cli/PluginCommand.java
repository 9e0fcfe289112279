package dev.weir.app.cli;

import dev.weir.api.NearestNames;
import dev.weir.api.PipelineException;
import dev.weir.api.json.JsonWriter;
import dev.weir.app.cli.output.PlainText;
import dev.weir.app.cli.output.SafeFile;
import dev.weir.app.cli.plugin.NewPlugin;
import dev.weir.app.cli.plugin.PluginVerifier;
import dev.weir.app.cli.request.CommandLine;
import dev.weir.app.cli.request.RunOptions;
import dev.weir.core.Catalogue;
import dev.weir.core.plugins.Candidate;
import dev.weir.core.plugins.PluginFolder;
import dev.weir.core.plugins.PluginStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `weir plugin list | info | verify | install | remove | new`.
final class PluginCommand {
  /// What may follow.
  static final List<String> WORDS = List.of("list", "info", "verify", "install", "remove", "new");

  private final Supplier<Catalogue> discovery;
  private final Optional<PluginFolder> folder;
  private final Screen screen;

  PluginCommand(Supplier<Catalogue> discovery, Optional<PluginFolder> folder, Screen screen) {
    this.discovery = discovery;
    this.folder = folder;
    this.screen = screen;
  }

  int run(List<String> all) {
    var line = CommandLine.of("weir plugin", RunOptions.PLUGIN, all);
    var words = new ArrayList<>(line.plain());
    if (words.isEmpty() || line.asksForHelp()) {
      return new CommandHelp(discovery, screen).command(Command.PLUGIN.word());
    }
    var what = words.removeFirst();
    boolean json = line.options().flag("json");
    var hash = line.options().optionalText("sha256");
    refuse(json && !what.equals("list"), what, "--json");
    refuse(hash.isPresent() && !what.equals("install"), what, "--sha256");
    return switch (what) {
      case "list" -> list(words, json);
      case "info" -> info(one(what, words, "the name of a plugin"));
      case "verify" -> verify(words);
      case "install" -> install(words, hash);
      case "remove" -> remove(one(what, words, "the name of a plugin"));
      case "new" -> fresh(words);
      default ->
          throw PipelineException.user(
              "words.plugin",
              "weir plugin: no '"
                  + what
                  + "'"
                  + NearestNames.hint(what, WORDS)
                  + "; there are "
                  + String.join(", ", WORDS));
    };
  }

  private static String one(String what, List<String> words, String which) {
    if (words.size() != 1) {
      throw PipelineException.user(
          "words.plugin",
          "weir plugin " + what + " takes " + which + ", not '" + String.join(" ", words) + "'");
    }
    return words.getFirst();
  }

  private static void refuse(boolean wrong, String what, String option) {
    if (wrong) {
      throw PipelineException.user(
          "option.unknown", "weir plugin " + what + " has no option " + option);
    }
  }

  private int list(List<String> words, boolean json) {
    if (!words.isEmpty()) {
      throw PipelineException.user(
          "words.extra", "weir plugin list takes no '" + String.join(" ", words) + "'");
    }
    var plugins = discovery.get().plugins();
    if (json) {
      SafeFile.through(screen.out(), to -> json(plugins, new JsonWriter(to)));
    } else {
      int longest = plugins.stream().mapToInt(p -> p.nameAndVersion().length()).max().orElse(0);
      for (var plugin : plugins) {
        var name = PlainText.escaped(plugin.nameAndVersion());
        var tools = plugin.tools().size() + (plugin.tools().size() == 1 ? " tool" : " tools");
        screen
            .out()
            .println(
                name
                    + " ".repeat(Math.max(0, longest - name.length()) + 2)
                    + PlainText.lower(plugin.state())
                    + ", "
                    + tools);
        if (!plugin.reason().isEmpty()) {
          screen.out().println("  " + PlainText.line(plugin.reason()));
          screen.out().println("  cure: " + PlainText.line(plugin.cure()));
        }
      }
    }
    return ExitCode.COMPLETE;
  }

  private static void json(List<PluginStatus> plugins, JsonWriter json) {
    json.array();
    for (var plugin : plugins) {
      json.object();
      json.name("name").value(plugin.name());
      json.name("version").value(plugin.version());
      json.name("api").value(plugin.api());
      json.name("provider").value(plugin.provider());
      json.name("location").value(plugin.location());
      json.name("state").value(PlainText.lower(plugin.state()));
      if (!plugin.reason().isEmpty()) {
        json.name("reason").value(plugin.reason());
        json.name("cure").value(plugin.cure());
      }
      json.name("tools").lineArray();
      plugin.tools().forEach(json::value);
      json.end();
      json.end();
    }
    json.end();
  }

  private int info(String name) {
    var catalogue = discovery.get();
    var plugin = catalogue.status(name);
    fact("name", plugin.name());
    fact("version", plugin.version());
    fact("api", plugin.api());
    fact("provider", plugin.provider());
    fact("location", plugin.location());
    fact("state", PlainText.lower(plugin.state()));
    fact("reason", plugin.reason());
    fact("cure", plugin.cure());
    for (var tool : catalogue.tools()) {
      if (plugin.tools().contains(tool.name())) {
        fact("tool", tool.name() + ": " + tool.summary());
      }
    }
    return ExitCode.COMPLETE;
  }

  private void fact(String label, String value) {
    if (!value.isEmpty()) {
      screen.out().println(label + " ".repeat(10 - label.length()) + PlainText.line(value));
    }
  }

  private int verify(List<String> words) {
    var candidate = candidate("verify", words);
    new PluginVerifier(screen.out()).verify(candidate);
    return ExitCode.COMPLETE;
  }

  private int install(List<String> words, Optional<String> hash) {
    if (hash.isPresent() && !hash.get().matches("[0-9a-fA-F]{64}")) {
      throw PipelineException.user(
          "option.value", "weir plugin install: --sha256 needs 64 hexadecimal digits");
    }
    var candidate = candidate("install", words);
    var into = folder();
    new PluginVerifier(screen.out()).verify(candidate);
    var installed = into.install(candidate, hash);
    screen
        .out()
        .println(
            "installed "
                + installed.name()
                + " "
                + installed.version()
                + " in "
                + installed.folder());
    var status = discovery.get().status(installed.name());
    if (!status.reason().isEmpty()) {
      Cli.warn(screen, status.reason() + "; " + status.cure());
    }
    return ExitCode.COMPLETE;
  }

  private static Candidate candidate(String what, List<String> words) {
    if (words.isEmpty()) {
      throw PipelineException.user(
          "words.plugin",
          "weir plugin " + what + " takes the jar of a plugin, then those of its libraries");
    }
    return Candidate.of(words.stream().map(Path::of).toList());
  }

  private PluginFolder folder() {
    return folder.orElseThrow(() ->
        PipelineException.user(
            "plugin.folder",
            "there is no plugins folder: WEIR_PLUGINS is off, or there is no home; give --plugins FOLDER"));
  }

  private int remove(String name) {
    if (!folder().remove(name)) {
      throw PipelineException.user(
          "plugin.unknown",
          "no plugin '"
              + name
              + "' is installed in "
              + folder().path()
              + NearestNames.hint(
                  name, folder().content().plugins().stream().map(p -> p.name()).toList()));
    }
    screen.out().println("removed " + name);
    return ExitCode.COMPLETE;
  }

  private int fresh(List<String> words) {
    if (words.isEmpty() || words.size() > 2) {
      throw PipelineException.user(
          "words.plugin", "weir plugin new takes the name of a domain, and a folder if you like");
    }
    var made = NewPlugin.write(words.getFirst(), Path.of(words.getLast()));
    screen.out().println("made " + made + ": next, cd there and run ./mvnw verify");
    return ExitCode.COMPLETE;
  }
}
