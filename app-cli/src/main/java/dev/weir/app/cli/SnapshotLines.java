package dev.weir.app.cli;

import dev.weir.api.PipelineException;
import dev.weir.api.StreamingPipelineResult;
import dev.weir.api.json.JsonWriter;
import dev.weir.app.cli.output.SafeFile;
import dev.weir.app.cli.output.SnapshotJson;
import dev.weir.app.cli.request.RunSettings;
import dev.weir.core.OutputFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/// Early results as lines of JSON, on standard error or in the file of `--snapshots`, which grows
/// line by line while the run goes on.
final class SnapshotLines implements AutoCloseable {
  private final Optional<Path> file;
  private final PrintStream err;
  private Optional<PrintStream> opened = Optional.empty();

  SnapshotLines(RunSettings settings, PrintStream err) {
    this.file = settings.snapshots();
    this.err = err;
    file.ifPresent(path -> SafeFile.check(path, "snapshots"));
  }

  /// Begins the file, once it is known that no input is written over.
  void begin(Collection<Path> read) {
    file.ifPresent(path -> {
      new OutputFile("--snapshots", path).mustNotBe(read);
      try {
        opened =
            Optional.of(
                new PrintStream(
                    new FileOutputStream(path.toFile()), false, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new PipelineException(
            PipelineException.Category.RESOURCE,
            "file.write",
            "cannot write " + path + ": " + e.getMessage() + "; choose another place",
            e);
      }
    });
  }

  /// True if they go to standard error.
  boolean onScreen() {
    return file.isEmpty();
  }

  /// Writes a line.
  void write(StreamingPipelineResult early) {
    var line = new StringBuilder();
    SnapshotJson.write(early, new JsonWriter(line));
    var out = opened.orElse(err);
    out.print(line);
    out.flush();
  }

  /// Ends the file.
  ///
  /// @throws PipelineException RESOURCE if not every line could be written
  @Override
  public void close() {
    if (opened.isPresent()) {
      boolean failed = opened.get().checkError();
      opened.get().close();
      if (failed || opened.get().checkError()) {
        throw PipelineException.resource(
            "file.write",
            "cannot write all early results to " + file.orElseThrow() + "; free space there");
      }
    }
  }
}
