package dev.weir.app.cli;

import dev.weir.api.Completeness;
import dev.weir.api.PipelineException;
import dev.weir.app.cli.output.PlainText;
import dev.weir.app.cli.output.Report;
import dev.weir.app.cli.output.ResultJson;
import dev.weir.app.cli.output.ResultText;
import dev.weir.app.cli.request.Request;
import dev.weir.app.cli.request.RequestParser;
import dev.weir.app.cli.request.RunSettings;
import dev.weir.app.cli.request.SavedRun;
import dev.weir.core.Catalogue;
import dev.weir.core.Pipeline;
import dev.weir.core.ResultCache;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// `weir run …` and `weir resume …`.
final class RunCommand {
  private static final String CACHE_CURE =
      "; the result is right all the same. Set WEIR_CACHE to a folder that can be written to, or to off";

  private final Catalogue catalogue;
  private final Screen screen;
  private final Interruption interruption;

  RunCommand(Catalogue catalogue, Screen screen, Interruption interruption) {
    this.catalogue = catalogue;
    this.screen = screen;
    this.interruption = interruption;
  }

  int run(List<String> words) {
    var asked = new RequestParser(catalogue, screen.environment()).run("run", words);
    return asked instanceof Request.Run run
        ? run(run, false)
        : new CommandHelp(() -> catalogue, screen).within("run", asked);
  }

  /// `weir resume …`.
  int resume(List<String> words) {
    var asked = new RequestParser(catalogue, screen.environment()).resume(words);
    return asked.isPresent()
        ? run(asked.get(), true)
        : new CommandHelp(() -> catalogue, screen).command("resume");
  }

  private int run(Request.Run request, boolean resume) {
    var settings = request.settings();
    Consumer<Report> text = report -> new ResultText(screen.out(), screen.width()).print(report);
    var folder = settings.checkpoints();
    if (folder.isEmpty()) {
      return run(request.pipeline(), settings, text, true, false);
    }
    int code;
    try {
      code = run(request.pipeline(), settings, text, true, resume);
    } catch (PipelineException e) {
      switch (e.category()) {
        case RESOURCE, CANCELLED, INTERNAL -> tellHowToGoOn(folder.get());
        case USER, DATA, REFUSED -> {}
      }
      throw e;
    }
    if (code == ExitCode.COMPLETE) {
      SavedRun.remove(folder.get());
    } else {
      tellHowToGoOn(folder.get());
    }
    return code;
  }

  private void tellHowToGoOn(Path folder) {
    if (SavedRun.exists(folder)) {
      screen.err().println("weir: to go on: weir resume " + PlainText.line(folder.toString()));
    }
  }

  /// Runs a pipeline and shows what it gave, or what there is of it.
  ///
  /// @param text prints the result for people
  /// @param warn whether warnings go to standard error; else `text` shows them
  int run(Pipeline pipeline, RunSettings settings, Consumer<Report> text, boolean warn) {
    return run(pipeline, settings, text, warn, false);
  }

  private int run(
      Pipeline pipeline,
      RunSettings settings,
      Consumer<Report> text,
      boolean warn,
      boolean resume) {
    var json = new JsonTarget(settings, screen);
    try (var snapshots = new SnapshotLines(settings, screen.err());
        var result =
            execute(
                pipeline,
                settings,
                snapshots,
                resume,
                files -> {
                  json.mustNotBe(files);
                  snapshots.begin(files);
                  if (!resume) {
                    settings
                        .checkpoints()
                        .ifPresent(to -> SavedRun.write(to, catalogue, pipeline, settings));
                  }
                })) {
      return show(result, json, settings, text, warn);
    }
  }

  private int show(
      RunResult result,
      JsonTarget json,
      RunSettings settings,
      Consumer<Report> text,
      boolean warn) {
    if (result.steps().isEmpty() && result.stoppedBy().isPresent()) {
      throw result.stoppedBy().get();
    }
    var report = Report.of(result);
    json.write(writer -> ResultJson.write(report, writer));
    if (settings.tables()) {
      text.accept(report);
    }
    screen.out().flush();
    if (!settings.quiet() && (warn || !settings.tables())) {
      report.warnings().forEach(warning -> Cli.warn(screen, warning));
    }
    return code(result);
  }

  private RunResult execute(
      Pipeline pipeline,
      RunSettings settings,
      SnapshotLines snapshots,
      boolean resume,
      Consumer<List<Path>> reading) {
    var executor = new StreamingPipelineExecutor(catalogue, settings.config());
    var cache = settings.cache().map(ResultCache::new);
    if (cache.isPresent()) {
      executor = executor.withCache(cache.get());
    }
    try (var progress = ProgressLine.of(settings, screen, snapshots, reading)) {
      var cancellation = interruption.cancellation();
      return resume
          ? executor.resume(pipeline, progress, cancellation)
          : executor.run(pipeline, progress, cancellation);
    } finally {
      if (!settings.quiet()) {
        cache.flatMap(ResultCache::trouble).ifPresent(t -> Cli.warn(screen, t + CACHE_CURE));
      }
    }
  }

  private static int code(RunResult result) {
    if (result.completeness() == Completeness.COMPLETE) {
      return ExitCode.COMPLETE;
    }
    boolean cancelled =
        result
            .stoppedBy()
            .map(PipelineException::category)
            .filter(PipelineException.Category.CANCELLED::equals)
            .isPresent();
    return cancelled ? ExitCode.INTERRUPTED : ExitCode.PARTIAL;
  }
}
