package dev.weir.api;

import java.util.Optional;

/// One pass over chunks, used by one thread; [#cancel] may come from any other.
public interface ChunkReader extends AutoCloseable {
  /// The next chunk, or nothing at the end. On live input a chunk of no rows is a sign of life: the
  /// watermark may have moved.
  Optional<Chunk> next();

  /// Live input: no row with an earlier event time will come. `Long.MIN_VALUE` if unknown,
  /// `Long.MAX_VALUE` at the end.
  default long watermark() {
    return Long.MIN_VALUE;
  }

  /// Ends a [#next] that waits, with an exception, as soon as possible.
  default void cancel() {}

  /// Frees what the reading holds. Never throws for a reading that was cancelled or not finished.
  @Override
  void close();
}
