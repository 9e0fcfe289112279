package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.PipelineException;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingDataSource.Ability;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.core.events.MergeEvent;
import dev.weir.core.events.ReadEvent;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.memory.SafetyNet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// One scan over an input: the calling thread reads and runs the links that need order; the pool's
/// threads fold blocks; finished blocks merge in order. Which thread does what, and when, never
/// shows in the states that come out.
///
/// Invariants: at most `maxBlocks` blocks are alive beside the merged prefix; every waiting chunk
/// has a reservation; a block's chunks are folded one at a time in order.
final class ScanRun implements AutoCloseable {
  /// What a scan needs beside the chain.
  ///
  /// @param scan what is read
  /// @param chunkReserve bytes reserved before a chunk is read
  /// @param chunkRoom most bytes of all chunks in flight together
  /// @param maxBlocks blocks alive at a time
  /// @param chunkCost bytes that a chunk takes while it is in flight, by its own size
  record Settings(Scan scan, long chunkReserve, long chunkRoom, int maxBlocks, double chunkCost) {}

  /// Hears of the scan's course.
  interface Watcher {
    /// Rows read so far.
    void rows(long rows);

    /// True if an early result is due; then it must be made, and [#made] called.
    ///
    /// @param reading of the links that the reading thread runs, else of those after them
    boolean due(boolean reading);

    /// The states, as they are now, of the first `rows` rows, of the links from `from` up to `to`.
    void early(Chain.Lane lane, int from, int to, long rows);

    /// The early result is made.
    void made(boolean reading);

    /// The states, as they are now, of whole blocks: the first, the first two, four, eight…
    ///
    /// @param ordered whether they are those of the links that need order
    void blocks(Chain.Lane lane, boolean ordered, Coverage coverage);
  }

  private final Chain chain;
  private final Settings settings;
  private final Executor pool;
  private final Watcher watcher;
  private final Saving saving;
  private final LongAdder readNanos;
  private final Chain.Lane orderedLane;
  private final Chain.Lane merged;
  private final MemoryLedger.Account inFlight;
  private final SafetyNet net;
  private final Map<Integer, Block> finished = new HashMap<>();
  private final Object lock = new Object();
  private Scan scan;
  private @Nullable Block current;
  private int blocks;
  private int mergedBlocks;
  private int waitingChunks;
  private int failedBlock = Integer.MAX_VALUE;
  private @Nullable RuntimeException failure;
  private long rowsRead;
  private volatile long rowsMerged;
  private long rowsPassed;
  private long positionPassed;
  private long positionFailed = Long.MAX_VALUE;
  private boolean passing;
  private long rowsBefore;
  private boolean complete;

  ScanRun(
      Chain chain,
      Settings settings,
      Executor pool,
      Watcher watcher,
      Saving saving,
      LongAdder readNanos) {
    this.chain = chain;
    this.settings = settings;
    this.saving = saving;
    this.scan = settings.scan();
    this.pool = pool;
    this.watcher = watcher;
    this.readNanos = readNanos;
    this.orderedLane = chain.new Lane(Chain.Lane.WHOLE);
    this.merged = chain.new Lane(Chain.Lane.WHOLE);
    var ledger = chain.scan().ledger();
    this.inFlight = ledger.account("a chunk in flight");
    this.net = new SafetyNet(ledger, chain.scan().control()::stop);
    ledger.pressure().beginScan();
  }

  /// True if the input was read to its end.
  boolean complete() {
    return complete;
  }

  /// Rows that the source gave and that the states speak of.
  long rows() {
    return rowsMerged;
  }

  /// Those of them that an earlier process has read.
  long rowsBefore() {
    return rowsBefore;
  }

  /// Goes on where a scan stood that was saved.
  ///
  /// @param in its key tables belong to the scan
  void restore(StateCodec.In in) {
    positionPassed = in.integer();
    scan = scan.from(positionPassed);
    rowsBefore = in.integer();
    rowsRead = rowsBefore;
    rowsPassed = rowsBefore;
    rowsMerged = rowsBefore;
    chain.scan().restoreWatermark(in.integer(), in.integer());
    chain.scan().skip().restore(in);
    for (int i = 0; i < chain.size(); i++) {
      lane(i).restore(i, in);
    }
  }

  /// Writes where the scan stands: before the row at this position, all before it merged.
  private void save(long position, StateCodec.Out out) {
    out.integer(position);
    out.integer(rowsMerged);
    out.integer(chain.scan().closed());
    out.integer(chain.scan().watermark());
    chain.scan().skip().save(out);
    for (int i = 0; i < chain.size(); i++) {
      lane(i).save(i, out);
    }
  }

  private Chain.Lane lane(int link) {
    return chain.links().get(link).inOrder() ? orderedLane : merged;
  }

