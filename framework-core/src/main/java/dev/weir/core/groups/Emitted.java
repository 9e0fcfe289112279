package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.core.spill.IndexSort;
import dev.weir.core.spill.Picked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the groups of a chunk emit, put back in order of position; rows of equal position stand in
/// order of their groups, whatever the order in which groups were asked, and those of one group in
/// order. The many small chunks of many groups are put together in between, so that no more of them
/// are alive than make a batch. Used by one thread.
final class Emitted {
  private static final int BATCH = 1024;

  private final Schema schema;
  private final List<Part> parts = new ArrayList<>();
  private List<Part> small = new ArrayList<>();

  /// Rows in order of position and group.
  ///
  /// @param ranks the group of each row, as a number that ascends in the order of the groups; one
  ///   number if all are of one group
  @SuppressWarnings("ArrayRecordComponent")
  record Part(Chunk chunk, long[] ranks) {
    long rank(int row) {
      return ranks[ranks.length == 1 ? 0 : row];
    }

    /// The group of each row.
    long[] rowRanks() {
      var each = new long[chunk.rows()];
      Arrays.setAll(each, this::rank);
      return each;
    }
  }

  /// @param schema of what is emitted
  Emitted(Schema schema) {
    this.schema = schema;
  }

  /// Takes what a group emits.
  void add(Chunk chunk, long rank) {
    if (chunk.rows() == 0) {
      return;
    }
    small.add(new Part(chunk, new long[] {rank}));
    if (small.size() == BATCH) {
      batch();
    }
  }

  /// Puts together what was emitted since the last batch.
  void batch() {
    if (!small.isEmpty()) {
      parts.add(together(small));
      small = new ArrayList<>();
    }
  }

  /// True if nothing was emitted.
  boolean isEmpty() {
    return small.isEmpty() && parts.isEmpty();
  }

  /// All that was emitted since the last time, of which there is something.
  Part take() {
    parts.addAll(small);
    var all = together(parts);
    parts.clear();
    small = new ArrayList<>();
    return all;
  }

  private Part together(List<Part> of) {
    if (of.size() == 1) {
      return of.getFirst();
    }
    int rows = of.stream().mapToInt(part -> part.chunk().rows()).sum();
    var number = new int[rows];
    var row = new int[rows];
    var position = new long[rows];
    var rank = new long[rows];
    var picked = new Picked(schema);
    int at = 0;
    for (var part : of) {
      int added = picked.add(part.chunk());
      for (int r = 0; r < part.chunk().rows(); r++) {
        number[at] = added;
        row[at] = r;
        rank[at] = part.rank(r);
        position[at++] = part.chunk().position(r);
      }
    }
    var sorted =
        IndexSort.sorted(
            rows,
            (a, b) -> {
              int order = Long.compare(position[a], position[b]);
              return order == 0 ? Long.compare(rank[a], rank[b]) : order;
            });
    var ranks = new long[rows];
    for (int i = 0; i < rows; i++) {
      picked.pick(number[sorted[i]], row[sorted[i]]);
      ranks[i] = rank[sorted[i]];
    }
    return new Part(picked.chunk(), ranks);
  }
}
