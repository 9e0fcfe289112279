package dev.weir.benchmarks;

import dev.weir.api.StreamingConfig;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// `stats.describe` of a Parquet file of two doubles beside DuckDB's own query for the same
/// figures, in one process that is warm; each with as many threads as the machine has cores.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx352m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"})
public class DescribeFileBenchmark {
  private final Catalogue catalogue = Catalogue.discover();
  private Path file = Path.of("");
  private Connection database = none();

  /// Rows of the file.
  @Param("50000000")
  public long rows;

  private static Connection none() {
    try {
      return DriverManager.getConnection("jdbc:duckdb:");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Writes the file.
  @Setup(Level.Trial)
  public void write() throws IOException, SQLException {
    file = Files.createTempDirectory("weir-describe").resolve("two-doubles.parquet");
    try (var statement = database.createStatement()) {
      statement.execute("SET memory_limit = '512MB'");
      statement.execute(
          "COPY (SELECT (hash(i) % 1000003)::DOUBLE / 1000 AS x, ln(1 + (hash(i + 7) % 999983)::DOUBLE) AS y FROM range("
              + rows
              + ") r(i)) TO '"
              + file
              + "'");
    }
  }

  /// Deletes it.
  @TearDown(Level.Trial)
  public void delete() throws IOException, SQLException {
    database.close();
    Files.delete(file);
    Files.delete(file.getParent());
  }

  /// The tool, with the approximate number of distinct values, which it always gives.
  @Benchmark
  public RunResult weir() {
    return run(StreamingConfig.defaults());
  }

  RunResult run(StreamingConfig config) {
    return new StreamingPipelineExecutor(catalogue, config)
        .run(Pipeline.from(Input.of(file.toString())).step("stats.describe"));
  }

  /// DuckDB, the same figures but the number of distinct values.
  @Benchmark
  public double duckdb() throws SQLException {
    return query(figures("x") + ", " + figures("y"));
  }

  /// DuckDB, the same figures.
  @Benchmark
  public double duckdbWithDistinct() throws SQLException {
    return query(
        figures("x")
            + ", "
            + figures("y")
            + ", approx_count_distinct(x), approx_count_distinct(y)");
  }

  private static String figures(String column) {
    return "count(#), avg(#), stddev(#), skewness(#), kurtosis(#), min(#), max(#), approx_quantile(#, [0.25, 0.5, 0.75])"
        .replace("#", column);
  }

  private double query(String select) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery("SELECT " + select + " FROM '" + file + "'")) {
      rows.next();
      return rows.getDouble(2);
    }
  }
}
