import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingPipelineResult;
import dev.weir.core.Cancellation;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.RunListener;
import dev.weir.core.StreamingPipelineExecutor;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.Recording;

/// What early results, checkpoints and monitoring cost: describes two columns of doubles with and without them, in turns, in one
/// warm process, and prints the processors' seconds (of user and system) of each run, and the medians.
///
///     java -Xmx352m -cp 'bundle/target/weir/lib/*' etc/proofs/Overheads.java ROWS TIMES SNAPSHOTS CHECKPOINTS FOLDER
///
/// SNAPSHOTS and CHECKPOINTS are seconds from one to the next. The first turn does not count.
record Cost(double processors, double seconds, int made) {}

static final List<String> EVENTS =
    List.of("weir.Run", "weir.Scan", "weir.Read", "weir.Step", "weir.Merge", "weir.Spill");

static void rows(Path file, long rows) throws Exception {
  try (var connection = DriverManager.getConnection("jdbc:duckdb:");
      var statement = connection.createStatement()) {
    statement.execute("SET memory_limit = '2GB'");
    statement.execute("SET temp_directory = '" + file.getParent() + "'");
    statement.execute(
        "COPY (SELECT sqrt(i) AS x, (i * 7919 % 1000003) / 8.0 AS y FROM range(" + rows + ") t(i)) TO '" + file
            + "' (FORMAT parquet)");
  }
}

static Cost run(Path file, StreamingConfig config, boolean watched) throws Exception {
  int[] early = new int[1];
  var listener =
      new RunListener() {
        @Override
        public void snapshot(StreamingPipelineResult result) {
          early[0]++;
        }
      };
  var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  try (var recording = new Recording()) {
    if (watched) {
      EVENTS.forEach(event -> recording.enable(event).withoutThreshold().withoutStackTrace());
      recording.start();
    }
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    var executor = new StreamingPipelineExecutor(Catalogue.discover(), config);
    try (var result =
        executor.run(Pipeline.from(Input.of(file.toString())).step("stats.describe"), listener, new Cancellation())) {
      int made = Math.max(early[0], result.metrics().checkpoints());
      return new Cost((system.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - start) / 1e9, made);
    }
  }
}

static Duration seconds(String text) {
  return Duration.ofNanos((long) (Double.parseDouble(text) * 1e9));
}

static double median(List<Cost> costs, java.util.function.ToDoubleFunction<Cost> figure) {
  var sorted = costs.stream().mapToDouble(figure).sorted().toArray();
  int n = sorted.length;
  return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
}

void main(String[] arguments) throws Exception {
  long rows = Long.parseLong(arguments[0]);
  int times = Integer.parseInt(arguments[1]);
  var folder = Path.of(arguments[4]).toAbsolutePath();
  var file = folder.resolve("doubles.parquet");
  rows(file, rows);
  var plain = StreamingConfig.defaults().withMemoryBytes(512 << 20).withThreads(2).withSpillDirectory(folder);
  var ways = new LinkedHashMap<String, StreamingConfig>();
  ways.put("plain", plain);
  ways.put("early results every " + arguments[2] + " s", plain.withSnapshotEvery(seconds(arguments[2])));
  ways.put("checkpoints every " + arguments[3] + " s", plain.withCheckpoints(folder.resolve("saved"), seconds(arguments[3])));
  ways.put("flight events", plain);
  var costs = new LinkedHashMap<String, List<Cost>>();
  ways.keySet().forEach(way -> costs.put(way, new ArrayList<>()));
  for (int turn = 0; turn <= times; turn++) {
    for (Map.Entry<String, StreamingConfig> way : ways.entrySet()) {
      var cost = run(file, way.getValue(), way.getKey().equals("flight events"));
      if (turn > 0) {
        costs.get(way.getKey()).add(cost);
      }
    }
  }
  double base = median(costs.get("plain"), Cost::processors);
  costs.forEach((way, all) -> IO.println(String.format(
      Locale.ROOT,
      "%-28s processors %6.2f s (%+.1f %%), clock %6.2f s, %d made; each: %s",
      way,
      median(all, Cost::processors),
      100 * (median(all, Cost::processors) / base - 1),
      median(all, Cost::seconds),
      all.getLast().made(),
      all.stream().map(c -> String.format(Locale.ROOT, "%.2f", c.processors())).toList())));
}
