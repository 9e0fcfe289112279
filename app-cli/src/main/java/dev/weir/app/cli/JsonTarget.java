package dev.weir.app.cli;

import dev.weir.api.json.JsonWriter;
import dev.weir.app.cli.output.SafeFile;
import dev.weir.app.cli.request.RunSettings;
import dev.weir.core.OutputFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/// Where `--json` goes: nowhere, to standard output, or into a file that appears when whole. Made
/// before the work begins, so that a place that cannot be written to is refused at once.
final class JsonTarget {
  private final Optional<Path> file;
  private final boolean standardOutput;
  private final Screen screen;

  JsonTarget(RunSettings settings, Screen screen) {
    this.file = settings.jsonFile();
    this.standardOutput = !settings.tables();
    this.screen = screen;
    file.ifPresent(path -> SafeFile.check(path, "json"));
  }

  /// Refuses to write over a file that is read.
  ///
  /// @throws dev.weir.api.PipelineException USER if it is one of them
  void mustNotBe(Collection<Path> read) {
    file.ifPresent(path -> new OutputFile("--json", path).mustNotBe(read));
  }

  /// Writes there, if anywhere.
  void write(Consumer<JsonWriter> content) {
    if (standardOutput) {
      SafeFile.through(screen.out(), to -> content.accept(new JsonWriter(to)));
    }
    file.ifPresent(path -> SafeFile.write(path, to -> content.accept(new JsonWriter(to))));
  }
}
