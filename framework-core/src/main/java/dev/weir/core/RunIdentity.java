package dev.weir.core;

import dev.weir.api.PipelineException;
import dev.weir.api.StreamingConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What must be the same for a run to be taken up: versions of plugins, input and its content,
/// steps, grid, coins. Threads, the deadline and limits of the disk may differ.
final class RunIdentity {
  private static final String CONTENT = "content of the input";

  private final Map<String, String> plan;
  private final Supplier<String> fingerprint;

  /// @param fingerprint names the content of the input; may take a reading of it all
  RunIdentity(
      PlannedRun run, StreamingConfig config, Catalogue catalogue, Supplier<String> fingerprint) {
    this.fingerprint = fingerprint;
    var texts = new LinkedHashMap<String, String>();
    texts.put("input", run.source().description() + " " + sorted(run.pipeline().input().options()));
    int number = 1;
    for (var step : run.pipeline().steps()) {
      texts.put("step " + number++, RunReport.described(step, catalogue));
    }
    texts.put("file for rows", run.pipeline().out().map(RunIdentity::text).orElse("none"));
    texts.put("columns read", String.join(", ", run.columns()));
    texts.put("order", String.join(", ", run.order()));
    texts.put("rows of a chunk", Integer.toString(run.memory().chunkRows()));
    texts.put("bytes of a chunk", Long.toString(run.memory().chunkBytes()));
    texts.put("rows of a block", Long.toString(config.blockRows()));
    texts.put("memory", Long.toString(config.memoryBytes()));
    texts.put("seed", Long.toString(config.seed()));
    texts.put("error budget", config.errorPolicy().budget().toString());
    texts.put("what is done about errors", config.errorPolicy().onError().name());
    texts.put(
        "file for rows set aside", run.pipeline().rejects().map(RunIdentity::text).orElse("none"));
    this.plan = texts;
  }

  private static String text(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }

  private static String sorted(Map<String, Object> options) {
    return new java.util.TreeMap<>(options).toString();
  }

  /// All but the content of the input.
  Map<String, String> plan() {
    return plan;
  }

  /// All of it; waits until the content is known.
  Map<String, String> whole() {
    var all = new LinkedHashMap<>(plan);
    all.put(CONTENT, fingerprint.get());
    return all;
  }

  /// True if nothing had been done when this was saved.
  static boolean isBegin(Map<String, String> saved) {
    return !saved.containsKey(CONTENT);
  }

  /// Refuses what was saved of another run, and says how it differs.
  void mustBe(Map<String, String> saved, Path folder) {
    var now = isBegin(saved) ? plan : whole();
    for (var entry : now.entrySet()) {
      var before = saved.get(entry.getKey());
      if (!entry.getValue().equals(before)) {
        throw other(folder, entry.getKey(), before == null ? "missing" : before, entry.getValue());
      }
    }
    for (var entry : saved.entrySet()) {
      if (!now.containsKey(entry.getKey())) {
        throw other(folder, entry.getKey(), entry.getValue(), "missing");
      }
    }
  }

  /// The refusal of a checkpoint that differs in something.
  static PipelineException other(Path folder, String what, String before, String now) {
    return PipelineException.refused(
        "checkpoint.other",
        "the checkpoint in '"
            + folder
            + "' is of another run: "
            + what
            + " was "
            + before
            + ", now it is "
            + now
            + "; go on with what it was made with, or begin anew in another folder");
  }
}
