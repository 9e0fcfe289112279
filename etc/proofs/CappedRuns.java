import dev.weir.api.Completeness;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Values;
import dev.weir.core.Cancellation;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.MemoryCap;
import dev.weir.core.Pipeline;
import dev.weir.core.RunListener;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;

/// Runs two pipelines over a large file at the same time in one process, under one cap of memory: with room for both; with
/// room for one, so that the other waits; and cancels one of them half way. Each that is not cancelled must give the bits of a
/// run alone.
///
///     java -Xmx192m -cp 'bundle/target/weir/lib/*' etc/proofs/CappedRuns.java FILE MEGABYTES FOLDER
///
/// FILE is one of `Trades.java`, MEGABYTES the budget of a run. Ends with 1 if anything is otherwise.
static final long MIB = 1 << 20;

/// What a result says, in a number: all cells of its tables and all its values.
static long content(RunResult result) {
  long[] hash = {1};
  for (var step : result.steps()) {
    step.result().tables().forEach((name, table) -> {
      hash[0] = 31 * hash[0] + name.hashCode();
      add(table, hash);
    });
    step.result().values().forEach((name, value) -> hash[0] = 31 * hash[0] + name.hashCode() * 17L + value.hashCode());
  }
  return hash[0];
}

static void add(Table table, long[] hash) {
  table.forEachChunk(chunk -> {
    for (var column : table.schema().columns().toList()) {
      var values = chunk.values(column);
      for (int r = 0; r < chunk.rows(); r++) {
        long cell = values.validity().at(r) ? cell(values, r) : 7;
        hash[0] = (hash[0] + cell) * 0x9e3779b97f4a7c15L;
      }
    }
  });
}

static long cell(Values values, int row) {
  return switch (values) {
    case Values.Ints ints -> ints.cells()[row];
    case Values.Longs longs -> longs.cells()[row];
    case Values.Doubles doubles -> Double.doubleToLongBits(doubles.cells()[row]);
    case Values.Texts texts -> texts.text().string(row).hashCode();
  };
}

static final class Work {
  final StreamingConfig config;
  final List<Pipeline> pipelines;
  boolean wrong;

  Work(Path file, long memory, Path folder) {
    config = StreamingConfig.defaults().withMemoryBytes(memory).withThreads(2).withSpillDirectory(folder);
    var input = Pipeline.from(Input.of(file.toString()));
    pipelines =
        List.of(
            input.step("stats.frequencies").with("columns", List.of("key")).with("top", 0L),
            input.step("stats.describe").with("columns", List.of("price", "amount")).with("exact", true).by("ticker"));
  }

  RunResult run(int n, MemoryCap cap, Cancellation cancellation, RunListener listener) {
    return new StreamingPipelineExecutor(Catalogue.discover(), config).withCap(cap).run(pipelines.get(n), listener, cancellation);
  }

  void check(String what, boolean right) {
    IO.println((right ? "right: " : "WRONG: ") + what);
    wrong |= !right;
  }

  String told(RunResult result) {
    var metrics = result.metrics();
    return String.format(
        Locale.ROOT,
        "%.1f s, ledger peak %d MiB, to the disk %d MiB, pressure %s",
        metrics.seconds(),
        metrics.peakBytes() / MIB,
        metrics.spilledBytes() / MIB,
        metrics.pressure());
  }

  /// Both at once; that of number `cancelled` ends after its first progress beyond a quarter of the rows.
  void both(String how, MemoryCap cap, List<Long> expected, int cancelled) throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      var results = new ArrayList<java.util.concurrent.Future<String>>();
      for (int n = 0; n < 2; n++) {
        int which = n;
        results.add(threads.submit(() -> {
          var cancellation = new Cancellation();
          var listener =
              new RunListener() {
                @Override
                public void progress(Progress progress) {
                  if (which == cancelled && progress.rows() > progress.totalRows().orElse(0) / 4) {
                    cancellation.cancel();
                  }
                }
              };
          try (var result = run(which, cap, cancellation, listener)) {
            boolean right =
                which == cancelled
                    ? result.completeness() == Completeness.PARTIAL
                    : result.completeness() == Completeness.COMPLETE && content(result) == expected.get(which);
            check(
                how + ", pipeline " + which + (which == cancelled ? ", cancelled: " : ": ") + told(result),
                right && result.metrics().peakBytes() <= config.memoryBytes() / 2);
            return "";
          }
        }));
      }
      for (var result : results) {
        result.get();
      }
    }
    check(how + ": nothing is held, nobody waits", cap.held() == 0 && cap.waiting() == 0);
  }
}

void main(String[] arguments) throws Exception {
  long memory = Long.parseLong(arguments[1]) * MIB;
  var work = new Work(Path.of(arguments[0]), memory, Path.of(arguments[2]));
  var expected = new ArrayList<Long>();
  for (int n = 0; n < 2; n++) {
    try (var alone = work.run(n, MemoryCap.NONE, new Cancellation(), RunListener.NONE)) {
      expected.add(content(alone));
      work.check("alone, pipeline " + n + ": " + work.told(alone), alone.completeness() == Completeness.COMPLETE);
    }
  }
  work.both("room for both", MemoryCap.of(2 * memory), expected, -1);
  work.both("room for one", MemoryCap.of(memory), expected, -1);
  work.both("room for both", MemoryCap.of(2 * memory), expected, 1);
  work.both("room for one", MemoryCap.of(memory), expected, 0);
  System.exit(work.wrong ? 1 : 0);
}
