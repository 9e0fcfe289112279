package dev.weir.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// One run's limits. `chunkBytes` and `blockRows` fix the grid and thereby the bits, `seed` the
/// coins; the others never show in an answer.
///
/// @param memoryBytes budget of chunks, states, buffers and the source together
/// @param diskBytes most bytes of temporary files
/// @param threads threads that fold blocks
/// @param chunkBytes about how large a chunk is
/// @param blockRows rows of the source in a block, the unit of state and merge
/// @param seed root of all randomness
/// @param deadline after which the run ends with what it has
/// @param errorPolicy what is done about errors, and how many rows may be set aside
/// @param spillDirectory where temporary files go, in a folder private to the run
/// @param snapshotEvery how often early results are made, if at all
/// @param checkpoints where and how often the run saves where it stands, if at all
public record StreamingConfig(
    long memoryBytes,
    long diskBytes,
    int threads,
    long chunkBytes,
    long blockRows,
    long seed,
    Optional<Duration> deadline,
    ErrorPolicy errorPolicy,
    Path spillDirectory,
    Optional<Duration> snapshotEvery,
    Optional<Checkpoints> checkpoints) {
  /// Where and how often a run saves where it stands.
  ///
  /// @param directory a folder of its own, made if it is not there
  /// @param every time from one checkpoint to the next, at least 0: after each block
  public record Checkpoints(Path directory, Duration every) {
    /// Checks the range.
    public Checkpoints {
      if (every.isNegative()) {
        throw PipelineException.user(
            "config.checkpoint-every",
            "--checkpoint-every is " + every + ", allowed is 0s or longer");
      }
    }
  }

  /// Bytes of one KiB-based megabyte.
  public static final long MIB = 1L << 20;

  /// The smallest budget of a run.
  public static final long LEAST_MEMORY = 32 * MIB;

  /// Checks the ranges.
  public StreamingConfig {
    require("memory", memoryBytes, LEAST_MEMORY, 1L << 40);
    require("disk", diskBytes, 0, 1L << 60);
    require("threads", threads, 1, 1024);
    require("chunk-bytes", chunkBytes, 1024, 256 * MIB);
    require("block-rows", blockRows, 1, 1L << 40);
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw PipelineException.user(
          "config." + name, "--" + name + " is " + value + ", allowed is " + least + " to " + most);
    }
  }

  /// 512 MiB of memory, 10 GiB of disk, a thread a processor, chunks of 6 MiB, blocks of 2^20 rows,
  /// seed 0, no deadline, the first error ends the run, the system's temporary folder, neither
  /// early results nor checkpoints.
  public static StreamingConfig defaults() {
    return new StreamingConfig(
        512 * MIB,
        10240 * MIB,
        Runtime.getRuntime().availableProcessors(),
        6 * MIB,
        1L << 20,
        0,
        Optional.empty(),
        ErrorPolicy.STRICT,
        Path.of(System.getProperty("java.io.tmpdir")),
        Optional.empty(),
        Optional.empty());
  }

  /// Another memory budget.
  public StreamingConfig withMemoryBytes(long bytes) {
    return with(parts -> parts.memoryBytes = bytes);
  }

  /// Another disk limit.
  public StreamingConfig withDiskBytes(long bytes) {
    return with(parts -> parts.diskBytes = bytes);
  }

  /// Another number of threads.
  public StreamingConfig withThreads(int count) {
    return with(parts -> parts.threads = count);
  }

  /// Another chunk size.
  public StreamingConfig withChunkBytes(long bytes) {
    return with(parts -> parts.chunkBytes = bytes);
  }

  /// Another block size.
  public StreamingConfig withBlockRows(long rows) {
    return with(parts -> parts.blockRows = rows);
  }

  /// Another seed.
  public StreamingConfig withSeed(long value) {
    return with(parts -> parts.seed = value);
  }

  /// A deadline from the start of the run.
  public StreamingConfig withDeadline(Duration after) {
    return with(parts -> parts.deadline = Optional.of(after));
  }

  /// Another error budget, in rows.
  public StreamingConfig withErrorBudget(long rows) {
    return withErrorPolicy(errorPolicy.withBudget(new ErrorBudget.Rows(rows)));
  }

  /// Another way of dealing with errors.
  public StreamingConfig withErrorPolicy(ErrorPolicy policy) {
    return with(parts -> parts.errorPolicy = policy);
  }

  /// Another folder for temporary files.
  public StreamingConfig withSpillDirectory(Path directory) {
    return with(parts -> parts.spillDirectory = directory);
  }

  /// Early results this often.
  public StreamingConfig withSnapshotEvery(Duration interval) {
    return with(parts -> parts.snapshotEvery = Optional.of(interval));
  }

  /// Saves where the run stands, this often, in this folder.
  public StreamingConfig withCheckpoints(Path directory, Duration every) {
    return with(parts -> parts.checkpoints = Optional.of(new Checkpoints(directory, every)));
  }

  private StreamingConfig with(Consumer<Parts> change) {
    var parts = new Parts(this);
    change.accept(parts);
    return parts.config();
  }

  /// The components while one of them changes.
  private static final class Parts {
    private long memoryBytes;
    private long diskBytes;
    private int threads;
    private long chunkBytes;
    private long blockRows;
    private long seed;
    private Optional<Duration> deadline;
    private ErrorPolicy errorPolicy;
    private Path spillDirectory;
    private Optional<Duration> snapshotEvery;
    private Optional<Checkpoints> checkpoints;

    Parts(StreamingConfig from) {
      memoryBytes = from.memoryBytes;
      diskBytes = from.diskBytes;
      threads = from.threads;
      chunkBytes = from.chunkBytes;
      blockRows = from.blockRows;
      seed = from.seed;
      deadline = from.deadline;
      errorPolicy = from.errorPolicy;
      spillDirectory = from.spillDirectory;
      snapshotEvery = from.snapshotEvery;
      checkpoints = from.checkpoints;
    }

    StreamingConfig config() {
      return new StreamingConfig(
          memoryBytes,
          diskBytes,
          threads,
          chunkBytes,
          blockRows,
          seed,
          deadline,
          errorPolicy,
          spillDirectory,
          snapshotEvery,
          checkpoints);
    }
  }
}
