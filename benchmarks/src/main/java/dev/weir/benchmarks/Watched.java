package dev.weir.benchmarks;

import dev.weir.api.StreamingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// How much of the time of `stats.describe` over 50 million rows goes into the ledger, its safety
/// net, progress and flight events (which are recorded): the share of the samples of Weir's threads
/// whose innermost method of Weir is one of theirs. `benchmarks/run turns samples [TURNS]`.
final class Watched {
  private static final List<String> SAMPLES =
      List.of("jdk.ExecutionSample", "jdk.NativeMethodSample");
  private static final List<String> EVENTS =
      List.of(
          "weir.Run",
          "weir.Scan",
          "weir.Read",
          "weir.Step",
          "weir.Merge",
          "weir.Spill",
          "weir.Checkpoint",
          "weir.Pressure");
  private static final Duration EVERY = Duration.ofMillis(5);

  private static final String CORE = "dev.weir.core.";

  private Watched() {}

  /// Has all of Weir's events recorded, known to the recorder or not yet.
  static void events(Recording recording) {
    EVENTS.forEach(name -> recording.enable(name).withoutThreshold());
  }

  static void print(int turns) throws IOException, SQLException {
    var suite = new DescribeFileBenchmark();
    suite.rows = 50_000_000;
    suite.write();
    var file = Files.createTempFile("weir-samples", ".jfr");
    try (var recording = new Recording()) {
      SAMPLES.forEach(name -> recording.enable(name).withPeriod(EVERY));
      events(recording);
      recording.start();
      for (int turn = 0; turn < turns; turn++) {
        suite.run(StreamingConfig.defaults());
      }
      recording.stop();
      recording.dump(file);
      print(counted(file));
    } finally {
      Files.delete(file);
      suite.delete();
    }
  }

  /// Samples by where they were taken.
  private static Map<String, Integer> counted(Path file) throws IOException {
    var counts = new TreeMap<String, Integer>();
    try (var events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        var event = events.readEvent();
        if (SAMPLES.contains(event.getEventType().getName())) {
          innermost(event).ifPresent(method -> counts.merge(part(method), 1, Integer::sum));
        }
      }
    }
    return counts;
  }

  private static Optional<String> innermost(RecordedEvent event) {
    var thread = event.getThread("sampledThread");
    if (thread == null || thread.getJavaName() == null) {
      return Optional.empty();
    }
    return event.getStackTrace().getFrames().stream()
        .map(RecordedFrame::getMethod)
        .map(method -> method.getType().getName())
        .filter(type -> type.startsWith("dev.weir.") && !type.startsWith("dev.weir.benchmarks."))
        .findFirst();
  }

  private static String part(String type) {
    if (type.startsWith(CORE + "memory.")) {
      return "ledger and safety net";
    }
    if (type.startsWith(CORE + "events.") || type.startsWith(CORE + "RunReport")) {
      return "progress and flight events";
    }
    return type.startsWith(CORE)
        ? "the rest of the executor"
        : type.startsWith("dev.weir.source.") ? "source" : "the tool";
  }

  private static void print(Map<String, Integer> counts) {
    double all = counts.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(Locale.ROOT, "%n| stats.describe, %.0f samples | share |%n|---|---:|%n", all);
    counts.forEach((part, samples) ->
        System.out.printf(Locale.ROOT, "| %s | %.2f %% |%n", part, 100 * samples / all));
  }
}
