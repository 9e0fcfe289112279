package dev.weir.core;

import dev.weir.api.Completeness;
import dev.weir.api.PipelineException;
import dev.weir.api.StreamingConfig;
import dev.weir.core.checkpoint.Storage;
import dev.weir.core.events.Events;
import dev.weir.core.events.RunEvent;
import dev.weir.core.memory.Closing;
import dev.weir.core.run.Failures;
import dev.weir.core.run.RunControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Plans and runs pipelines. Immutable and shared by threads; each run has its own threads, memory
/// ledger and temporary folder, and leaves none of them behind, but for the files of result tables
/// that do not fit into memory: these go when the result is closed.
///
/// On one grid (`chunkBytes`, `blockRows`) results are the same bit for bit for any number of
/// threads. Errors are [PipelineException]s; a deadline or cancellation gives a partial result
/// instead, and so does an error if the configuration's [dev.weir.api.ErrorPolicy] says so.
public final class StreamingPipelineExecutor {
  private final Catalogue catalogue;
  private final StreamingConfig config;
  private final LongSupplier nanos;
  private final Optional<ResultCache> cache;
  private final MemoryCap cap;
  private final Storage storage;
  private final LongSupplier clock;

  /// Runs with these tools and limits.
  public StreamingPipelineExecutor(Catalogue catalogue, StreamingConfig config) {
    this(catalogue, config, Storage.SYSTEM, System::nanoTime);
  }

  /// @param storage of checkpoints
  /// @param clock nanoseconds, from one checkpoint to the next
  StreamingPipelineExecutor(
      Catalogue catalogue, StreamingConfig config, Storage storage, LongSupplier clock) {
    this(catalogue, config, System::nanoTime, Optional.empty(), MemoryCap.NONE, storage, clock);
  }

  /// @param nanos the time by which progress and early results are due
  StreamingPipelineExecutor(
      Catalogue catalogue,
      StreamingConfig config,
      LongSupplier nanos,
      Optional<ResultCache> cache) {
    this(catalogue, config, nanos, cache, MemoryCap.NONE, Storage.SYSTEM, System::nanoTime);
  }

  private StreamingPipelineExecutor(
      Catalogue catalogue,
      StreamingConfig config,
      LongSupplier nanos,
      Optional<ResultCache> cache,
      MemoryCap cap,
      Storage storage,
      LongSupplier clock) {
    this.catalogue = catalogue;
    this.config = config;
    this.nanos = nanos;
    this.cache = cache;
    this.cap = cap;
    this.storage = storage;
    this.clock = clock;
  }

  /// The same, whose runs wait while the runs that share the cap leave no room.
  public StreamingPipelineExecutor withCap(MemoryCap shared) {
    return new StreamingPipelineExecutor(catalogue, config, nanos, cache, shared, storage, clock);
  }

  /// The same, which looks up results and models in this cache and keeps its own there. A run that
  /// is saved (`checkpoints`) does not use it: what it does must not depend on what others did.
  public StreamingPipelineExecutor withCache(ResultCache results) {
    return new StreamingPipelineExecutor(
        catalogue, config, nanos, Optional.of(results), cap, storage, clock);
  }

  /// What a run would do; reads no data beyond the schema.
  ///
  /// @throws PipelineException USER, DATA or REFUSED: what a run would say before reading
  public Plan plan(Pipeline pipeline) {
    var open = new ArrayList<AutoCloseable>();
    try (var directory = RunDirectory.create(config.spillDirectory())) {
      try {
        return new Planner(catalogue, pipeline, config, directory, open).plan().describe(config);
      } finally {
        closeAll(open);
      }
    }
  }

  /// Runs a pipeline to its end.
  public RunResult run(Pipeline pipeline) {
    return run(pipeline, RunListener.NONE, new Cancellation());
  }

  /// Runs a pipeline; the listener hears of it, the cancellation or an interrupt of this thread
  /// ends it with a partial result.
  public RunResult run(Pipeline pipeline, RunListener listener, Cancellation cancellation) {
    return run(pipeline, listener, cancellation, false);
  }

  /// Goes on with a run that did not come to its end, from the newest checkpoint in the
  /// configuration's folder. The result is that of a run that was never stopped.
  ///
  /// @throws PipelineException USER if there is none, REFUSED if it is of another run: other steps,
  ///   options, versions, grid, or another content of the input; RESOURCE if it is damaged
  public RunResult resume(Pipeline pipeline, RunListener listener, Cancellation cancellation) {
    if (config.checkpoints().isEmpty()) {
      throw PipelineException.user(
          "checkpoint.none",
          "a run is taken up from a folder of checkpoints; name it by withCheckpoints");
    }
    return run(pipeline, listener, cancellation, true);
  }

