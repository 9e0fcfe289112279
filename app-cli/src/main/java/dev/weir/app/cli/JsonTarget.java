package dev.weir.app.cli;

import dev.weir.app.cli.output.JsonWriter;
import dev.weir.app.cli.output.SafeFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Where `--json` goes: nowhere, to standard output, or into a file that appears when whole. Made
/// before the work begins, so that a place that cannot be written to is refused at once.
final class JsonTarget {
  private final Optional<String> target;
  private final Screen screen;

  JsonTarget(Optional<String> target, Screen screen) {
    this.target = target;
    this.screen = screen;
    target
        .filter(name -> !name.equals("-"))
        .ifPresent(name -> SafeFile.check(Path.of(name), "json"));
  }

  /// Writes there, if anywhere.
  void write(Consumer<JsonWriter> content) {
    if (target.isEmpty()) {
      return;
    }
    if (target.get().equals("-")) {
      SafeFile.through(screen.out(), to -> content.accept(new JsonWriter(to)));
    } else {
      SafeFile.write(Path.of(target.get()), to -> content.accept(new JsonWriter(to)));
    }
  }
}