  /// What the state of a link speaks of, once the scan has ended; nothing if the state is not what
  /// its rows make of it.
  Optional<Coverage> coverage(int link) {
    boolean inOrder = chain.links().get(link).inOrder();
    boolean sound = inOrder ? orderedLane.isSound(link) && !passing : merged.isSound(link);
    if (!sound) {
      return Optional.empty();
    }
    if (complete || failure == null) {
      return Optional.of(new Coverage(rowsMerged, Long.MAX_VALUE));
    }
    return Optional.of(
        inOrder
            ? new Coverage(rowsPassed, positionPassed)
            : new Coverage(rowsMerged, positionFailed));
  }

  /// The state of a link for all rows; a fresh one if no row reached it.
  Object whole(int link) {
    return lane(link).stateOrNew(link);
  }

  /// Reads the input to its end, or until the run is told to stop.
  void run() {
    try {
      read();
    } catch (RuntimeException e) {
      fail(e, current);
    } catch (Error e) {
      fail(Failures.of(e), current);
    } finally {
      endBlock();
      awaitBlocks();
    }
    complete &= failure == null;
    for (int i = 0; i < chain.size(); i++) {
      lane(i).tell(i);
    }
    var reason = failure;
    if (reason != null && reason != chain.scan().control().stopped()) {
      throw reason;
    }
  }

  private void read() {
    var control = chain.scan().control();
    try (var reader = new SteadyReader(chain.scan().source(), scan, chain.scan().errors())) {
      Runnable cancel = reader::cancel;
      control.onStop(cancel);
      try {
        while (control.stopped() == null && !failed()) {
          var chunk = next(reader);
          if (chunk.isEmpty()) {
            complete = control.stopped() == null && !failed();
            break;
          }
          take(chunk.get());
          chain.scan().moveWatermark(reader.watermark());
        }
      } finally {
        control.forget(cancel);
      }
    }
    if (complete) {
      chain.scan().moveWatermark(Long.MAX_VALUE);
      endOfInput();
    }
  }

  private boolean failed() {
    synchronized (lock) {
      return failure != null;
    }
  }

  private Optional<Chunk> next(ChunkReader reader) {
    net.look();
    reserve(settings.chunkReserve());
    long begin = System.nanoTime();
    var event = new ReadEvent();
    event.begin();
    Optional<Chunk> chunk;
    try {
      chunk = reader.next();
    } catch (RuntimeException e) {
      var stopped = chain.scan().control().stopped();
      throw stopped == null ? e : stopped;
    } finally {
      readNanos.add(System.nanoTime() - begin);
    }
    if (chunk.isEmpty()) {
      inFlight.release(settings.chunkReserve());
    } else if (event.shouldCommit()) {
      event.rows = chunk.get().rows();
      event.bytes = chunk.get().byteSize();
      event.commit();
    }
    return chunk;
  }

  private void reserve(long bytes) {
    boolean narrow = chain.scan().ledger().pressure().narrow();
    long room = narrow ? settings.chunkReserve() : settings.chunkRoom();
    try {
      if (!inFlight.await(bytes, room, this::nothingInFlight)) {
        inFlight.reserve(bytes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      chain.scan().control().cancel();
      inFlight.reserve(bytes);
    }
  }

  private boolean nothingInFlight() {
    synchronized (lock) {
      return waitingChunks == 0 || failure != null;
    }
  }

  private void take(Chunk chunk) {
    long extra = cost(chunk) - settings.chunkReserve();
    if (extra > 0) {
      reserve(extra);
    }
    long reserved = settings.chunkReserve() + Math.max(0, extra);
    passing = true;
    rowsRead += chunk.rows();
    watcher.rows(rowsRead);
    boolean live = chain.scan().source().abilities().contains(Ability.UNBOUNDED);
    var out = new ArrayList<Chunk>();
    if (chunk.rows() > 0) {
      enter(chunk);
    }
    var kept = chain.scan().skip().filter(chunk);
    if (kept.rows() > 0 || live) {
      inOrder(kept, 0, out);
    }
    if (chain.ordered() == 0 && out.size() == 1) {
      offer(out.getFirst(), reserved);
    } else {
      inFlight.release(reserved);
      offerAll(out);
    }
    passing = false;
    rowsPassed = rowsRead;
    positionPassed = chunk.rows() == 0 ? positionPassed : chunk.position(chunk.rows() - 1) + 1;
  }

  private long cost(Chunk chunk) {
    return (long) (chunk.byteSize() * settings.chunkCost());
  }

  /// Ends the block before and begins the chunk's own, if that is another one.
  private void enter(Chunk chunk) {
    long blockRows = scan.blockRows();
    long key = Block.key(chunk.position(0), blockRows);
    if (key != Block.key(chunk.position(chunk.rows() - 1), blockRows)) {
      throw new IllegalStateException(
          "the source "
              + chain.scan().source().description()
              + " gave a chunk across a block's border");
    }
    var block = current;
    if (block == null || block.key != key) {
      endBlock();
      if (saving.due()) {
        saveBefore(Chunk.position(Chunk.split(key), Chunk.row(key) * blockRows));
      }
      block = begin(key);
      if (isMilestone(block.number) && chain.ordered() > 0) {
        watcher.blocks(orderedLane, true, new Coverage(rowsPassed, chunk.position(0)));
      }
    }
    block.rows += chunk.rows();
  }

  private static boolean isMilestone(int blocks) {
    return Integer.bitCount(blocks) == 1;
  }

  /// Saves the scan at a block's border. Nothing is in flight then: the blocks before are awaited,
  /// and the next one has not begun.
  private void saveBefore(long position) {
    awaitBlocks();
    if (!failed() && chain.scan().control().stopped() == null) {
      saving.save(out -> save(position, out));
    }
  }

  private Block begin(long key) {
    synchronized (lock) {
      while (blocks - mergedBlocks >= settings.maxBlocks() && failure == null) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          chain.scan().control().cancel();
          break;
        }
      }
      var block = new Block(blocks++, key, chain.new Lane(key));
      current = block;
      return block;
    }
  }