  private RunResult run(
      Pipeline pipeline, RunListener listener, Cancellation cancellation, boolean resume) {
    try (var control = new RunControl(config.deadline());
        var _ = cancellation.onCancel(control::cancel)) {
      var outcome = new CompletableFuture<RunResult>();
      var thread =
          Thread.ofPlatform()
              .name("weir-run")
              .daemon()
              .start(() -> complete(outcome, pipeline, listener, control, resume));
      return await(outcome, control, thread);
    }
  }

  private static RunResult await(
      CompletableFuture<RunResult> outcome, RunControl control, Thread thread) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          var result = outcome.get();
          thread.join();
          return result;
        } catch (InterruptedException e) {
          interrupted = true;
          control.cancel();
        } catch (ExecutionException e) {
          throw rethrown(java.util.Objects.requireNonNullElse(e.getCause(), e));
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      return Failures.of(error);
    }
    if (cause instanceof PipelineException e) {
      e.addSuppressed(new IllegalStateException("run called here"));
      return e;
    }
    return new PipelineException(
        PipelineException.Category.INTERNAL,
        "run.failed",
        "the run failed: " + cause + "; this is a bug, please report it",
        cause);
  }

  private void complete(
      CompletableFuture<RunResult> outcome,
      Pipeline pipeline,
      RunListener listener,
      RunControl control,
      boolean resume) {
    try (var checkpoints = checkpoints(resume)) {
      outcome.complete(execute(pipeline, listener, control, checkpoints, resume));
    } catch (Throwable e) {
      outcome.completeExceptionally(e);
    }
  }

  private @Nullable RunCheckpoints checkpoints(boolean resume) {
    return config
        .checkpoints()
        .map(c -> RunCheckpoints.open(c, resume, storage, clock))
        .orElse(null);
  }

  private RunResult execute(
      Pipeline pipeline,
      RunListener listener,
      RunControl control,
      @Nullable RunCheckpoints checkpoints,
      boolean resume) {
    var event = Events.inUse() ? new RunEvent() : null;
    var usable = checkpoints == null ? cache : Optional.<ResultCache>empty();
    var cached = new RunCache(usable, catalogue, pipeline, config);
    var known = cached.find(listener, nanos);
    if (known.isPresent()) {
      tell(event, pipeline, known.get());
      return known.get();
    }
    try (var part = cap.take(config.memoryBytes(), control)) {
      var result = execute(pipeline, listener, control, cached, part.waited(), checkpoints, resume);
      tell(event, pipeline, result);
      return result;
    }
  }

  private RunResult execute(
      Pipeline pipeline,
      RunListener listener,
      RunControl control,
      RunCache cached,
      boolean waited,
      @Nullable RunCheckpoints checkpoints,
      boolean resume) {
    var open = new ArrayList<AutoCloseable>();
    var directory = RunDirectory.create(config.spillDirectory());
    boolean kept = false;
    try {
      RunResult result;
      try {
        var report = new RunReport(catalogue, config, listener, nanos);
        var planner = new Planner(catalogue, pipeline, config, directory, open);
        try (var run =
            new PipelineRun(
                planner,
                planner.plan(),
                directory,
                config,
                control,
                report,
                cached,
                waited,
                checkpoints)) {
          report.begin(run);
          listener.reading(run.plan().files());
          listener.planned(run.plan().describe(config));
          run.begin(new RunIdentity(run.plan(), config, catalogue, run::content), resume);
          result = run.execute();
          cached.keep(result, run);
        }
      } finally {
        closeAll(open);
      }
      kept = result.files().any();
      return result;
    } finally {
      if (!kept) {
        directory.close();
      }
    }
  }

  private static void tell(@Nullable RunEvent event, Pipeline pipeline, RunResult result) {
    if (event == null || !event.shouldCommit()) {
      return;
    }
    event.source = pipeline.input().toString();
    event.steps = pipeline.steps().stream().map(Step::name).collect(Collectors.joining(", "));
    event.cached = result.metrics().cache().made().isPresent();
    event.scans = result.metrics().scans();
    event.rows = result.rowsRead();
    event.peakBytes = result.metrics().peakBytes();
    event.complete = result.completeness() == Completeness.COMPLETE;
    event.commit();
  }

  static void closeAll(List<AutoCloseable> open) {
    open.reversed().forEach(Closing::close);
  }
}
