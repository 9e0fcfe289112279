import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Completeness;
import dev.weir.api.Schema;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.StreamingPipelineExecutor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// Runs pipelines made by chance over rows that are made as they are read, one after the other, and prints a line of each.
///
///     java -Xmx128m -cp 'bundle/target/weir/lib/*' etc/proofs/Pipelines.java COUNT ROWS MEGABYTES SEED FOLDER
///
/// As plain columns a row takes 136 bytes. Ends with 1 if a run fails, is not complete, loses a row or exceeds the ledger's budget.
record Rows(long count) implements StreamingDataSource {
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("id", Type.LONG),
          Schema.Field.of("key", Type.LONG),
          Schema.Field.of("x", Type.DOUBLE),
          Schema.Field.of("y", Type.DOUBLE),
          Schema.Field.of("group", Type.TEXT),
          Schema.Field.of("time", Type.TIMESTAMP),
          Schema.Field.of("note", Type.TEXT));
  private static final String PAD = "-".repeat(48);

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public OptionalLong rows() {
    return OptionalLong.of(count);
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.REREAD, Ability.STABLE_ORDER);
  }

  @Override
  public String fingerprint() {
    return "rows:" + count;
  }

  @Override
  public String description() {
    return "made-up rows";
  }

  /// Well-mixed bits of a row's number.
  private static long mix(long row) {
    long bits = (row + 1) * 0x9e3779b97f4a7c15L;
    bits = (bits ^ bits >>> 32) * 0xd6e8feb86659fd93L;
    return bits ^ bits >>> 32;
  }

  private Values cells(String name, long first, int rows) {
    var longs = new long[rows];
    var reals = new double[rows];
    var here = new boolean[rows];
    Arrays.fill(here, true);
    for (int r = 0; r < rows; r++) {
      long row = first + r;
      long bits = mix(row);
      longs[r] = name.equals("key") ? mix(row % Math.max(1, count / 5)) >>> 24 : row;
      reals[r] = (bits % 1_000_003) / 8.0 + (name.equals("y") ? row % 3 * 1e6 : 0);
      here[r] = !name.equals("x") || bits % 11 != 0;
    }
    return switch (name) {
      case "id", "key" -> Values.of(longs);
      case "x" -> new Values.Doubles(reals, Validity.of(here));
      case "y" -> Values.of(reals);
      case "time" -> {
        Arrays.setAll(longs, r -> (first + r) * 1_000_000L);
        yield new Values.Longs(Type.TIMESTAMP, longs, Validity.ALL);
      }
      default -> {
        var texts = new String[rows];
        Arrays.setAll(
            texts,
            r -> name.equals("group") ? "group " + mix(first + r >> 4) % 50 : PAD + (first + r) + PAD.substring(20));
        yield Values.of(texts);
      }
    };
  }

  @Override
  public ChunkReader open(Scan scan) {
    return new ChunkReader() {
      private long next = scan.fromPosition();

      @Override
      public Optional<Chunk> next() {
        long border = (next / scan.blockRows() + 1) * scan.blockRows();
        int rows = (int) Math.min(Math.min(count, border) - next, scan.chunkRows());
        if (rows <= 0) {
          return Optional.empty();
        }
        var values =
            SCHEMA
                .columns()
                .map(c -> scan.columns().contains(c.name()) ? cells(c.name(), next, rows) : null)
                .toArray(Values[]::new);
        var chunk = Chunk.of(SCHEMA, rows, next, values);
        next += rows;
        return Optional.of(chunk);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}

static final List<UnaryOperator<Pipeline>> BEFORE =
    List.of(
        p -> p,
        p -> p.step("cleaning.filter").with("where", "id % 10 <> 3"),
        p -> p.step("cleaning.derive").with("column", "z").with("expression", "x * 2 - y"),
        p -> p.step("cleaning.impute").with("columns", List.of("x")).with("strategy", "median"),
        p -> p.step("cleaning.impute").with("columns", List.of("x")).with("strategy", "mean").by("group"),
        p -> p.step("timeseries.rolling").with("columns", List.of("y")).with("rows", 5L));

static final List<UnaryOperator<Pipeline>> LAST =
    List.of(
        p -> p.step("stats.describe").with("columns", List.of("x", "y")).with("exact", true),
        p -> p.step("stats.describe").with("columns", List.of("y")).by("key"),
        p -> p.step("stats.describe"),
        p -> p.step("stats.frequencies").with("columns", List.of("key")),
        p -> p.step("cleaning.deduplicate").with("columns", List.of("key")).step("stats.describe").with("columns", List.of("y")),
        p -> p.step("ml.kmeans").with("k", 3L).with("features", List.of("y", "id")).with("max-passes", 3L),
        p -> p.step("stats.describe").with("columns", List.of("x")).with("exact", true).by("group"),
        p -> p.step("text.term-frequencies").with("column", "group"));

/// Exact figures of groups that do not fit into memory.
static final UnaryOperator<Pipeline> EXACT_GROUPS =
    p -> p.step("stats.describe").with("columns", List.of("y")).with("exact", true).by("key");

void main(String[] arguments) throws Exception {
  int count = Integer.parseInt(arguments[0]);
  long rows = Long.parseLong(arguments[1]);
  long memory = Long.parseLong(arguments[2]) << 20;
  var random = new SplittableRandom(Long.parseLong(arguments[3]));
  var config = StreamingConfig.defaults().withMemoryBytes(memory).withSpillDirectory(Path.of(arguments[4]));
  var executor = new StreamingPipelineExecutor(Catalogue.discover(), config);
  boolean failed = false;
  for (int n = 0; n < count; n++) {
    var begun = BEFORE.get(random.nextInt(BEFORE.size())).apply(Pipeline.from(Input.of("rows", _ -> new Rows(rows))));
    var pipeline = (n == 0 ? EXACT_GROUPS : LAST.get(n % LAST.size())).apply(begun);
    var words = String.join(" then ", pipeline.steps().stream().map(s -> s.tool() + (s.by().isEmpty() ? "" : " by " + s.by())).toList());
    try (var result = executor.run(pipeline)) {
      var metrics = result.metrics();
      boolean right =
          result.completeness() == Completeness.COMPLETE
              && result.rowsRead() == rows
              && metrics.peakBytes() <= memory / 2;
      failed |= !right;
      IO.println(
          String.format(
              Locale.ROOT,
              "%s %d: %s: %d scans, %.1f s, ledger peak %d MiB, to the disk %d MiB, pressure %s",
              right ? "right" : "WRONG",
              n,
              words,
              metrics.scans(),
              metrics.seconds(),
              metrics.peakBytes() >> 20,
              metrics.spilledBytes() >> 20,
              metrics.pressure()));
    } catch (RuntimeException e) {
      failed = true;
      IO.println("FAILED " + n + ": " + words + ": " + e);
    }
  }
  System.exit(failed ? 1 : 0);
}
