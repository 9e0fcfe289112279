package dev.weir.core;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.StreamingDataSource;
import java.util.Optional;

/// A source on which something happens before each chunk.
class TickingSource extends WrappedSource {
  private final Runnable tick;

  TickingSource(StreamingDataSource whole, Runnable tick) {
    super(whole);
    this.tick = tick;
  }

  @Override
  Optional<Chunk> next(Scan scan, ChunkReader reader) {
    tick.run();
    return super.next(scan, reader);
  }
}
