package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import dev.weir.api.Values;
import dev.weir.core.spill.ExternalSort;
import dev.weir.core.spill.Picked;
import dev.weir.core.spill.Workspace;
import java.util.stream.IntStream;

/// What the groups of a transform emit at the end of the input, in any order, sorted by position
/// and group. Used by one thread.
final class EndRows {
  private static final int BATCH = 1024;
  private static final int MOST_ROWS = 1 << 14;
  private static final int MOST_CELLS = 1 << 18;

  private final Schema output;
  private final Schema stored;
  private final Emitted emitted;
  private final ExternalSort sort;
  private int pending;

  EndRows(Schema output, Workspace workspace) {
    this.output = output;
    this.stored = stored(output);
    this.emitted = new Emitted(output);
    this.sort =
        new ExternalSort(
            stored,
            workspace,
            "last rows of groups",
            true,
            stored.fields().get(output.size()).name(),
            stored.fields().getLast().name());
  }

  /// The columns, then position and group under names that no column has.
  private static Schema stored(Schema output) {
    var schema = output;
    for (var name : new String[] {"position", "group"}) {
      var free = new StringBuilder(name);
      while (schema.indexOf(free.toString()) >= 0) {
        free.append('_');
      }
      schema = schema.with(Schema.Field.of(free.toString(), Type.LONG));
    }
    return schema;
  }

  /// Rows of a chunk that is emitted at the end: the same in memory and not.
  static int chunkRows(Schema output) {
    return Math.clamp(MOST_CELLS / Math.max(1, output.size()), 1, MOST_ROWS);
  }

  /// Takes what a group emits.
  ///
  /// @param rank the group's number
  void add(Chunk chunk, long rank) {
    emitted.add(chunk, rank);
    pending += chunk.rows();
    if (pending >= BATCH) {
      flush();
    }
  }

  private void flush() {
    if (emitted.isEmpty()) {
      return;
    }
    pending = 0;
    var part = emitted.take();
    var positions = new long[part.chunk().rows()];
    for (int r = 0; r < positions.length; r++) {
      positions[r] = part.chunk().position(r);
    }
    sort.add(
        part.chunk()
            .with(stored.fields().get(output.size()), Values.of(positions))
            .with(stored.fields().getLast(), Values.of(part.rowRanks())));
  }

  /// Emits all of it.
  void emit(ChunkProcessingContext context) {
    flush();
    int most = chunkRows(output);
    var from = IntStream.range(0, output.size()).toArray();
    var picked = new Picked[] {new Picked(stored)};
    sort.table()
        .forEachChunk(chunk -> {
          context.checkCancelled();
          int number = picked[0].add(chunk);
          for (int r = 0; r < chunk.rows(); r++) {
            picked[0].pick(number, r);
            if (picked[0].rows() == most) {
              context.emit(picked[0].chunk().project(output, from));
              picked[0] = new Picked(stored);
              number = picked[0].add(chunk);
            }
          }
        });
    if (picked[0].rows() > 0) {
      context.emit(picked[0].chunk().project(output, from));
    }
  }
}
