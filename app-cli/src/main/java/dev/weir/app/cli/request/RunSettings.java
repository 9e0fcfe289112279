package dev.weir.app.cli.request;

import dev.weir.api.ErrorBudget;
import dev.weir.api.ErrorPolicy;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionParser;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineException;
import dev.weir.api.StreamingConfig;
import dev.weir.core.CacheSettings;
import dev.weir.core.OutputFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The options of a run, parsed.
///
/// @param config limits and seed
/// @param json where the result goes as JSON; `-` is standard output
/// @param out file for the rows at the end
/// @param snapshots file for early results; none: standard error
/// @param cache where results are kept and looked for
/// @param rejects file for the rows set aside
/// @param progress when progress is shown
/// @param quiet no warnings, no progress
/// @param given the options as they were given, by name
public record RunSettings(
    StreamingConfig config,
    Optional<String> json,
    Optional<Path> out,
    Optional<Path> snapshots,
    Optional<CacheSettings> cache,
    Optional<Path> rejects,
    Progress progress,
    boolean quiet,
    Map<String, Object> given) {
  private static final Duration SNAPSHOT_EVERY = Duration.ofSeconds(2);

  /// When progress is shown.
  public enum Progress {
    /// If standard error is a terminal.
    AUTO,
    /// In any case.
    ALWAYS,
    /// Never.
    NEVER
  }

  /// Parses and checks.
  ///
  /// @param owner who has the options, for messages
  /// @param given options by name, as given
  /// @param environment of the process; `TMPDIR` says where temporary files go
  static RunSettings of(
      String owner,
      List<OptionDescriptor> options,
      Map<String, ?> given,
      Map<String, String> environment) {
    var values = OptionParser.parse(owner, options, given);
    if (given.containsKey("checkpoint-every") && !given.containsKey("checkpoint")) {
      throw PipelineException.user(
          "config.checkpoint-every",
          owner + ": --checkpoint-every means nothing without --checkpoint FOLDER");
    }
    return new RunSettings(
        config(values, Optional.ofNullable(environment.get("TMPDIR")).map(Path::of)),
        values.optionalText("json"),
        values.optionalText("out").map(Path::of),
        values.optionalText("snapshots").map(Path::of),
        CachePlace.settings(values, environment),
        values.optionalText("rejects").map(Path::of),
        Progress.valueOf(values.text("progress").toUpperCase(java.util.Locale.ROOT)),
        values.flag("quiet"),
        Map.copyOf(given));
  }

  private static StreamingConfig config(OptionValues values, Optional<Path> temporary) {
    var config =
        StreamingConfig.defaults()
            .withMemoryBytes(values.integer("memory"))
            .withDiskBytes(values.integer("disk"))
            .withChunkBytes(values.integer("chunk-bytes"));
    if (values.has("threads")) {
      config = config.withThreads((int) values.integer("threads"));
    }
    if (values.has("block-rows")) {
      config = config.withBlockRows(values.integer("block-rows"));
    }
    if (values.has("seed")) {
      config = config.withSeed(values.integer("seed"));
    }
    if (values.has("error-budget")) {
      config = config.withErrorPolicy(errorPolicy(values));
    }
    if (values.has("snapshot-every")) {
      config = config.withSnapshotEvery(values.duration("snapshot-every"));
    } else if (values.has("snapshots")) {
      config = config.withSnapshotEvery(SNAPSHOT_EVERY);
    }
    if (values.has("deadline")) {
      config = config.withDeadline(values.duration("deadline"));
    }
    if (values.has("checkpoint")) {
      config =
          config.withCheckpoints(
              Path.of(values.text("checkpoint")), values.duration("checkpoint-every"));
    }
    var folder = temporary.filter(Files::isDirectory);
    return folder.isPresent() ? config.withSpillDirectory(folder.get()) : config;
  }

  private static ErrorPolicy errorPolicy(OptionValues values) {
    return new ErrorPolicy(
        ErrorPolicy.OnError.valueOf(values.text("on-error").toUpperCase(java.util.Locale.ROOT)),
        ErrorBudget.parse(values.text("error-budget")),
        (int) values.integer("retries"));
  }

  /// The folder of checkpoints.
  public Optional<Path> checkpoints() {
    return config.checkpoints().map(StreamingConfig.Checkpoints::directory);
  }

  /// The file that the result goes to as JSON.
  public Optional<Path> jsonFile() {
    return json.filter(name -> !name.equals("-")).map(Path::of);
  }

  /// Files that are written.
  ///
  /// @param rows the one for the rows, if there is one
  /// @throws PipelineException USER if two have one name
  List<OutputFile> outputs(Optional<Path> rows) {
    var outputs = new ArrayList<OutputFile>();
    jsonFile().ifPresent(file -> outputs.add(new OutputFile("--json", file)));
    snapshots.ifPresent(file -> outputs.add(new OutputFile("--snapshots", file)));
    rejects.ifPresent(file -> outputs.add(new OutputFile("--rejects", file)));
    rows.ifPresent(file -> outputs.add(new OutputFile("--out", file)));
    for (int i = 0; i < outputs.size(); i++) {
      for (var other : outputs.subList(i + 1, outputs.size())) {
        if (outputs.get(i).file().equals(other.file())) {
          throw PipelineException.user(
              "out.same",
              outputs.get(i).option()
                  + " and "
                  + other.option()
                  + " name the same file "
                  + other.file()
                  + "; choose another for one");
        }
      }
    }
    return outputs;
  }

  /// True if tables are printed: the JSON does not go to standard output.
  public boolean tables() {
    return json.filter("-"::equals).isEmpty();
  }
}
