package dev.weir.core.run;

import dev.weir.api.StateCodec;
import dev.weir.api.StreamingDataSource.Scan;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The sizes of the chunks of one scan: as planned, and from the first position of some blocks on
/// half as large as before. Who reads rows a second time gets the chunks of the first. Thread-safe.
final class ChunkGrid {
  private final Scan planned;
  private final NavigableMap<Long, Integer> halvings = new TreeMap<>();

  /// A scan whose chunks are halved so often from its beginning on.
  ChunkGrid(Scan planned, int halved) {
    this.planned = planned;
    halvings.put(Long.MIN_VALUE, halved);
  }

  /// As planned but for the sizes.
  Scan planned() {
    return planned;
  }

  /// How often the chunks at this position are halved.
  synchronized int halvings(long position) {
    return halvings.floorEntry(position).getValue();
  }

  /// How often the last chunks are halved.
  synchronized int halvings() {
    return halvings.lastEntry().getValue();
  }

  /// The chunks from this position on, which begins a block, are halved so often.
  synchronized void change(long position, int halved) {
    halvings.put(position, halved);
  }

  /// The scan from a position on, whose chunks are halved so often.
  Scan from(long position, int halved) {
    return planned
        .from(position)
        .withChunks(
            Math.max(1, planned.chunkRows() >> halved),
            Math.max(1, planned.chunkBytes() >> halved));
  }

  /// Writes where they change.
  synchronized void save(StateCodec.Out out) {
    out.integer(halvings.size());
    halvings.forEach((position, halved) -> {
      out.integer(position);
      out.integer(halved);
    });
  }

  /// Goes on from what [#save] wrote.
  synchronized void restore(StateCodec.In in) {
    halvings.clear();
    for (long left = in.integer(); left > 0; left--) {
      halvings.put(in.integer(), Math.toIntExact(in.integer()));
    }
  }
}
