package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.StateCodec;
import java.util.concurrent.ConcurrentSkipListSet;

/// The rows of one scan that a link fails on, by link: that link and those after it do not see
/// them, those before it have seen them. Thread-safe.
final class PoisonRows {
  private final ConcurrentSkipListSet<Long>[] byLink;

  @SuppressWarnings({"unchecked", "rawtypes"})
  PoisonRows(int links) {
    byLink = new ConcurrentSkipListSet[links];
    for (int i = 0; i < links; i++) {
      byLink[i] = new ConcurrentSkipListSet<>();
    }
  }

  void add(int link, long position) {
    byLink[link].add(position);
  }

  /// Writes them.
  void save(StateCodec.Out out) {
    for (var positions : byLink) {
      out.integers(positions.stream().mapToLong(Long::longValue).toArray());
    }
  }

  /// Goes on from what [#save] wrote.
  void restore(StateCodec.In in) {
    for (var positions : byLink) {
      for (long position : in.integers()) {
        positions.add(position);
      }
    }
  }

  /// The chunk as the link may see it.
  Chunk without(int link, Chunk chunk) {
    var positions = byLink[link];
    if (positions.isEmpty() || chunk.rows() == 0) {
      return chunk;
    }
    var here = positions.subSet(chunk.position(0), true, chunk.position(chunk.rows() - 1), true);
    return SkipSet.without(chunk, here.stream().mapToLong(Long::longValue).toArray());
  }
}
