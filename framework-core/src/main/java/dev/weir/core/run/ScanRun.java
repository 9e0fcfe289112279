package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingDataSource.Ability;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.core.checkpoint.FrameInput;
import dev.weir.core.events.Events;
import dev.weir.core.events.ReadEvent;
import dev.weir.core.memory.SafetyNet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// One scan over an input: the calling thread reads and runs the links that need order; [Blocks]
/// fold what comes out and merge in order. Which thread does what, and when, never shows in the
/// states that come out. Every chunk that waits has a reservation.
final class ScanRun implements AutoCloseable {
  /// What a scan needs beside the chain.
  ///
  /// @param grid what is read, in chunks of which sizes
  /// @param sizes how large chunks are to be
  /// @param chunkReserve bytes reserved before a chunk is read
  /// @param chunkRoom most bytes of all chunks in flight together
  /// @param maxBlocks blocks alive at a time
  /// @param chunkCost bytes that a chunk takes while it is in flight, by its own size
  record Settings(
      ChunkGrid grid,
      ChunkSizes sizes,
      long chunkReserve,
      long chunkRoom,
      int maxBlocks,
      double chunkCost) {
    /// What is read, but for the chunks' sizes.
    Scan scan() {
      return grid.planned();
    }
  }

  private final Chain chain;
  private final Settings settings;
  private final ScanWatcher watcher;
  private final Saving saving;
  private final LongAdder readNanos;
  private final Chain.Lane orderedLane;
  private final InFlight inFlight;
  private final SafetyNet net;
  private final Blocks blocks;
  private final SavedScan saved;
  private final Scan scan;
  private final ChunkGrid grid;
  private long from;
  private @Nullable Block current;
  private long rowsRead;
  private long rowsPassed;
  private long positionRead;
  private long positionPassed;
  private boolean passing;
  private long rowsBefore;
  private boolean complete;

  ScanRun(
      Chain chain,
      Settings settings,
      Executor pool,
      ScanWatcher watcher,
      Saving saving,
      LongAdder readNanos) {
    this.chain = chain;
    this.settings = settings;
    this.saving = saving;
    this.scan = settings.scan();
    this.grid = settings.grid();
    this.from = scan.fromPosition();
    this.watcher = watcher;
    this.readNanos = readNanos;
    this.orderedLane = chain.new Lane(Chain.Lane.WHOLE);
    var ledger = chain.scan().ledger();
    this.inFlight = new InFlight(settings, ledger, chain.scan().control());
    this.blocks = new Blocks(chain, settings, pool, watcher, inFlight);
    this.saved = new SavedScan(chain, grid, blocks, orderedLane, watcher);
    this.net = new SafetyNet(ledger, chain.scan().control()::stop);
    ledger.pressure().beginScan();
  }

  /// True if the input was read to its end.
  boolean complete() {
    return complete;
  }

  /// Rows that the source gave and that the states speak of.
  long rows() {
    return blocks.rowsMerged();
  }

  /// Those of them that an earlier process has read.
  long rowsBefore() {
    return rowsBefore;
  }

  /// Goes on where a scan stood that was saved.
  ///
  /// @param in reads from the stream; its key tables belong to the scan
  void restore(FrameInput stream, StateCodec.In in) {
    var place = saved.restore(stream, in);
    positionPassed = place.position();
    positionRead = positionPassed;
    from = positionPassed;
    current = place.block();
    rowsBefore = place.rows();
    rowsRead = rowsBefore;
    rowsPassed = rowsBefore;
  }

  /// What the state of a link speaks of, once the scan has ended; nothing if the state is not what
  /// its rows make of it.
  Optional<Coverage> coverage(int link) {
    boolean inOrder = chain.links().get(link).inOrder();
    boolean sound = inOrder ? orderedLane.isSound(link) && !passing : blocks.merged().isSound(link);
    if (!sound) {
      return Optional.empty();
    }
    if (complete || !failed()) {
      return Optional.of(new Coverage(rows(), Long.MAX_VALUE));
    }
    return Optional.of(
        inOrder
            ? new Coverage(rowsPassed, positionPassed)
            : new Coverage(rows(), blocks.positionFailed()));
  }

  /// The state of a link for all rows; a fresh one if no row reached it.
  Object whole(int link) {
    return saved.lane(link).stateOrNew(link);
  }

  /// Reads the input to its end, or until the run is told to stop.
  void run() {
    try {
      read();
      if (chain.scan().control().stopped() != null) {
        saveStopped();
      }
    } catch (RuntimeException e) {
      blocks.fail(e, current);
    } catch (Error e) {
      blocks.fail(Failures.of(e), current);
    } finally {
      endBlock();
      blocks.await();
    }
    complete &= !failed();
    for (int i = 0; i < chain.size(); i++) {
      saved.lane(i).tell(i);
    }
    var reason = blocks.failure();
    if (reason != null && reason != chain.scan().control().stopped()) {
      throw reason;
    }
  }

