package dev.weir.tck;

import dev.weir.api.Completeness;
import dev.weir.api.DomainPlugin;
import dev.weir.api.PipelineResult;
import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.ToolRole;
import dev.weir.core.Cancellation;
import dev.weir.core.Catalogue;
import dev.weir.core.Input;
import dev.weir.core.Pipeline;
import dev.weir.core.RunListener;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A case of a tool, run by the executor.
final class EngineRun {
  private static final long MIB = StreamingConfig.MIB;

  private final DomainPlugin plugin;
  private final String tool;
  private final Case example;
  private final @Nullable String by;

  EngineRun(DomainPlugin plugin, String tool, Case example, @Nullable String by) {
    this.plugin = plugin;
    this.tool = tool;
    this.example = example;
    this.by = by;
  }

  static EngineRun of(Fold fold) {
    return new EngineRun(fold.plugin(), fold.tool().descriptor().name(), fold.example(), null);
  }

  /// A grid of this many rows a block and bytes a chunk, one thread, as much memory as the heap
  /// allows.
  static StreamingConfig grid(long blockRows, long chunkBytes) {
    long heap = Runtime.getRuntime().maxMemory();
    return StreamingConfig.defaults()
        .withMemoryBytes(Math.clamp(heap, 160 * MIB, 1024 * MIB))
        .withThreads(1)
        .withBlockRows(blockRows)
        .withChunkBytes(chunkBytes);
  }

  Outcome run(StreamingConfig config) {
    return run(config, () -> {}, new Cancellation());
  }

  /// Runs; the source calls the action before each chunk.
  Outcome run(StreamingConfig config, Runnable onChunk, Cancellation cancellation) {
    var sink = new RowsSink();
    var catalogue = Catalogue.of(List.of(plugin), List.of(sink));
    boolean emits = catalogue.tool(tool).role() != ToolRole.ANALYSIS;
    var executor = new StreamingPipelineExecutor(catalogue, config.withSeed(example.seed()));
    var run = executor.run(pipeline(emits, onChunk), RunListener.NONE, cancellation);
    return outcome(run, sink, emits);
  }

  private Pipeline pipeline(boolean emits, Runnable onChunk) {
    var pipeline = Pipeline.from(input(example.data(), onChunk)).step(tool);
    for (var option : example.options().entrySet()) {
      pipeline = pipeline.with(option.getKey(), option.getValue());
    }
    var group = by;
    if (group != null) {
      pipeline = pipeline.by(group);
    }
    if (example.fitOn().isPresent()) {
      pipeline = pipeline.fitOn(input(example.fitOn().get(), () -> {}));
    }
    return emits ? pipeline.writeTo(RowsSink.FILE) : pipeline;
  }

  private static Input input(Table table, Runnable onChunk) {
    return Input.of("rows", _ -> new RowsSource(table, onChunk));
  }

  private static Outcome outcome(RunResult run, RowsSink sink, boolean emits) {
    var rejected = new TreeMap<Long, String>();
    run.skipped().forEach(s -> rejected.put(s.position(), s.reason()));
    var result = run.steps().isEmpty() ? PipelineResult.EMPTY : run.steps().getLast().result();
    var chunks = sink.chunks();
    var schema = chunks.isEmpty() ? Tables.columns().table().schema() : chunks.getFirst().schema();
    if (run.completeness() != Completeness.COMPLETE) {
      result = result.withWarning(run.completeness().name());
    }
    return new Outcome(emits ? withoutRows(result) : result, schema, chunks, rejected, 1);
  }

  /// What the run itself adds to a result of a step that emits rows.
  private static PipelineResult withoutRows(PipelineResult result) {
    var tables = new java.util.LinkedHashMap<>(result.tables());
    var values = new java.util.LinkedHashMap<>(result.values());
    tables.remove("rows");
    values.remove("rows");
    return new PipelineResult(
        tables, values, result.charts(), result.exactness(), result.warnings());
  }

  /// True if the run was stopped.
  static boolean partial(Outcome outcome) {
    return outcome.result().warnings().contains(Completeness.PARTIAL.name());
  }
}
