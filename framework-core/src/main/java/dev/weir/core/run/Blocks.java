package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import dev.weir.core.events.Events;
import dev.weir.core.events.MergeEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The blocks of a scan: the reading thread begins and ends them one after the other, the pool's
/// threads fold their chunks, finished ones merge in order. Thread-safe.
///
/// Invariants: at most `maxBlocks` blocks are alive beside the merged prefix; a block's chunks are
/// folded one at a time in order.
final class Blocks implements AutoCloseable {
  private final Chain chain;
  private final ScanRun.Settings settings;
  private final Executor pool;
  private final ScanWatcher watcher;
  private final InFlight inFlight;
  private final Chain.Lane merged;
  private final Map<Integer, Block> finished = new HashMap<>();
  private final Object lock = new Object();
  private int begun;
  private int mergedBlocks;
  private int waitingChunks;
  private int failedBlock = Integer.MAX_VALUE;
  private @Nullable RuntimeException failure;
  private volatile long rowsMerged;
  private long positionMerged;
  private long positionFailed = Long.MAX_VALUE;

  /// @param inFlight has the reservations of chunks that wait
  Blocks(
      Chain chain,
      ScanRun.Settings settings,
      Executor pool,
      ScanWatcher watcher,
      InFlight inFlight) {
    this.chain = chain;
    this.settings = settings;
    this.pool = pool;
    this.watcher = watcher;
    this.inFlight = inFlight;
    this.merged = chain.new Lane(Chain.Lane.WHOLE);
  }

  /// The states of all blocks that are merged.
  Chain.Lane merged() {
    return merged;
  }

  /// How many blocks are merged.
  int count() {
    synchronized (lock) {
      return mergedBlocks;
    }
  }

  /// Rows of the blocks that are merged.
  long rowsMerged() {
    return rowsMerged;
  }

  /// The first position that [#merged] does not speak of, if a block failed.
  long positionFailed() {
    return positionFailed;
  }

  /// The scan goes on after so many rows in so many blocks, whose states [#merged] has.
  ///
  /// @param position of the first row after them
  void restore(long rows, int blocks, long position) {
    rowsMerged = rows;
    positionMerged = position;
    begun = blocks;
    mergedBlocks = blocks;
  }

  /// Why the scan is to end; of several reasons that of the earliest block.
  @Nullable RuntimeException failure() {
    synchronized (lock) {
      return failure;
    }
  }

  boolean nothingInFlight() {
    synchronized (lock) {
      return waitingChunks == 0 || failure != null;
    }
  }

  /// True for the numbers of blocks after which a result is kept for the case that a later one
  /// fails.
  static boolean isMilestone(int blocks) {
    return Integer.bitCount(blocks) == 1;
  }

