package dev.weir.app.cli.request;

import dev.weir.api.NearestNames;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionParser;
import dev.weir.api.PipelineException;
import dev.weir.app.cli.request.YamlNode.Entry;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A pipeline in YAML; paths are relative to the file.
///
/// ```yaml
/// input: data/diamonds.csv      # or {file: …, query: SELECT …, options: {delimiter: ';'}}
/// run: {memory: 256m, seed: 1}
/// steps:
///   - cleaning.filter: {where: price > 100}
///   - stats.describe: {columns: [price, carat], by: [cut]}
/// out: cleaned.parquet
/// ```
///
/// Unknown and repeated keys and values that an option does not allow are errors that name the
/// line.
///
/// @param pipeline input and steps; the file for rows is among the options
/// @param run options of the run, as given
record PipelineFile(Pipeline pipeline, Map<String, Object> run) {
  private static final List<String> KEYS =
      List.of("input", "run", "steps", "out", "json", "rejects");
  private static final List<String> SAVED_KEYS = List.of("folder", "input", "run", "steps");
  private static final List<String> INPUT_KEYS = List.of("file", "query", "options");

  /// Reads a file.
  ///
  /// @throws PipelineException USER with file and line
  static PipelineFile read(Path file, Catalogue catalogue) {
    var folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    var root = YamlNode.read(file);
    var parts = root.mapping("a pipeline with `input` and `steps`");
    Reader.known(parts, KEYS, "a pipeline");
    var read = new Reader(folder, catalogue).read(root, parts, RunOptions.LIMITS);
    if (read.pipeline().steps().isEmpty()) {
      throw Reader.value(parts, "steps", root).error("there is no step");
    }
    return read;
  }

  /// Reads a run that was written down to be taken up ([SavedRun]): relative locations start from
  /// the folder that it names, and `run` may say all options.
  static PipelineFile saved(Path file, Catalogue catalogue) {
    var root = YamlNode.read(file);
    var parts = root.mapping("a pipeline with `folder`, `input` and `steps`");
    Reader.known(parts, SAVED_KEYS, "a run");
    var folder = Path.of(Reader.value(parts, "folder", root).text("a folder"));
    return new Reader(folder, catalogue).read(root, parts, RunOptions.RUN);
  }

  private record Reader(Path folder, Catalogue catalogue) {
    PipelineFile read(YamlNode root, Map<String, Entry> parts, List<OptionDescriptor> runOptions) {
      var run = new LinkedHashMap<String, Object>();
      if (parts.containsKey("run")) {
        run.putAll(options(value(parts, "run", root), runOptions, "the run"));
      }
      for (var output : List.of(RunOptions.OUT, RunOptions.JSON, RunOptions.REJECTS)) {
        if (parts.containsKey(output.name())) {
          var given = value(parts, output.name(), root).text("a file");
          run.put(output.name(), given.equals("-") ? given : folder.resolve(given).toString());
        }
      }
      var pipeline = Pipeline.from(input(value(parts, "input", root)));
      var steps =
          value(parts, "steps", root).list("a list of steps, each `- tool: {option: value}`");
      for (var step : steps) {
        pipeline = step(step, pipeline);
      }
      return new PipelineFile(pipeline, run);
    }

    private static YamlNode value(Map<String, Entry> entries, String key, YamlNode around) {
      var entry = entries.get(key);
      if (entry == null) {
        throw around.error("`" + key + "` is missing");
      }
      return entry.value();
    }

    private static void known(Map<String, Entry> entries, List<String> keys, String owner) {
      entries.forEach((name, entry) -> {
        if (!keys.contains(name)) {
          throw entry.key().error(owner + " has no '" + name + "'" + NearestNames.hint(name, keys));
        }
      });
    }

    private Input input(YamlNode node) {
      if (!node.isMapping()) {
        return Input.of(node.text("a file, or {file: …, query: …, options: …}")).in(folder);
      }
      var parts = node.mapping("an input");
      known(parts, INPUT_KEYS, "an input");
      var location = value(parts, "file", node).text("a file");
      var input = Input.of(location).in(folder);
      if (parts.containsKey("query")) {
        input = input.query(value(parts, "query", node).text("a SELECT"));
      }
      if (parts.containsKey("options")) {
        var provider = catalogue.source(location);
        var given =
            options(value(parts, "options", node), provider.options(), "source " + provider.name());
        for (var option : given.entrySet()) {
          input = input.option(option.getKey(), option.getValue());
        }
      }
      return input;
    }

    private static Map<String, Object> options(
        YamlNode node, List<OptionDescriptor> descriptors, String owner) {
      var given = new Given(owner, descriptors);
      var entries = node.mapping("options, `{name: value}`");
      known(entries, given.names(), owner);
      entries.forEach((name, entry) -> add(given, name, entry, owner));
      return given.values();
    }

    /// Also this option, its value checked here, where the line is known.
    private static void add(Given given, String name, Entry entry, String owner) {
      var descriptor = given.find(name).orElseThrow();
      var value = entry.value().value();
      OptionParser.parse(
          entry.key().place() + " (" + owner + ")", List.of(descriptor), Map.of(name, value));
      given.put(name, value);
    }

    private Pipeline step(YamlNode node, Pipeline before) {
      YamlNode nameNode = node;
      Optional<YamlNode> options = Optional.empty();
      if (node.isMapping()) {
        var entries = node.mapping("a step");
        if (entries.size() != 1) {
          throw node.error(
              "a step has one tool, here are "
                  + String.join(", ", entries.keySet())
                  + "; begin each with `- ` and indent its options further");
        }
        var entry = entries.values().iterator().next();
        nameNode = entry.key();
        options = Optional.of(entry.value()).filter(value -> !value.isEmpty());
      }
      int number = before.steps().size() + 1;
      var name = nameNode.text("a tool");
      var draft = draft(name, nameNode, number);
      if (options.isPresent()) {
        var entries = options.get().mapping("the options of " + name + ", `{name: value}`");
        known(entries, draft.given().names(), StepDraft.place(number, name));
        entries.forEach((option, entry) -> {
          if (draft.isInput(option)) {
            draft.fitOn(input(entry.value()));
          } else {
            add(draft.given(), option, entry, StepDraft.place(number, name));
          }
        });
      }
      return draft.appendTo(before);
    }

    private StepDraft draft(String name, YamlNode at, int number) {
      try {
        return new StepDraft(
            catalogue.tool(name), at.place() + " (" + StepDraft.place(number, name) + ")");
      } catch (PipelineException e) {
        throw e.at(at.place() + " (step " + number + ")");
      }
    }
  }
}
