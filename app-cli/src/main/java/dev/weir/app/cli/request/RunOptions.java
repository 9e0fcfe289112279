package dev.weir.app.cli.request;

import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.StreamingConfig;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.ToolRole;
import dev.weir.app.cli.output.PlainText;
import dev.weir.core.CacheSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The options of a run and of a step, declared once: their help, their parsing on the command line
/// and in pipeline files are all read from here.
public final class RunOptions {
  private static final StreamingConfig DEFAULTS = StreamingConfig.defaults();

  private static final OptionDescriptor MEMORY =
      OptionDescriptor.of(
              "memory",
              OptionType.SIZE,
              size(DEFAULTS.memoryBytes()),
              "Budget of chunks, states and the source together; the heap is derived from it.")
          .between(32.0 * StreamingConfig.MIB, 0x1p40);
  private static final OptionDescriptor DISK =
      OptionDescriptor.of(
              "disk",
              OptionType.SIZE,
              size(DEFAULTS.diskBytes()),
              "Most bytes of temporary files, half of them DuckDB's.")
          .between(0, 0x1p60);
  private static final OptionDescriptor THREADS =
      OptionDescriptor.optional(
              "threads",
              OptionType.INTEGER,
              "Threads that work at a time; as many as there are processors if not given.")
          .between(1, 1024);
  private static final OptionDescriptor CHUNK_BYTES =
      OptionDescriptor.of(
              "chunk-bytes",
              OptionType.SIZE,
              size(DEFAULTS.chunkBytes()),
              "About how large a chunk is. Part of the grid that fixes the bits of a result.")
          .between(1024, 256.0 * StreamingConfig.MIB);
  private static final OptionDescriptor BLOCK_ROWS =
      OptionDescriptor.of(
              "block-rows",
              OptionType.INTEGER,
              Long.toString(DEFAULTS.blockRows()),
              "Rows of the source in a block. Part of the grid that fixes the bits of a result.")
          .between(1, 0x1p40);
  private static final OptionDescriptor SEED =
      OptionDescriptor.of(
          "seed", OptionType.INTEGER, Long.toString(DEFAULTS.seed()), "Root of all randomness.");
  private static final OptionDescriptor DEADLINE =
      OptionDescriptor.optional(
          "deadline",
          OptionType.DURATION,
          "After this time the run ends with what it has, as a partial result.");
  private static final OptionDescriptor ON_ERROR =
      OptionDescriptor.of(
              "on-error",
              OptionType.CHOICE,
              "fail",
              "What an error does. fail: ends the run. skip: rows that a tool fails on are set aside,"
                  + " within the error budget. partial: as skip, and any other error ends the run with"
                  + " what it has, as a partial result.")
          .oneOf("fail", "skip", "partial");
  private static final OptionDescriptor ERROR_BUDGET =
      OptionDescriptor.of(
          "error-budget",
          OptionType.TEXT,
          "0",
          "Most rows that may be set aside before the run gives up: a number (100, '100 rows') or a"
              + " share of the input's (0.1%).");
  private static final OptionDescriptor RETRIES =
      OptionDescriptor.of(
              "retries",
              OptionType.INTEGER,
              Integer.toString(DEFAULTS.errorPolicy().retries()),
              "How often a reading that failed (not for what the data says) is opened again where it"
                  + " stood, each time without a row in between.")
          .between(0, 100);

  /// A file for the result as JSON.
  static final OptionDescriptor JSON =
      OptionDescriptor.optional(
          "json",
          OptionType.TEXT,
          "Writes the result as JSON to this file; `-` is standard output, and then no tables are printed.");

  /// A file for the rows at the end.
  static final OptionDescriptor OUT =
      OptionDescriptor.optional(
          "out",
          OptionType.TEXT,
          "Writes all rows of the last transform to this .parquet or .csv file; it appears when whole.");

  private static final OptionDescriptor SNAPSHOT_EVERY =
      OptionDescriptor.optional(
          "snapshot-every",
          OptionType.DURATION,
          "Early results this often, valid for the first rows: lines of JSON on standard error.");

