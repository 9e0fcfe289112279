package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.core.spill.IndexSort;
import dev.weir.core.spill.Picked;
import java.util.List;

/// Puts the rows of several chunks of one schema into one chunk, in order of position; rows of
/// equal position stay in order.
final class Interleaved {
  private Interleaved() {}

  /// The rows of all parts, of which there is at least one.
  static Chunk of(Schema schema, List<Chunk> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    int rows = parts.stream().mapToInt(Chunk::rows).sum();
    var part = new int[rows];
    var row = new int[rows];
    var position = new long[rows];
    var picked = new Picked(schema);
    int at = 0;
    for (var chunk : parts) {
      int number = picked.add(chunk);
      for (int r = 0; r < chunk.rows(); r++) {
        part[at] = number;
        row[at] = r;
        position[at++] = chunk.position(r);
      }
    }
    for (int i : IndexSort.sorted(rows, (a, b) -> Long.compare(position[a], position[b]))) {
      picked.pick(part[i], row[i]);
    }
    return picked.chunk();
  }
}
