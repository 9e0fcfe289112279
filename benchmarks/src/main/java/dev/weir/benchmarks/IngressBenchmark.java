package dev.weir.benchmarks;

import dev.weir.api.OptionParser;
import dev.weir.api.Schema;
import dev.weir.api.SourceLimits;
import dev.weir.api.SourceRequest;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.api.Table;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.StreamingPipelineExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// From DuckDB to chunks, in rows a microsecond, which is millions of rows a second. The source is
/// open.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(IngressBenchmark.ROWS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Xmx1g",
      "-XX:+UseG1GC",
      "-XX:G1HeapRegionSize=8m",
      "--enable-native-access=ALL-UNNAMED"
    })
public class IngressBenchmark {
  private static final StreamingDataSource NONE = new HeldSource(Table.of(Schema.of(), List.of()));

  static final int ROWS = 4 << 20;

  private final Catalogue catalogue = Catalogue.of(List.of(), Catalogue.discover().sources());
  private final StreamingConfig config = StreamingConfig.defaults();
  private Path folder = Path.of("");
  private StreamingDataSource source = NONE;

  /// Ending of the file; `duckdb` is a table of a database, which costs DuckDB least to read.
  @Param({"duckdb", "parquet", "csv"})
  public String format = "";

  /// `numbers` are a whole number and two real ones, `mixed` a whole number, a real one and a text.
  @Param({"numbers", "mixed"})
  public String columns = "";

  /// How DuckDB is called: `native`, the C interface, or `jdbc`, its chunked result.
  @Param({"native", "jdbc"})
  public String api = "";

  /// Writes the file and opens it.
  @Setup(Level.Trial)
  public void open() throws IOException, SQLException {
    System.setProperty("weir.duckdb.api", "native");
    folder = Files.createTempDirectory("weir-ingress");
    var file = folder.resolve("rows." + format);
    var written = format.equals("csv") ? file : folder.resolve("rows.parquet");
    var table = columns.equals("numbers") ? Data.numbers(ROWS) : Data.mixed(ROWS);
    new StreamingPipelineExecutor(catalogue, config)
        .run(Pipeline.from(Input.of(table)).writeTo(written));
    if (format.equals("duckdb")) {
      try (var database = DriverManager.getConnection("jdbc:duckdb:" + file);
          var statement = database.createStatement()) {
        statement.execute("CREATE TABLE t AS SELECT * FROM '" + written + "'");
      }
    }
    System.setProperty("weir.duckdb.api", api);
    var provider = catalogue.source(file.toString());
    source =
        provider.open(
            new SourceRequest(
                file.toString(),
                Path.of(""),
                Optional.empty(),
                OptionParser.parse("source", provider.options(), Map.of()),
                new SourceLimits(256 << 20, config.threads(), 1 << 30, folder)));
  }

  /// Deletes it.
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    source.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// Takes every chunk of all columns.
  @Benchmark
  public long read() {
    var scan =
        new Scan(
            source.schema().names(),
            List.of(),
            0,
            Data.CHUNK_ROWS,
            config.chunkBytes(),
            config.blockRows());
    long rows = 0;
    try (var reader = source.open(scan)) {
      for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
        rows += chunk.get().rows();
      }
    }
    if (rows != ROWS) {
      throw new IllegalStateException(rows + " rows");
    }
    return rows;
  }
}
