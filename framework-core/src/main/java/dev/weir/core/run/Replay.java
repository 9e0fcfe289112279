package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.PipelineException;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.core.memory.MemoryLedger;
import java.util.Optional;

/// Makes a link's state again as it was before one of its chunks: reads the rows once more and lets
/// them pass through the links up to that one, in states of their own. The same calls with the same
/// chunks, so the same bits.
///
/// A block whose links need no order is read from its first row on. Where links before need order,
/// and so carry something over the blocks' borders, reading begins with the input's first row: that
/// takes no state that could be saved, and happens once, since from then on such a link looks for
/// rows that it fails on before it takes them.
final class Replay {
  private final Chain chain;
  private final ScanRun.Settings settings;

  Replay(Chain chain, ScanRun.Settings settings) {
    this.chain = chain;
    this.settings = settings;
  }

  /// Ends a replay where it has come to the chunk.
  private static final class Reached extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Reached() {
      super(null, null, false, false);
    }
  }

  /// Gives the lane the state that its link had before the call that failed.
  ///
  /// @throws PipelineException RESOURCE if the source cannot be read again
  void restore(Chain.Lane lane, int link) {
    if (chain.links().get(link).isStateless() || lane.calls(link) == 0) {
      return;
    }
    var source = chain.scan().source();
    if (!SteadyReader.canReadAgain(source)) {
      throw PipelineException.resource(
          "errors.reread",
          chain.links().get(link).step()
              + ": failed on rows that could be set aside, but its state cannot be made again without them, since "
              + source.description()
              + " can be read only once; write it to a file first");
    }
    var aside = chain.scan().aside();
    var links = chain.links().subList(0, link + 1).stream().map(Link::aside).toList();
    var again = new Chain(links, aside, chain.poison(), _ -> Chain.NONE);
    try (var pass = new Pass(again, lane.key(), link, lane.calls(link))) {
      pass.run();
      lane.adopt(link, pass.target());
    } finally {
      chain.scan().adopt(aside);
    }
  }

  /// One reading.
  private final class Pass implements AutoCloseable {
    private final Chain again;
    private final long key;
    private final int link;
    private final long calls;
    private final MemoryLedger.Account chunkAccount =
        chain.scan().ledger().account("a chunk read again to set rows aside");
    private final Chain.Lane whole;
    private Chain.Lane block;

    Pass(Chain again, long key, int link, long calls) {
      this.again = again;
      this.key = key;
      this.link = link;
      this.calls = calls;
      this.whole = again.new Lane(Chain.Lane.WHOLE);
      this.block = again.new Lane(-1);
    }

    Chain.Lane target() {
      return again.links().get(link).inOrder() ? whole : block;
    }

    void run() {
      chunkAccount.reserve(settings.chunkReserve());
      var scan = settings.scan();
      boolean block = key != Chain.Lane.WHOLE && again.ordered() == 0;
      long from = block ? Block.start(key, scan.blockRows()) : scan.fromPosition();
      try (var reader =
          new SteadyReader(chain.scan().source(), settings.grid(), from, chain.scan().errors())) {
        Runnable cancel = reader::cancel;
        chain.scan().control().onStop(cancel);
        try {
          read(reader, scan);
        } finally {
          chain.scan().control().forget(cancel);
        }
      } catch (Reached e) {
        return;
      }
      throw new PipelineException(
          PipelineException.Category.INTERNAL,
          "source.changed",
          chain.scan().source().description()
              + " gave other rows when it was read again; it must not change while a run goes on");
    }

    private void read(SteadyReader reader, Scan scan) {
      for (var chunk = next(reader); chunk.isPresent(); chunk = next(reader)) {
        var rows = chunk.get();
        long extra = (long) (rows.byteSize() * settings.chunkCost()) - chunkAccount.held();
        chunkAccount.reserve(Math.max(0, extra));
        if (rows.rows() > 0) {
          enter(Block.key(rows.position(0), scan.blockRows()));
        }
        pass(chain.scan().skip().filter(rows), 0);
      }
      for (int l = 0; l < Math.min(again.ordered(), link); l++) {
        int from = l + 1;
        whole.endOfInput(l, rows -> pass(rows, from));
      }
    }

    private Optional<Chunk> next(SteadyReader reader) {
      var control = chain.scan().control();
      control.check();
      try {
        return reader.next();
      } catch (RuntimeException e) {
        control.check();
        throw e;
      }
    }

    /// Each block has states of its own.
    private void enter(long of) {
      if (of != block.key()) {
        block.close();
        block = again.new Lane(of);
      }
    }

    /// Rows of other blocks pass through the links only that carry something over to the block;
    /// what the links after those make of them may not even be known yet, since others are at work
    /// on it.
    private void pass(Chunk chunk, int from) {
      boolean other = key != Chain.Lane.WHOLE && block.key() != key;
      if (chunk.rows() > 0) {
        again.pass(
            chunk,
            from,
            other ? Math.min(again.ordered(), link) : link,
            this::lane,
            other ? _ -> {} : this::last);
      }
    }

    private Chain.Lane lane(int number) {
      return again.links().get(number).inOrder() ? whole : block;
    }

    private void last(Chunk chunk) {
      var lane = lane(link);
      if (lane.calls(link) == calls && (lane == whole || lane.key() == key)) {
        throw new Reached();
      }
      lane.through(link, chunk);
    }

    @Override
    public void close() {
      try {
        block.close();
        whole.close();
      } finally {
        chunkAccount.close();
      }
    }
  }
}