  /// Lets rows pass through the links that need order, on this thread.
  private void inOrder(Chunk chunk, int from, List<Chunk> out) {
    var block = currentOrNew();
    chain.pass(
        chunk,
        from,
        chain.ordered(),
        link -> chain.links().get(link).inOrder() ? orderedLane : block.lane,
        out::add);
    if (chain.ordered() > 0 && watcher.due(true)) {
      watcher.early(orderedLane, 0, chain.ordered(), rowsRead);
      early(block, block.rows, 0, chain.ordered());
      watcher.made(true);
    }
  }

  private Block currentOrNew() {
    var block = current;
    return block == null ? begin(-1) : block;
  }

  private void endOfInput() {
    for (int i = 0; i < chain.ordered(); i++) {
      int link = i;
      var out = new ArrayList<Chunk>();
      orderedLane.endOfInput(link, rows -> inOrder(rows, link + 1, out));
      offerAll(out);
    }
  }

  private void offerAll(List<Chunk> chunks) {
    if (chain.ordered() < chain.size()) {
      for (var chunk : chunks) {
        long cost = cost(chunk);
        reserve(cost);
        offer(chunk, cost);
      }
    }
  }

  /// Hands rows to the thread that folds the current block, or will.
  private void offer(Chunk chunk, long reserved) {
    var block = currentOrNew();
    synchronized (lock) {
      block.queue.add(new Block.Waiting(chunk, reserved));
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
          return block.ended;
        }
        waiting = head;
        drop = block.number >= failedBlock;
      }
      try {
        if (!drop) {
          chain.pass(waiting.chunk(), chain.ordered(), chain.size(), _ -> block.lane, _ -> {});
          block.rowsFolded += waiting.chunk().rows();
          if ((rowsMerged > 0 || block.number == 0) && watcher.due(false)) {
            early(block, block.rowsFolded, chain.ordered(), chain.size());
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
  private void early(Block block, long rows, int from, int to) {
    synchronized (finished) {
      if (rowsMerged > 0) {
        watcher.early(merged, from, to, rowsMerged);
      } else if (block.number == 0) {
        watcher.early(block.lane, from, to, rows);
      }
    }
  }

  private void endBlock() {
    var block = current;
    current = null;
    if (block == null) {
      return;
    }
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
    var event = new MergeEvent();
    event.begin();
    // Written by one thread at a time, under the lock of `finished`.
    long rows = rowsMerged + block.rows;
    try {
      merged.merge(block.lane);
    } catch (PipelineException e) {
      rowsMerged = rows;
      fail(e, block);
      positionFailed = Block.start(block.key + 1, settings.scan().blockRows());
      return;
    }
    rowsMerged = rows;
    if (event.shouldCommit()) {
      event.block = block.number;
      event.rows = block.rows;
      event.commit();
    }
    if (isMilestone(block.number + 1)) {
      long end = Block.start(block.key + 1, settings.scan().blockRows());
      watcher.blocks(merged, false, new Coverage(rows, end));
    }
  }

  private int failedBlock() {
    synchronized (lock) {
      return failedBlock;
    }
  }

  /// The failure of the earliest block counts, whichever thread is the first to fail.
  private void fail(RuntimeException reason, @Nullable Block block) {
    synchronized (lock) {
      int number = block == null ? blocks : block.number;
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

  private void awaitBlocks() {
    boolean interrupted = false;
    synchronized (lock) {
      while (mergedBlocks < blocks) {
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
    try {
      merged.close();
    } finally {
      orderedLane.close();
      inFlight.close();
    }
  }
}
