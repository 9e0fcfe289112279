package dev.weir.core;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.Schema;
import dev.weir.api.StreamingDataSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Another source as it is; subclasses change what they test.
class WrappedSource implements StreamingDataSource {
  private final StreamingDataSource source;

  WrappedSource(StreamingDataSource source) {
    this.source = source;
  }

  @Override
  public Schema schema() {
    return source.schema();
  }

  @Override
  public Set<Ability> abilities() {
    return source.abilities();
  }

  @Override
  public OptionalLong rows() {
    return source.rows();
  }

  @Override
  public String fingerprint() {
    return source.fingerprint();
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public ChunkReader open(Scan scan) {
    var reader = source.open(scan);
    return new ChunkReader() {
      @Override
      public Optional<Chunk> next() {
        return WrappedSource.this.next(scan, reader);
      }

      @Override
      public void cancel() {
        WrappedSource.this.cancel(reader);
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  /// The next chunk of a reading.
  Optional<Chunk> next(Scan scan, ChunkReader reader) {
    return reader.next();
  }

  /// A reading is to end.
  void cancel(ChunkReader reader) {
    reader.cancel();
  }

  @Override
  public void close() {
    source.close();
  }
}
