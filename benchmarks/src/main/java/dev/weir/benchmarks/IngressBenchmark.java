package dev.weir.benchmarks;

import dev.weir.api.OptionParser;
import dev.weir.api.SourceLimits;
import dev.weir.api.SourceRequest;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.api.Table;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.StreamingPipelineExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/// Files to chunks, in rows a microsecond, which is millions of rows a second; opening included.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(IngressBenchmark.ROWS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "--enable-native-access=ALL-UNNAMED"})
public class IngressBenchmark {
  static final int ROWS = 4 << 20;

  private final Catalogue catalogue = Catalogue.of(List.of(), Catalogue.discover().sources());
  private final Path folder = temporary();

  /// Ending of the file.
  @Param({"parquet", "csv"})
  public String format = "";

  /// `doubles` are two numeric columns, `mixed` a whole number, a real one and a text.
  @Param({"doubles", "mixed"})
  public String columns = "";

  /// How DuckDB is called: `native`, the C interface, or `jdbc`, its chunked result.
  @Param({"native", "jdbc"})
  public String api = "";

  private static Path temporary() {
    try {
      return Files.createTempDirectory("weir-ingress");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path file() {
    return folder.resolve(columns + "." + format);
  }

  /// Writes the file.
  @Setup(Level.Trial)
  public void write() {
    System.setProperty("weir.duckdb.api", api);
    Table table = columns.equals("doubles") ? Data.doubles(ROWS) : Data.mixed(ROWS);
    new StreamingPipelineExecutor(catalogue, StreamingConfig.defaults())
        .run(Pipeline.from(Input.of(table)).writeTo(file()));
  }

  /// Deletes it.
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    Files.deleteIfExists(file());
    Files.delete(folder);
  }

  /// Opens the file and takes every chunk of all its columns.
  @Benchmark
  public long read() {
    var config = StreamingConfig.defaults();
    var provider = catalogue.source(file().toString());
    var request =
        new SourceRequest(
            file().toString(),
            Path.of(""),
            Optional.empty(),
            OptionParser.parse("source", provider.options(), Map.of()),
            new SourceLimits(256 << 20, config.threads(), 1 << 30, folder));
    try (var source = provider.open(request)) {
      var scan =
          new Scan(
              source.schema().names(),
              List.of(),
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
}
