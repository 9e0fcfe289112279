package dev.weir.core;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A source on which something happens before each chunk.
class TickingSource implements StreamingDataSource {
  private final StreamingDataSource whole;
  private final Runnable tick;

  TickingSource(StreamingDataSource whole, Runnable tick) {
    this.whole = whole;
    this.tick = tick;
  }

  @Override
  public Schema schema() {
    return whole.schema();
  }

  @Override
  public Set<Ability> abilities() {
    return whole.abilities();
  }

  @Override
  public OptionalLong rows() {
    return whole.rows();
  }

  @Override
  public String fingerprint() {
    return whole.fingerprint();
  }

  @Override
  public String description() {
    return whole.description();
  }

  @Override
  public ChunkReader open(Scan scan) {
    var reader = whole.open(scan);
    return new ChunkReader() {
      @Override
      public Optional<Chunk> next() {
        tick.run();
        return reader.next();
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  @Override
  public void close() {
    whole.close();
  }
}
