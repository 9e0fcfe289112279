package dev.weir.domain.stats;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import java.util.ArrayList;
import java.util.List;

/// The first rows of a table of counts in an order led by the count, descending, found in one
/// reading: rows that cannot be among them any more are dropped as soon as they are many, so that
/// only few are ever kept and sorted. Used by one thread.
final class MostFrequent {
  /// More rows than these are sorted as a whole.
  static final long FEW = 1_000;

  private static final long MANY_ROWS = 1 << 16;
  private static final long MANY_BYTES = 2 << 20;

  private final Schema schema;
  private final Column count;
  private final int most;
  private final String[] order;
  private List<Chunk> kept = new ArrayList<>();
  private long rows;
  private long bytes;
  private long least = Long.MIN_VALUE;

  private MostFrequent(Schema schema, String count, int most, String... order) {
    this.schema = schema;
    this.count = schema.column(count);
    this.most = most;
    this.order = order;
  }

  /// At most `most` rows, in order.
  ///
  /// @param order columns as [Table#sortedBy] takes them, the first of them the count, descending;
  ///   no two rows are equal in all
  static Table of(Table counts, String count, long most, String... order) {
    if (most > FEW) {
      return counts.sortedBy(order);
    }
    var first = new MostFrequent(counts.schema(), count, (int) most, order);
    counts.forEachChunk(first::add);
    first.prune();
    return Table.of(first.schema, first.kept);
  }

  private void add(Chunk chunk) {
    var cells = chunk.longs(count);
    var frequent = new int[chunk.rows()];
    int selected = 0;
    for (int r = 0; r < frequent.length; r++) {
      if (cells[r] >= least) {
        frequent[selected++] = r;
      }
    }
    if (selected > 0) {
      var part = chunk.select(frequent, selected);
      kept.add(part);
      rows += selected;
      bytes += part.byteSize();
      if (rows > MANY_ROWS + most || bytes > MANY_BYTES) {
        prune();
      }
    }
  }

  /// Keeps the first rows only.
  private void prune() {
    var first = new ArrayList<Chunk>();
    rows = 0;
    bytes = 0;
    Table.of(schema, kept).sortedBy(order).forEachChunk(chunk -> take(chunk, first));
    kept = first;
  }

  private void take(Chunk chunk, List<Chunk> first) {
    int taken = (int) Math.min(chunk.rows(), most - rows);
    if (taken > 0) {
      var part = chunk.slice(0, taken);
      first.add(part);
      rows += taken;
      bytes += part.byteSize();
      least = rows == most ? part.longs(count)[taken - 1] : least;
    }
  }
}
