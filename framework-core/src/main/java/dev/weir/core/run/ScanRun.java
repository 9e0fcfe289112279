package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.StateCodec;
import dev.weir.api.StreamingDataSource.Ability;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.core.checkpoint.FrameInput;
import dev.weir.core.checkpoint.FrameOutput;
import dev.weir.core.events.Events;
import dev.weir.core.events.ReadEvent;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.memory.SafetyNet;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  /// Hears of the scan's course.
  interface Watcher {
    /// Rows read so far.
    void rows(long rows);

    /// True if an early result is due; then it must be made, and [#made] called.
    ///
    /// @param reading of the links that the reading thread runs, else of those after them
    boolean due(boolean reading);

    /// The states, as they are now, of the first rows, of the links from `from` up to `to`.
    void early(Chain.Lane lane, int from, int to, Coverage coverage);

    /// The early result is made.
    void made(boolean reading);

    /// The states, as they are now, of whole blocks: the first, the first two, four, eight…
    ///
    /// @param ordered whether they are those of the links that need order
    void blocks(Chain.Lane lane, boolean ordered, Coverage coverage);

    /// Writes what it keeps of whole blocks.
    void save(FrameOutput stream) throws IOException;

    /// Goes on from what [#save] wrote.
    void restore(FrameInput stream, StateCodec.In in) throws IOException;
  }

  private final Chain chain;
  private final Settings settings;
  private final Watcher watcher;
  private final Saving saving;
  private final LongAdder readNanos;
  private final Chain.Lane orderedLane;
  private final MemoryLedger.Account inFlight;
  private final SafetyNet net;
  private final Blocks blocks;
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
      Watcher watcher,
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
    this.inFlight = ledger.account("a chunk in flight");
    this.blocks = new Blocks(chain, settings, pool, watcher, inFlight);
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
    positionPassed = in.integer();
    positionRead = positionPassed;
    from = positionPassed;
    grid.restore(in);
    rowsBefore = in.integer();
    blocks.restore(rowsBefore, Math.toIntExact(in.integer()), positionPassed);
    chain.scan().restoreWatermark(in.integer(), in.integer());
    chain.scan().skip().restore(in);
    chain.poison().restore(in);
    for (int i = 0; i < chain.size(); i++) {
      lane(i).restore(i, in);
    }
    if (in.integer() != 0) {
      restoreBlock(in);
    }
    try {
      watcher.restore(stream, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rowsRead = rowsBefore;
    rowsPassed = rowsBefore;
  }

  private void restoreBlock(StateCodec.In in) {
    var block = begin(in.integer());
    block.rows = in.integer();
    block.folded = new Coverage(block.rows, positionPassed);
    rowsBefore += block.rows;
    for (int i = 0; i < chain.size(); i++) {
      if (!chain.links().get(i).inOrder()) {
        block.lane.restore(i, in);
      }
    }
  }

  /// Writes where the scan stands: before the row at this position; all before it are merged, but
  /// for those of the block that is not at its end, if there is one.
  private void save(long position, @Nullable Block block, FrameOutput stream) {
    var out = Bytes.to(stream);
    out.integer(position);
    grid.save(out);
    out.integer(blocks.rowsMerged());
    out.integer(blocks.count());
    out.integer(chain.scan().closed());
    out.integer(chain.scan().watermark());
    chain.scan().skip().save(out);
    chain.poison().save(out);
    for (int i = 0; i < chain.size(); i++) {
      lane(i).save(i, out);
    }
    out.integer(block == null ? 0 : 1);
    if (block != null) {
      out.integer(block.key);
      out.integer(block.rows);
      for (int i = 0; i < chain.size(); i++) {
        if (!chain.links().get(i).inOrder()) {
          block.lane.save(i, out);
        }
      }
    }
    try {
      watcher.save(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Chain.Lane lane(int link) {
    return chain.links().get(link).inOrder() ? orderedLane : blocks.merged();
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
    return lane(link).stateOrNew(link);
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
      lane(i).tell(i);
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
            inFlight.release(chunkReserve());
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
    reserve(chunkReserve());
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
      inFlight.release(chunkReserve());
    } else if (event != null && event.shouldCommit()) {
      event.rows = chunk.get().rows();
      event.bytes = chunk.get().byteSize();
      event.commit();
    }
    return chunk;
  }

  private long chunkReserve() {
    return settings.chunkReserve() >> grid.halvings();
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
    boolean narrow = chain.scan().ledger().pressure().narrow();
    long room = narrow ? chunkReserve() : settings.chunkRoom();
    try {
      if (!inFlight.await(bytes, room, blocks::nothingInFlight)) {
        inFlight.reserve(bytes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      chain.scan().control().cancel();
      inFlight.reserve(bytes);
    }
  }

  private void take(Chunk chunk) {
    long extra = cost(chunk) - chunkReserve();
    if (extra > 0) {
      reserve(extra);
    }
    long reserved = chunkReserve() + Math.max(0, extra);
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
      saving.save(out -> save(position, null, out));
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
    if (!failed() && (block == null || isSound(block))) {
      saving.save(out -> save(positionPassed, block, out));
    }
  }

  private boolean isSound(Block block) {
    for (int i = 0; i < chain.size(); i++) {
      boolean inOrder = chain.links().get(i).inOrder();
      if (!(inOrder ? orderedLane : block.lane).isSound(i) || !lane(i).isSound(i)) {
        return false;
      }
    }
    return true;
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
        long cost = cost(chunk);
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
