package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext.Stage;
import dev.weir.api.CustomPipeline;
import dev.weir.api.ErrorPolicy.OnError;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.core.checkpoint.FrameInput;
import dev.weir.core.checkpoint.FrameOutput;
import dev.weir.core.events.Events;
import dev.weir.core.events.ScanEvent;
import dev.weir.core.spill.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What all scans of a run share: threads, ledger, control and figures. Runs one scan after
/// another.
public final class ScanLauncher implements AutoCloseable {
  private final int threads;
  private final ExecutorService pool;
  private final Workspace workspace;
  private final RunControl control;
  private final Errors errors;
  private final ReentrantLock recovery = new ReentrantLock();
  private final LongAdder readNanos = new LongAdder();
  private final ChunkSizes sizes = new ChunkSizes();
  private boolean again;
  private final Map<String, Double> metrics = new TreeMap<>();

  /// With this many threads that fold.
  public ScanLauncher(int threads, Workspace workspace, RunControl control, Errors errors) {
    this.threads = threads;
    this.pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("weir-fold-", 1).daemon().factory());
    this.workspace = workspace;
    this.control = control;
    this.errors = errors;
    workspace.ledger().pressure().smallerChunks(sizes::halve);
  }

  /// How large chunks are.
  public ChunkSizes sizes() {
    return sizes;
  }

  /// What one scan reads, and how.
  ///
  /// @param source the input
  /// @param scan columns, conditions, order and grid
  /// @param chunkReserve bytes reserved before a chunk is read
  /// @param chunkRoom most bytes of all chunks in flight together
  /// @param chunkCost bytes that a chunk takes in flight, by its own size
  /// @param maxBlocks blocks alive at a time
  public record Reading(
      StreamingDataSource source,
      Scan scan,
      long chunkReserve,
      long chunkRoom,
      double chunkCost,
      int maxBlocks) {}

  /// Hears of early results: the figures of a link, valid for the first rows only.
  public interface Early {
    /// True if one is due; then it is made, and [#made] is called.
    ///
    /// @param reading of the links that the reading thread runs, else of those after them: each has
    ///   a clock of its own
    boolean due(boolean reading);

    /// A link's early result.
    ///
    /// @param used rows that reached the link and were not set aside by it
    /// @param skipped rows set aside by any link, of those that the result speaks of
    void accept(Link link, PipelineResult result, long rows, long used, long skipped);

    /// All links have given theirs.
    void made(boolean reading);
  }

  /// What a link's fold came to.
  ///
  /// @param seed of its next pass, if it needs one
  /// @param result if there is one
  /// @param coverage what the result speaks of
  /// @param whole whether the pass came to its end and this is its last word
  public record Folded(
      Optional<Object> seed, Optional<PipelineResult> result, Coverage coverage, boolean whole) {}

  /// What a scan came to.
  ///
  /// @param folded for each link, in order; a transform has neither seed nor result
  /// @param rows rows read
  /// @param rowsBefore those of them that an earlier process has read
  /// @param complete whether the input was read to its end
  /// @param failure why the run is to end with what there is, if it is
  /// @param again whether the scan is to be made once more, since a state could not be read back
  ///   from the disk; then nothing else counts
  public record Outcome(
      List<Folded> folded,
      long rows,
      long rowsBefore,
      boolean complete,
      Optional<PipelineException> failure,
      boolean again) {}

  /// Runs a scan. A run that was told to stop gives the results of the rows read until then, and no
  /// seeds; so does one that fails and may end with a partial result.
  ///
  /// @param saving hears where the scan stands, and knows where it is to go on
  public Outcome scan(
      Reading reading,
      List<Link> links,
      SkipSet skip,
      LongConsumer progress,
      Early early,
      Saving saving) {
    var event = Events.inUse() ? new ScanEvent() : null;
    skip.beginScan();
    var state = new ScanState(reading.source(), workspace, control, errors, skip, threads);
    var settings = settings(reading, skip);
    var chain = chain(links, state, settings);
    var good = new LastGood(chain);
    var watching =
        new Watching(chain, progress, early, errors.policy().onError() == OnError.PARTIAL, good);
    try (var run = new ScanRun(chain, settings, pool, watching, saving, readNanos)) {
      saving.resume(
          (key, cells) -> state.keyTable("a restored key table", key, cells), run::restore);
      boolean first = !again && isRepeatable(reading.source(), links);
      var results = new ScanResults(run, chain, good, () -> first && !skip.grown());
      results.run();
      if (run.complete()) {
        skip.check(run.rows());
      }
      var folded = new ArrayList<Folded>();
      for (int i = 0; i < links.size() && !results.again(); i++) {
        folded.add(results.fold(i));
      }
      state.metrics().forEach((name, figure) -> metrics.merge(name, figure, Double::sum));
      again = results.again();
      if (again || folded.stream().allMatch(f -> f.seed().isEmpty())) {
        state.closeKeyTables();
      }
      if (event != null && event.shouldCommit()) {
        event.source = reading.source().description();
        event.steps = links.stream().map(Link::step).collect(Collectors.joining(", "));
        event.rows = run.rows();
        event.complete = run.complete();
        event.commit();
      }
      return new Outcome(
          folded, run.rows(), run.rowsBefore(), run.complete() && !again, results.failure(), again);
    }
  }

  /// True if nothing of the scan is done for good, so that it may be made once more.
  private boolean isRepeatable(StreamingDataSource source, List<Link> links) {
    return SteadyReader.canReadAgain(source)
        && control.stopped() == null
        && links.stream().noneMatch(link -> link.pipeline() instanceof WriteRows);
  }

  private ScanRun.Settings settings(Reading reading, SkipSet skip) {
    long room = reading.chunkRoom();
    boolean spare = errors.policy().skips() && room >= 2 * reading.chunkReserve();
    sizes.beginScan(reading.scan().chunkBytes(), SteadyReader.canReadAgain(reading.source()));
    return new ScanRun.Settings(
        new ChunkGrid(skip.watching(reading.scan()), sizes.halvings()),
        sizes,
        reading.chunkReserve(),
        // What a recovery reads again has a place of its own.
        spare ? room - reading.chunkReserve() : room,
        errors.policy().skips() ? Math.max(1, reading.maxBlocks() - 1) : reading.maxBlocks(),
        reading.chunkCost());
  }

  private Chain chain(List<Link> links, ScanState state, ScanRun.Settings settings) {
    return new Chain(
        links,
        state,
        new PoisonRows(links.size()),
        chain -> new RowRecovery(chain, settings, recovery));
  }

  /// What a tool that reads its input itself came to.
  ///
  /// @param result what it says
  /// @param rowsRead rows of its longest reading
  /// @param rowsUsed rows of that reading that reached the tool
  public record Read(PipelineResult result, long rowsRead, long rowsUsed) {}

  /// Runs a tool that reads its input itself, after the transforms of `links`.
  ///
  /// @param fixedBytes what the tool says it keeps
  public Read custom(
      CustomPipeline tool,
      Reading reading,
      List<Link> links,
      SkipSet skip,
      String step,
      Schema input,
      long fixedBytes) {
    var state = new ScanState(reading.source(), workspace, control, errors, skip, threads);
    var settings = settings(reading, skip);
    var table = new ChainTable(chain(links, state, settings), settings.scan(), input);
    var own =
        new Link(
            step,
            Stage.ANALYSIS,
            new Preview(input),
            null,
            0,
            List.of(),
            input,
            false,
            0,
            0,
            new LongAdder(),
            new LongAdder(),
            new LongAdder());
    try (var account = workspace.ledger().account(step)) {
      account.reserve(fixedBytes + reading.chunkReserve());
      var context = new StepContext(own, state, false, account);
      var result = analyze(tool, table, context, step);
      context.end();
      state.metrics().forEach((name, figure) -> metrics.merge(name, figure, Double::sum));
      state.closeKeyTables();
      return new Read(result, table.rowsRead(), table.rowsUsed());
    } catch (RuntimeException e) {
      control.check(); // a source that was cancelled may end by anything
      throw e;
    }
  }

  /// Reads the rows that were set aside once more, all of them and no others.
  public void setAside(Reading reading, SkipSet skip, Consumer<Chunk> rows) {
    var range = skip.range();
    if (range == null) {
      return;
    }
    var scan = skip.watching(reading.scan()).from(range.first());
    try (var account = workspace.ledger().account("rows set aside");
        var reader = new SteadyReader(reading.source(), scan, errors)) {
      account.reserve(reading.chunkReserve());
      Runnable cancel = reader::cancel;
      control.onStop(cancel);
      try {
        copy(reader, range.last(), skip, rows);
      } finally {
        control.forget(cancel);
      }
    }
  }

  private void copy(SteadyReader reader, long last, SkipSet skip, Consumer<Chunk> rows) {
    try {
      for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
        control.check();
        var aside = skip.only(chunk.get());
        if (aside.rows() > 0) {
          rows.accept(aside);
        }
        if (chunk.get().rows() > 0 && chunk.get().position(chunk.get().rows() - 1) >= last) {
          return;
        }
      }
    } catch (RuntimeException e) {
      control.check();
      throw e;
    }
  }

  private static PipelineResult analyze(
      CustomPipeline tool, ChainTable table, StepContext context, String step) {
    try {
      return tool.analyze(table, context);
    } catch (PipelineException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw Failures.ofTool(step + ": failed", e);
    }
  }

  /// Seconds that reading has taken.
  public double readSeconds() {
    return readNanos.sum() / 1e9;
  }

  /// What tools have counted, by step and metric.
  public Map<String, Double> metrics() {
    return metrics;
  }

  @Override
  public void close() {
    pool.shutdownNow();
    try {
      pool.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Makes early results of the lanes that a scan shows.
  private record Watching(
      Chain chain, LongConsumer progress, Early early, boolean keepsGood, LastGood good)
      implements ScanWatcher {
    @Override
    public void rows(long rows) {
      progress.accept(rows);
    }

    @Override
    public boolean due(boolean reading) {
      return early.due(reading);
    }

    @Override
    public void early(Chain.Lane lane, int from, int to, Coverage coverage) {
      for (int i = from; i < to; i++) {
        var link = chain.links().get(i);
        @Nullable Object state = lane.state(i);
        if (state != null && lane.isSound(i) && speaks(link)) {
          var result = link.aggregate(state, StepContext.aggregating(link, chain.scan(), true));
          if (!result.equals(PipelineResult.EMPTY)) {
            long skipped = chain.scan().skip().size(coverage.before());
            early.accept(link, result, coverage.rows(), lane.rows(i), skipped);
          }
        }
      }
    }

    @Override
    public void made(boolean reading) {
      early.made(reading);
    }

    @Override
    public void blocks(Chain.Lane lane, boolean ordered, Coverage coverage) {
      if (keepsGood) {
        good.take(lane, ordered, coverage);
      }
    }

    @Override
    public void save(FrameOutput stream) throws IOException {
      good.save(stream);
    }

    @Override
    public void restore(FrameInput stream, StateCodec.In in) throws IOException {
      good.restore(stream, in);
    }

    /// Analyses and the first rows at the end; what a later pass knows of the first rows is of use
    /// only together with the pass before, and half a fit is none.
    private static boolean speaks(Link link) {
      return !link.transforms()
          && link.pass() == 0
          && (link.stage() == Stage.ANALYSIS || link.pipeline() instanceof Preview);
    }
  }
}
