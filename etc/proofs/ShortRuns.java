import dev.weir.api.PipelineException;
import dev.weir.api.StreamingConfig;
import dev.weir.core.Cancellation;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.MemoryCap;
import dev.weir.core.Pipeline;
import dev.weir.core.RunListener;
import dev.weir.core.StreamingPipelineExecutor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes many short runs in one process, every seventh of which fails and every eleventh of which is cancelled, and looks at
/// what they leave: threads, open files, temporary files, the heap after collection, resident memory.
///
///     java -Xms128m -Xmx128m -XX:+AlwaysPreTouch -cp 'bundle/target/weir/lib/*' etc/proofs/ShortRuns.java RUNS FOLDER
///
/// Ends with 1 if there are more threads or files at the end than after a tenth of the runs, if the heap has grown by more than
/// 2 MiB since then, or the process by more than 24 MiB and a twentieth.
static long openFiles() throws IOException {
  try (var open = Files.list(Path.of("/proc/self/fd"))) {
    return open.count();
  }
}

static long foldersLeft(Path folder) throws IOException {
  try (var all = Files.list(folder)) {
    return all.filter(f -> f.getFileName().toString().startsWith("weir-run-")).count();
  }
}

/// What is left of the heap after a collection.
static long heapNow() {
  System.gc();
  return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 10;
}

static long residentNow() throws IOException {
  return Files.readString(Path.of("/proc/self/status"))
      .lines()
      .filter(line -> line.startsWith("VmRSS:"))
      .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
      .findFirst()
      .orElse(0);
}

static long liveThreads() {
  return ManagementFactory.getThreadMXBean().getThreadCount();
}

record Seen(long threads, long files, long left, long heapKibibytes, long residentMebibytes) {
  static Seen now(Path folder) throws IOException {
    return new Seen(liveThreads(), openFiles(), foldersLeft(folder), heapNow(), residentNow());
  }
}

void main(String[] arguments) throws Exception {
  int runs = Integer.parseInt(arguments[0]);
  var folder = Path.of(arguments[1]);
  var csv = folder.resolve("rows.csv");
  var text = new StringBuilder("x,g,name\n");
  for (int r = 0; r < 300; r++) {
    text.append(r * 0.5).append(',').append(r % 7).append(",n").append(r % 40).append('\n');
  }
  Files.writeString(csv, text);
  var config =
      StreamingConfig.defaults().withMemoryBytes(64 << 20).withThreads(2).withBlockRows(100).withSpillDirectory(folder);
  var executor = new StreamingPipelineExecutor(Catalogue.discover(), config).withCap(MemoryCap.of(64 << 20));
  Seen first = null;
  Seen last = null;
  long start = System.nanoTime();
  for (int n = 1; n <= runs; n++) {
    var input = Pipeline.from(Input.of(csv.toString()));
    var pipeline =
        switch (n % 3) {
          case 0 -> input.step("stats.describe").with("exact", true).by("g");
          case 1 -> input.step("cleaning.filter").with("where", "x > 3").step("stats.frequencies").with("columns", List.of("name"));
          default -> input.step("cleaning.impute").step("stats.describe").with("columns", List.of("x"));
        };
    pipeline = n % 7 == 0 ? input.step("cleaning.derive").with("column", "z").with("expression", "cast(name as double)") : pipeline;
    var cancellation = new Cancellation();
    if (n % 11 == 0) {
      cancellation.cancel();
    }
    try (var result = executor.run(pipeline, RunListener.NONE, cancellation)) {
      result.steps().forEach(step -> step.result().tables().values().forEach(table -> table.forEachChunk(_ -> {})));
    } catch (PipelineException expected) {
      if (expected.category() == PipelineException.Category.INTERNAL) {
        throw expected;
      }
    }
    if (n % Math.max(1, runs / 10) == 0) {
      last = Seen.now(folder);
      first = first == null ? last : first;
      IO.println(n + " runs: " + last + ", " + (System.nanoTime() - start) / 1_000_000_000 + " s");
    }
  }
  boolean right =
      last.threads() <= first.threads()
          && last.files() <= first.files()
          && last.left() == 0
          && last.heapKibibytes() <= first.heapKibibytes() + 2048
          && last.residentMebibytes() <= first.residentMebibytes() * 1.05 + 24;
  IO.println(right ? "nothing is left" : "LEAK");
  System.exit(right ? 0 : 1);
}
