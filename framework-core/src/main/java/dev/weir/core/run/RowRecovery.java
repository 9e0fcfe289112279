package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import dev.weir.api.Recovery;
import dev.weir.api.StreamingPipelineError;
import dev.weir.api.StreamingPipelineError.Kind;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Goes on after a tool has failed on a chunk, with the answer of a run in which the tool had set
/// the rows aside itself.
///
/// The rows are found by halving the chunk, on states that are thrown away; they join the run's
/// [SkipSet], so that later scans do not see them, and the scan's [PoisonRows], so that the links
/// from this one on do not. The link's state, which the failure may have left half changed, is
/// dropped and made again ([Replay]); the states of all other links are as they should be. If no
/// row fails by itself the chunk is tried once more as it is, since the reason may have passed; if
/// that fails too the run ends.
///
/// Work is bounded: a chunk of n rows, k of which are set aside, takes about 2 k log2 n calls on
/// parts of it; a link's state is made again at most [#ATTEMPTS] times a chunk, and as a rule once
/// a block, since after a first failure the lane looks at each chunk before it takes it. One
/// recovery at a time, so that one chunk's memory is enough for reading again.
final class RowRecovery implements Chain.Recoverer {
  static final int ATTEMPTS = 3;

  private final Chain chain;
  private final Replay replay;
  private final ReentrantLock one;

  /// @param one what lets one of them work at a time
  RowRecovery(Chain chain, ScanRun.Settings settings, ReentrantLock one) {
    this.chain = chain;
    this.replay = new Replay(chain, settings);
    this.one = one;
  }

  @Override
  public Chunk sifted(Chain.Lane lane, int link, Chunk chunk) {
    one.lock();
    try {
      sift(link, chunk);
      return chain.poison().without(link, chunk);
    } finally {
      one.unlock();
    }
  }

  @Override
  public List<Chunk> recover(Chain.Lane lane, int link, Chunk chunk, PipelineException first) {
    var step = chain.links().get(link);
    if (!step.isTool()) {
      throw first;
    }
    if (Failures.ofMemory(first)) {
      decide(Kind.MEMORY_OVERFLOW, lane, link, chunk, 1, first);
    }
    if (!Failures.ofTheRows(first)) {
      throw first;
    }
    one.lock();
    try {
      var failure = first;
      for (int attempt = 1; ; attempt++) {
        decide(Kind.CHUNK_PROCESSING_FAILURE, lane, link, chunk, attempt, failure);
        long before = chain.scan().skip().size();
        try {
          return again(lane, link, chunk, attempt, failure);
        } catch (PipelineException e) {
          if (!Failures.ofTheRows(e)) {
            e.addSuppressed(failure);
            throw e;
          }
          boolean progress = chain.scan().skip().size() > before;
          if (attempt == ATTEMPTS || !(progress || attempt == 1)) {
            throw inVain(e, "no row of it fails by itself, so none can be set aside");
          }
          failure = e;
        }
      }
    } finally {
      one.unlock();
    }
  }

  private void decide(
      Kind kind, Chain.Lane lane, int link, Chunk chunk, int attempt, PipelineException failure) {
    var tool = chain.links().get(link).pipeline();
    var error = error(kind, chunk, attempt, failure);
    var decision = chain.scan().errors().decide(tool, error, lane.context(link), failure);
    if (decision != Recovery.SKIP_ROWS) {
      throw failure;
    }
    chain.scan().control().check();
  }

  private StreamingPipelineError error(
      Kind kind, Chunk chunk, int attempt, PipelineException failure) {
    return new StreamingPipelineError(
        kind,
        chunk.rows() == 0 ? -1 : chunk.position(0),
        chunk.rows(),
        attempt,
        failure.getMessage(),
        chain.scan().errors().proposed(kind));
  }

  private List<Chunk> again(
      Chain.Lane lane, int link, Chunk chunk, int attempt, PipelineException failure) {
    sift(link, chunk);
    if (!chain.links().get(link).isStateless()) {
      lane.drop(link);
      replay.restore(lane, link);
      lane.beCareful(link);
    }
    var rest = chain.poison().without(link, chunk);
    var made = rest.rows() == 0 && chunk.rows() > 0 ? lane.none(link) : lane.attempt(link, rest);
    chain
        .scan()
        .errors()
        .recovered(
            error(Kind.CHUNK_PROCESSING_FAILURE, chunk, attempt, failure),
            note(chunk, rest.rows(), failure));
    return made;
  }

  private String note(Chunk chunk, int left, PipelineException failure) {
    int aside = chunk.rows() - left;
    return failure.getMessage()
        + (aside == 0
            ? " (tried again, and then it did not fail)"
            : " (" + aside + (aside == 1 ? " row" : " rows") + " set aside)");
  }

  private static PipelineException inVain(PipelineException failure, String why) {
    return new PipelineException(
        failure.category(), failure.code(), failure.getMessage() + " (" + why + ")", failure);
  }

  /// Sets aside the rows of the chunk that fail by themselves.
  private void sift(int link, Chunk chunk) {
    var failure = failure(link, chunk);
    if (failure != null && begins(link)) {
      find(link, chunk, failure);
    }
  }

  private void find(int link, Chunk rows, PipelineException failure) {
    chain.scan().control().check();
    if (rows.rows() == 1) {
      chain
          .scan()
          .skip()
          .add(rows.position(0), chain.links().get(link).step(), Failures.reason(failure));
      chain.poison().add(link, rows.position(0));
      return;
    }
    int middle = rows.rows() / 2;
    for (var half : List.of(rows.slice(0, middle), rows.slice(middle, rows.rows()))) {
      var its = failure(link, half);
      if (its != null) {
        find(link, half, its);
      }
    }
  }

  /// True if the link can make a state that has seen no row.
  private boolean begins(int link) {
    return onThrowAway(link, lane -> lane.stateOrNew(0)) == null;
  }

  /// What the link says to these rows alone, or null.
  private @Nullable PipelineException failure(int link, Chunk rows) {
    return onThrowAway(link, lane -> lane.attempt(0, rows));
  }

  private @Nullable PipelineException onThrowAway(int link, Consumer<Chain.Lane> action) {
    var aside = chain.scan().aside();
    var alone = new Chain(List.of(chain.links().get(link).aside()), aside);
    try (var lane = alone.new Lane(-1)) {
      action.accept(lane);
      return null;
    } catch (PipelineException e) {
      if (!Failures.ofTheRows(e)) {
        throw e;
      }
      return e;
    } catch (RuntimeException | StackOverflowError e) {
      return Failures.ofTool("making a state", e);
    } finally {
      aside.closeKeyTables();
    }
  }
}