  /// A file for early results.
  static final OptionDescriptor SNAPSHOTS =
      OptionDescriptor.optional(
          "snapshots",
          OptionType.TEXT,
          "Writes early results to this file, line by line, every 2 s if --snapshot-every does not say.");

  private static final OptionDescriptor NO_CACHE =
      OptionDescriptor.of(
          "no-cache",
          OptionType.FLAG,
          "false",
          "Neither looks for a result that was kept nor keeps this one.");
  private static final OptionDescriptor CACHE_SIZE =
      OptionDescriptor.of(
              "cache-size",
              OptionType.SIZE,
              size(CacheSettings.defaults().diskBytes()),
              "Most bytes of results that are kept; the oldest go first.")
          .between(0, 0x1p50);
  private static final OptionDescriptor CACHE_TTL =
      OptionDescriptor.of(
          "cache-ttl",
          OptionType.DURATION,
          CacheSettings.defaults().timeToLive().toDays() + "d",
          "How long a result is kept.");

  /// A file for the rows set aside.
  static final OptionDescriptor REJECTS =
      OptionDescriptor.optional(
          "rejects",
          OptionType.TEXT,
          "Writes the rows that were set aside to this .parquet or .csv file, with place, step, reason"
              + " and the columns that were read; it appears when whole.");

  /// A folder for checkpoints.
  static final OptionDescriptor CHECKPOINT =
      OptionDescriptor.optional(
          "checkpoint",
          OptionType.TEXT,
          "Saves where the run stands in this folder; `weir resume FOLDER` goes on from there.");

  /// How often.
  static final OptionDescriptor CHECKPOINT_EVERY =
      OptionDescriptor.of(
          "checkpoint-every",
          OptionType.DURATION,
          "10s",
          "Time from one checkpoint to the next; 0s: after each block.");

  private static final OptionDescriptor PROGRESS =
      OptionDescriptor.of(
              "progress",
              OptionType.CHOICE,
              "auto",
              "Shows progress on standard error; auto: if that is a terminal.")
          .oneOf("auto", "always", "never");
  private static final OptionDescriptor QUIET =
      OptionDescriptor.of(
          "quiet", OptionType.FLAG, "false", "No warnings and no progress on standard error.");

  /// Details of errors.
  public static final OptionDescriptor DEBUG =
      OptionDescriptor.of("debug", OptionType.FLAG, "false", "Prints the stack trace of an error.");

  /// Help.
  public static final OptionDescriptor HELP =
      OptionDescriptor.of("help", OptionType.FLAG, "false", "Prints help.");

  /// What a pipeline file may say under `run`.
  static final List<OptionDescriptor> LIMITS =
      List.of(
          MEMORY,
          DISK,
          THREADS,
          CHUNK_BYTES,
          BLOCK_ROWS,
          SEED,
          DEADLINE,
          ON_ERROR,
          ERROR_BUDGET,
          SNAPSHOT_EVERY,
          NO_CACHE,
          CACHE_SIZE,
          CACHE_TTL,
          RETRIES,
          PROGRESS,
          QUIET,
          DEBUG);

  /// Every option of a run.
  public static final List<OptionDescriptor> RUN =
      List.of(
          MEMORY,
          DISK,
          THREADS,
          CHUNK_BYTES,
          BLOCK_ROWS,
          SEED,
          DEADLINE,
          ON_ERROR,
          ERROR_BUDGET,
          RETRIES,
          JSON,
          OUT,
          SNAPSHOT_EVERY,
          SNAPSHOTS,
          NO_CACHE,
          CACHE_SIZE,
          CACHE_TTL,
          REJECTS,
          CHECKPOINT,
          CHECKPOINT_EVERY,
          PROGRESS,
          QUIET,
          DEBUG,
          HELP);

  /// What every command has.
  public static final List<OptionDescriptor> COMMON = List.of(DEBUG, HELP);

  private static final OptionDescriptor JSON_LIST =
      OptionDescriptor.of("json", OptionType.FLAG, "false", "Prints JSON, with all that is known.");

  /// A file that tools could be run on.
  public static final OptionDescriptor FOR =
      OptionDescriptor.optional(
          "for",
          OptionType.TEXT,
          "Only tools that this file has columns for; the options of files go with it.");