  private void read() {
    var control = chain.scan().control();
    try (var reader = new SteadyReader(chain.scan().source(), grid, from, chain.scan().errors())) {
      Runnable cancel = reader::cancel;
      control.onStop(cancel);
      try {
        while (control.stopped() == null && !failed()) {
          var chunk = next(reader);
          if (chunk.isPresent() && isToBeSmaller(chunk.get())) {
            inFlight.release(inFlight.ofChunk());
            halveFrom(blockStart(chunk.get().position(0)), reader);
            continue;
          }
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
    return blocks.failure() != null;
  }

  /// The next chunk; nothing at the end, and if the run is told to stop meanwhile.
  private Optional<Chunk> next(ChunkReader reader) {
    net.look();
    reserve(inFlight.ofChunk());
    long begin = System.nanoTime();
    var event = Events.inUse() ? new ReadEvent() : null;
    Optional<Chunk> chunk;
    try {
      chunk = reader.next();
    } catch (RuntimeException e) {
      if (chain.scan().control().stopped() == null) {
        throw e;
      }
      chunk = Optional.empty();
    } finally {
      readNanos.add(System.nanoTime() - begin);
    }
    if (chunk.isEmpty()) {
      inFlight.release(inFlight.ofChunk());
    } else if (event != null && event.shouldCommit()) {
      event.rows = chunk.get().rows();
      event.bytes = chunk.get().byteSize();
      event.commit();
    }
    return chunk;
  }

  private long blockStart(long position) {
    return Block.start(Block.key(position, scan.blockRows()), scan.blockRows());
  }

  /// True if the chunk begins a block from which on chunks are to be smaller.
  private boolean isToBeSmaller(Chunk chunk) {
    return chunk.rows() > 0
        && settings.sizes().halvings() > grid.halvings()
        && (current == null || current.key != Block.key(chunk.position(0), scan.blockRows()));
  }

  private void halveFrom(long position, SteadyReader reader) {
    grid.change(position, settings.sizes().halvings());
    reader.back(Math.max(position, positionPassed));
    var smaller = grid.from(position, grid.halvings());
    settings
        .sizes()
        .changed(
            chain.scan().source().place(position)
                + ": chunks of at most "
                + smaller.chunkRows()
                + " rows and about "
                + smaller.chunkBytes()
                + " bytes");
  }

  private void reserve(long bytes) {
    inFlight.reserve(bytes, blocks::nothingInFlight);
  }

  private void take(Chunk chunk) {
    long extra = inFlight.cost(chunk) - inFlight.ofChunk();
    if (extra > 0) {
      reserve(extra);
    }
    long reserved = inFlight.ofChunk() + Math.max(0, extra);
    passing = true;
    rowsRead += chunk.rows();
    positionRead = chunk.rows() == 0 ? positionRead : chunk.position(chunk.rows() - 1) + 1;
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
      blocks.offer(currentOrNew(), out.getFirst(), reserved, positionRead);
    } else {
      inFlight.release(reserved);
      offerAll(out);
    }
    passing = false;
    rowsPassed = rowsRead;
    positionPassed = positionRead;
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
      if (Blocks.isMilestone(block.number) && chain.ordered() > 0) {
        watcher.blocks(orderedLane, true, new Coverage(rowsPassed, chunk.position(0)));
      }
    }
    block.rows += chunk.rows();
  }

  /// Saves the scan at a block's border. Nothing is in flight then: the blocks before are awaited,
  /// and the next one has not begun.
  private void saveBefore(long position) {
    blocks.await();
    if (!failed() && chain.scan().control().stopped() == null) {
      saving.save(out -> saved.save(position, null, out));
    }
  }

  /// Saves a scan that is told to stop where it stands, as a rule within a block, whose states are
  /// then saved beside those of the blocks before; before its first row too, for the scans before
  /// it are done. Where a tool has given up in the middle of a chunk its state is of no use, and
  /// what was saved before stays the newest.
  private void saveStopped() {
    var block = current;
    if (complete || passing) {
      return;
    }
    if (block == null) {
      blocks.await();
    } else {
      blocks.await(block);
    }
    if (!failed() && (block == null || saved.isSound(block))) {
      saving.save(out -> saved.save(positionPassed, block, out));
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
      watcher.early(orderedLane, 0, chain.ordered(), new Coverage(rowsRead, positionRead));
      blocks.early(block, new Coverage(block.rows, positionRead), 0, chain.ordered());
      watcher.made(true);
    }
  }

  private Block begin(long key) {
    var block = blocks.begin(key);
    current = block;
    return block;
  }

  private Block currentOrNew() {
    var block = current;
    return block == null ? begin(-1) : block;
  }

  private void endOfInput() {
    for (int i = 0; i < chain.ordered(); i++) {
      int link = i;
      orderedLane.endOfInput(
          link,
          rows -> {
            var out = new ArrayList<Chunk>();
            inOrder(rows, link + 1, out);
            offerAll(out);
          });
    }
  }

  private void offerAll(List<Chunk> chunks) {
    if (chain.ordered() < chain.size()) {
      for (var chunk : chunks) {
        long cost = inFlight.cost(chunk);
        reserve(cost);
        blocks.offer(currentOrNew(), chunk, cost, positionRead);
      }
    }
  }

  private void endBlock() {
    var block = current;
    current = null;
    if (block != null) {
      blocks.end(block);
    }
  }

  @Override
  public void close() {
    try {
      blocks.close();
    } finally {
      orderedLane.close();
      inFlight.close();
    }
  }
}
