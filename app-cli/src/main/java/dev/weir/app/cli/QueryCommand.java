package dev.weir.app.cli;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import dev.weir.api.SourceLimits;
import dev.weir.api.StreamingConfig;
import dev.weir.api.json.JsonWriter;
import dev.weir.app.cli.output.CsvRows;
import dev.weir.app.cli.output.Folders;
import dev.weir.app.cli.output.Numbers;
import dev.weir.app.cli.output.QueryJson;
import dev.weir.app.cli.output.ResultText;
import dev.weir.app.cli.request.RequestParser;
import dev.weir.app.cli.request.RunSettings;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.OutputFile;
import dev.weir.core.ResultBuffer;
import dev.weir.core.StreamingQueryExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// `weir query FILE "SELECT …"`: on a terminal the first rows as a table, anywhere else all rows as
/// CSV, since that is what the next program reads; `--out` and `--json` write all rows and print no
/// rows.
final class QueryCommand {
  private final Catalogue catalogue;
  private final Screen screen;
  private final Interruption interruption;

  QueryCommand(Catalogue catalogue, Screen screen, Interruption interruption) {
    this.catalogue = catalogue;
    this.screen = screen;
    this.interruption = interruption;
  }

  int run(List<String> words) {
    var asked = new RequestParser(catalogue, screen.environment()).query(words);
    if (asked.isEmpty()) {
      return new CommandHelp(() -> catalogue, screen).command("query");
    }
    query(asked.get().input(), asked.get().settings());
    return ExitCode.COMPLETE;
  }

  private void query(Input input, RunSettings settings) {
    var json = new JsonTarget(settings, screen);
    settings.out().ifPresent(catalogue::writer);
    try (var rows = new StreamingQueryExecutor(catalogue, settings.config()).query(input)) {
      interruption.onCancel(rows::cancel);
      json.mustNotBe(rows.files());
      settings.out().ifPresent(file -> new OutputFile("--out", file).mustNotBe(rows.files()));
      settings.out().ifPresent(file -> write(rows, file, settings.config()));
      json.write(writer -> toJson(rows, input, writer));
      if (settings.json().isPresent() || settings.out().isPresent()) {
        if (settings.tables()) {
          note(rows, settings);
        }
      } else if (screen.outTerminal()) {
        first(rows);
      } else {
        var csv = new CsvRows(screen.out());
        csv.header(rows.schema());
        pages(rows, csv::rows);
      }
    }
  }

  private static long pages(ResultBuffer rows, Consumer<Chunk> each) {
    long count = 0;
    for (long number = 0; ; number++) {
      var page = rows.page(number);
      if (page.isEmpty()) {
        return count;
      }
      each.accept(page.get());
      count += page.get().rows();
    }
  }

  private static void toJson(ResultBuffer rows, Input input, JsonWriter writer) {
    var json = new QueryJson(writer, rows.schema());
    pages(rows, json::rows);
    json.end(input.toString());
  }

  private void write(ResultBuffer rows, Path file, StreamingConfig config) {
    var folder = temporaryFolder(config);
    try {
      var limits =
          new SourceLimits(config.memoryBytes() / 4, config.threads(), config.diskBytes(), folder);
      try (var writer = catalogue.writer(file).write(file, rows.schema(), limits)) {
        pages(rows, writer::write);
        writer.commit();
      }
    } finally {
      remove(folder);
    }
  }

  private static Path temporaryFolder(StreamingConfig config) {
    try {
      return Files.createTempDirectory(config.spillDirectory(), "weir-out-");
    } catch (IOException e) {
      throw new PipelineException(
          PipelineException.Category.RESOURCE,
          "spill.folder",
          "cannot create a temporary folder in "
              + config.spillDirectory()
              + "; set TMPDIR to one that can be written to",
          e);
    }
  }

  private static void remove(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new PipelineException(
          PipelineException.Category.RESOURCE, "spill.remove", "cannot remove " + folder, e);
    }
  }

  private void note(ResultBuffer rows, RunSettings settings) {
    var files = new ArrayList<String>();
    settings.out().map(Path::toString).ifPresent(files::add);
    settings.json().ifPresent(files::add);
    long count = rows.rows().orElseGet(() -> pages(rows, _ -> {}));
    screen
        .out()
        .println(Numbers.count(count, "row") + " written to " + String.join(" and ", files));
  }

  /// Prints the first rows, and how many there are if that is known without reading on.
  private void first(ResultBuffer rows) {
    var chunks = new ArrayList<Chunk>();
    long count = 0;
    boolean more = true;
    for (long number = 0; more && count <= ResultText.MOST_ROWS; number++) {
      var page = rows.page(number);
      more = page.isPresent();
      page.ifPresent(chunks::add);
      count += page.map(Chunk::rows).orElse(0);
    }
    new ResultText(screen.out(), screen.width())
        .firstRows(dev.weir.api.Table.of(rows.schema(), chunks), rows.rows());
  }
}