  /// Begins the next block, once there is room for it.
  Block begin(long key) {
    synchronized (lock) {
      while (begun - mergedBlocks >= settings.maxBlocks() && failure == null) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          chain.scan().control().cancel();
          break;
        }
      }
      return new Block(begun++, key, chain.new Lane(key));
    }
  }

  /// Hands rows to the thread that folds the block, or will.
  ///
  /// @param end position of the first row after them
  void offer(Block block, Chunk chunk, long reserved, long end) {
    synchronized (lock) {
      block.queue.add(new Block.Waiting(chunk, reserved, new Coverage(block.rows, end)));
      waitingChunks++;
      if (!block.folding) {
        block.folding = true;
        pool.execute(() -> fold(block));
      }
    }
  }

  private void fold(Block block) {
    if (chain.scan().ledger().work(() -> foldQueue(block))) {
      finish(block);
    }
  }

  /// Folds what waits; true if nothing more will come.
  private boolean foldQueue(Block block) {
    while (true) {
      Block.Waiting waiting;
      boolean drop;
      synchronized (lock) {
        var head = block.queue.poll();
        if (head == null) {
          block.folding = false;
          lock.notifyAll();
          return block.ended;
        }
        waiting = head;
        drop = block.number >= failedBlock;
      }
      try {
        if (!drop) {
          chain.pass(waiting.chunk(), chain.ordered(), chain.size(), _ -> block.lane, _ -> {});
          block.folded = waiting.end();
          if ((rowsMerged > 0 || block.number == 0) && watcher.due(false)) {
            early(block, block.folded, chain.ordered(), chain.size());
            watcher.made(false);
          }
        }
      } catch (RuntimeException e) {
        fail(e, block);
      } catch (Error e) {
        fail(Failures.of(e), block);
      } finally {
        synchronized (lock) {
          waitingChunks--;
        }
        inFlight.release(waiting.reserved());
      }
    }
  }

  /// Shows the merged prefix, or while there is none the first block, in which this thread alone
  /// runs these links.
  void early(Block block, Coverage folded, int from, int to) {
    synchronized (finished) {
      if (rowsMerged > 0) {
        watcher.early(merged, from, to, new Coverage(rowsMerged, positionMerged));
      } else if (block.number == 0) {
        watcher.early(block.lane, from, to, folded);
      }
    }
  }

  /// No more chunks will come.
  void end(Block block) {
    synchronized (lock) {
      block.ended = true;
      if (block.folding) {
        return;
      }
    }
    finish(block);
  }

  /// Merges the block, and those after it that have waited for it.
  private void finish(Block block) {
    synchronized (finished) {
      finished.put(block.number, block);
      for (var next = finished.remove(mergedBlocks);
          next != null;
          next = finished.remove(mergedBlocks)) {
        try (var _ = next.lane) {
          if (next.number < failedBlock()) {
            merge(next);
          }
        } catch (RuntimeException e) {
          fail(e, next);
        } catch (Error e) {
          fail(Failures.of(e), next);
        }
        synchronized (lock) {
          mergedBlocks++;
          lock.notifyAll();
        }
      }
    }
  }

  /// The rows count even if a state is lost: the others hold them.
  private void merge(Block block) {
    var event = Events.inUse() ? new MergeEvent() : null;
    // Written by one thread at a time, under the lock of `finished`.
    long rows = rowsMerged + block.rows;
    long end = Block.start(block.key + 1, settings.scan().blockRows());
    try {
      merged.merge(block.lane);
    } catch (PipelineException e) {
      rowsMerged = rows;
      fail(e, block);
      positionFailed = end;
      return;
    }
    rowsMerged = rows;
    positionMerged = end;
    if (event != null && event.shouldCommit()) {
      event.block = block.number;
      event.rows = block.rows;
      event.commit();
    }
    if (isMilestone(block.number + 1)) {
      watcher.blocks(merged, false, new Coverage(rows, end));
    }
  }

  private int failedBlock() {
    synchronized (lock) {
      return failedBlock;
    }
  }

  /// The failure of the earliest block counts, whichever thread is the first to fail.
  void fail(RuntimeException reason, @Nullable Block block) {
    synchronized (lock) {
      int number = block == null ? begun : block.number;
      if (number < failedBlock) {
        failedBlock = number;
        failure = reason;
        positionFailed =
            block == null || block.key < 0
                ? Long.MAX_VALUE
                : Block.start(block.key, settings.scan().blockRows());
      }
      lock.notifyAll();
    }
  }

  /// Waits until all blocks are merged.
  void await() {
    await(() -> mergedBlocks < begun);
  }

  /// Waits until the rows so far of the block that was begun last are folded and all blocks before
  /// it are merged, or one has failed.
  void await(Block last) {
    await(() ->
        failure == null && (mergedBlocks < last.number || last.folding || !last.queue.isEmpty()));
  }

  private void await(BooleanSupplier goesOn) {
    boolean interrupted = false;
    synchronized (lock) {
      while (goesOn.getAsBoolean()) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          interrupted = true;
          chain.scan().control().cancel();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    merged.close();
  }
}
