package dev.weir.app.cli.request;

import dev.weir.api.PipelineException;
import dev.weir.api.json.JsonWriter;
import dev.weir.app.cli.output.SafeFile;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a run was asked for, written into its folder of checkpoints as YAML (JSON is YAML), so that
/// it can be taken up from there alone: the working folder, the input, the options and the steps.
public final class SavedRun {
  private static final String NAME = "run.yaml";

  /// Options whose values are files, made absolute.
  private static final List<String> FILES =
      List.of(
          RunOptions.OUT.name(),
          RunOptions.JSON.name(),
          RunOptions.REJECTS.name(),
          RunOptions.SNAPSHOTS.name(),
          RunOptions.CHECKPOINT.name());

  private SavedRun() {}

  /// Writes it.
  public static void write(Path folder, Catalogue catalogue, Pipeline pipeline, RunSettings how) {
    SafeFile.write(
        folder.resolve(NAME),
        to -> {
          var json = new JsonWriter(to).object();
          json.name("folder").value(pipeline.input().base().toAbsolutePath().toString());
          input(json.name("input"), pipeline.input());
          json.name("run").object();
          options(json, absolute(how.given()));
          json.end().name("steps").array();
          for (var step : pipeline.steps()) {
            step(json, catalogue, step);
          }
          json.end().end();
        });
  }

  private static Map<String, Object> absolute(Map<String, Object> given) {
    var options = new LinkedHashMap<>(given);
    options.replaceAll((name, value) ->
        FILES.contains(name) && !value.equals("-")
            ? Path.of(value.toString()).toAbsolutePath().toString()
            : value);
    return options;
  }

  private static void input(JsonWriter json, Input input) {
    json.object().name("file").value(input.location());
    input.query().ifPresent(query -> json.name("query").value(query));
    json.name("options").object();
    options(json, input.options());
    json.end().end();
  }

  private static void step(JsonWriter json, Catalogue catalogue, Step step) {
    json.object().name(step.tool()).object();
    options(json, step.options());
    json.name(RunOptions.AS.name()).value(step.name());
    if (!step.by().isEmpty()) {
      json.name(RunOptions.BY.name()).lineArray();
      step.by().forEach(json::value);
      json.end();
    }
    var other = step.fitOn();
    if (other.isPresent()) {
      var name = catalogue.tool(step.tool()).fitOn().orElse(RunOptions.FIT_ON.name());
      input(json.name(name), other.get());
    }
    json.end().end();
  }

  private static void options(JsonWriter json, Map<String, Object> options) {
    options.forEach((name, value) -> {
      json.name(name);
      if (value instanceof List<?> list) {
        json.lineArray();
        list.forEach(element -> json.value(String.valueOf(element)));
        json.end();
      } else {
        json.value(String.valueOf(value));
      }
    });
  }

  /// True if there is one.
  public static boolean exists(Path folder) {
    return Files.exists(file(folder));
  }

  /// Where it is.
  static Path file(Path folder) {
    return folder.resolve(NAME);
  }

  /// Removes it.
  ///
  /// @throws PipelineException RESOURCE if it cannot be removed
  public static void remove(Path folder) {
    try {
      Files.deleteIfExists(file(folder));
    } catch (IOException e) {
      throw new PipelineException(
          PipelineException.Category.RESOURCE,
          "checkpoint.io",
          "'" + file(folder) + "' cannot be removed: " + e,
          e);
    }
  }
}
