package dev.weir.domain.ml;

import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.PipelineException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Trees, and how well they do on the rows that they did not learn from.
///
/// @param trees in the order of their numbers
/// @param outOfBag what the trees say of rows that were not drawn for them
record Forest(List<Tree> trees, OutOfBag outOfBag) {
  /// Most trees that are grown at a time; more would take more memory than was declared.
  static final int AT_ONCE = 4;

  private static final long LOOK_MILLIS = 50;

  /// Grows the trees by the run's threads and takes them in order, so that neither their number nor
  /// their speed shows.
  static Forest grow(
      TrainingRows rows, TreeGrower.Limits limits, int trees, ChunkProcessingContext context) {
    var grower = new TreeGrower(rows, limits);
    int threads = Math.min(context.threads(), AT_ONCE);
    var grown = new ArrayList<Tree>();
    var outOfBag = new OutOfBag(rows);
    var growing = new ArrayDeque<Future<Tree>>();
    // A pool of its own also keeps Smile's parallel streams within these threads.
    try (var pool = new ForkJoinPool(threads)) {
      int next = 0;
      while (grown.size() < trees) {
        while (next < trees && growing.size() < threads) {
          int number = next++;
          growing.add(pool.submit(() -> grower.grow(number)));
        }
        var tree = taken(growing.remove(), context);
        outOfBag.accept(tree, Bag.counts(rows.rows(), limits.seed(), grown.size()));
        grown.add(tree);
      }
    }
    return new Forest(List.copyOf(grown), outOfBag.summed());
  }

  private static Tree taken(Future<Tree> future, ChunkProcessingContext context) {
    while (true) {
      context.checkCancelled();
      try {
        return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        // Look whether the run goes on, then wait again.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PipelineException(
            PipelineException.Category.CANCELLED,
            "run.interrupted",
            "interrupted while trees were grown",
            e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("a tree could not be grown", e.getCause());
      }
    }
  }
}