  private static final OptionDescriptor PLUGINS =
      OptionDescriptor.optional(
          "plugins", OptionType.TEXT, "Folder of plugins, in place of the one of WEIR_PLUGINS.");

  /// What `weir doctor` has.
  public static final List<OptionDescriptor> DOCTOR = List.of(JSON_LIST, DEBUG, HELP);

  /// What the list of tools has.
  public static final List<OptionDescriptor> TOOLS =
      List.of(
          OptionDescriptor.optional("domain", OptionType.TEXT, "Only tools of this domain."),
          OptionDescriptor.optional("mode", OptionType.CHOICE, "Only tools that see rows this way.")
              .oneOf(
                  Arrays.stream(ChunkProcessingMode.values())
                      .map(PlainText::lower)
                      .toArray(String[]::new)),
          FOR,
          JSON_LIST,
          PLUGINS,
          DEBUG,
          HELP);

  /// What `weir plugin` has.
  public static final List<OptionDescriptor> PLUGIN =
      List.of(
          OptionDescriptor.optional(
              "sha256", OptionType.TEXT, "install: the hash that the plugin's jar must have."),
          JSON_LIST,
          PLUGINS,
          DEBUG,
          HELP);

  /// Every option of a first look, which writes no rows.
  public static final List<OptionDescriptor> PROFILE =
      without(List.of(OUT, CHECKPOINT, CHECKPOINT_EVERY));

  /// Every option of a query, which has neither coins nor blocks.
  public static final List<OptionDescriptor> QUERY =
      without(
          List.of(
              BLOCK_ROWS,
              SEED,
              ON_ERROR,
              ERROR_BUDGET,
              RETRIES,
              REJECTS,
              SNAPSHOT_EVERY,
              SNAPSHOTS,
              NO_CACHE,
              CACHE_SIZE,
              CACHE_TTL,
              CHECKPOINT,
              CHECKPOINT_EVERY));

  /// What may be said anew when a run is taken up.
  public static final List<OptionDescriptor> RESUME =
      List.of(THREADS, DISK, DEADLINE, PROGRESS, QUIET, DEBUG, HELP);

  private static List<OptionDescriptor> without(List<OptionDescriptor> some) {
    var left = some.stream().map(OptionDescriptor::name).toList();
    return RUN.stream().filter(option -> !left.contains(option.name())).toList();
  }

  /// Groups of a step.
  static final OptionDescriptor BY =
      OptionDescriptor.optional(
          "by", OptionType.COLUMNS, "Runs the step once per group of these columns.");

  /// Name of a step.
  static final OptionDescriptor AS =
      OptionDescriptor.optional(
          "as", OptionType.TEXT, "Name of the step in results; its tool's name if not given.");

  /// Other rows for an estimator.
  static final OptionDescriptor FIT_ON =
      OptionDescriptor.optional(
          "fit-on",
          OptionType.TEXT,
          "File whose rows the step learns from, in place of its input.");

  /// Every option that all steps have.
  public static final List<OptionDescriptor> STEP = List.of(BY, AS, FIT_ON);

  private RunOptions() {}

  /// Options of a step besides its tool's own; the further input under the name that the tool gives
  /// it.
  public static List<OptionDescriptor> ofStep(ToolDescriptor tool) {
    var options = new ArrayList<OptionDescriptor>();
    options.add(BY);
    options.add(AS);
    tool.fitOn()
        .ifPresentOrElse(
            name ->
                options.add(
                    OptionDescriptor.required(
                        name,
                        OptionType.TEXT,
                        "File with the rows that " + tool.name() + " learns from.")),
            () -> {
              if (tool.role() == ToolRole.ESTIMATOR) {
                options.add(FIT_ON);
              }
            });
    return options;
  }

  /// Bytes as a user would write them.
  private static String size(long bytes) {
    long mib = bytes / StreamingConfig.MIB;
    return mib * StreamingConfig.MIB != bytes
        ? Long.toString(bytes)
        : mib % 1024 == 0 && mib > 0 ? mib / 1024 + "g" : mib + "m";
  }
}
