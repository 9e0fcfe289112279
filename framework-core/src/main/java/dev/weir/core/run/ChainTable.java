package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource.Scan;
import dev.weir.api.Table;
import dev.weir.core.spill.ExternalSort;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;

/// The input itself, after the transforms of a chain, as a table: each reading is a scan of its own
/// on the reading thread.
final class ChainTable implements Table {
  private final Chain chain;
  private final Scan scan;
  private final Schema schema;
  private long rowsRead;
  private long rowsUsed;

  ChainTable(Chain chain, Scan scan, Schema schema) {
    this.chain = chain;
    this.scan = scan;
    this.schema = schema;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  /// Rows that the source gave in the longest reading so far.
  long rowsRead() {
    return rowsRead;
  }

  /// Rows that came out of the chain in the longest reading so far.
  long rowsUsed() {
    return rowsUsed;
  }

  @Override
  public OptionalLong rows() {
    return chain.size() == 0 ? chain.scan().source().rows() : OptionalLong.empty();
  }

  @Override
  public ChunkReader open() {
    chain.scan().skip().beginScan();
    return new Reader(new SteadyReader(chain.scan().source(), scan, chain.scan().errors()));
  }

  @Override
  public Table sortedBy(String... columns) {
    return ExternalSort.sorted(this, chain.scan().workspace(), "rows to be sorted", columns);
  }

  private final class Reader implements ChunkReader {
    private final ChunkReader source;
    private final Chain.Lane lane = chain.new Lane(Chain.Lane.WHOLE);
    private final ArrayDeque<Chunk> ready = new ArrayDeque<>();
    private final Runnable cancel;
    private boolean ended;
    private long read;
    private long used;

    Reader(ChunkReader source) {
      this.source = source;
      this.cancel = source::cancel;
      chain.scan().control().onStop(cancel);
    }

    @Override
    public Optional<Chunk> next() {
      while (ready.isEmpty() && !ended) {
        chain.scan().control().check();
        var chunk = source.next();
        if (chunk.isPresent()) {
          read += chunk.get().rows();
          chain.pass(
              chain.scan().skip().filter(chunk.get()), 0, chain.size(), _ -> lane, this::offer);
        } else {
          ended = true;
          for (int i = 0; i < chain.size(); i++) {
            int link = i;
            lane.endOfInput(
                link, rows -> chain.pass(rows, link + 1, chain.size(), _ -> lane, this::offer));
          }
        }
      }
      return Optional.ofNullable(ready.poll());
    }

    private void offer(Chunk chunk) {
      if (chunk.rows() > 0) {
        used += chunk.rows();
        ready.add(chunk);
      }
    }

    @Override
    public void cancel() {
      source.cancel();
    }

    @Override
    public void close() {
      rowsRead = Math.max(rowsRead, read);
      rowsUsed = Math.max(rowsUsed, used);
      chain.scan().control().forget(cancel);
      source.close();
      lane.close();
    }
  }
}
