package dev.weir.core.run;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.MergeablePipeline;
import dev.weir.api.PipelineResult;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Table;
import dev.weir.core.spill.RowBytes;
import java.util.ArrayList;
import java.util.List;

/// Shows what the last transform emits: the first rows as the table `rows`, and as the value `rows`
/// how many there are.
public final class Preview implements MergeablePipeline<Preview.First> {
  /// Rows shown.
  public static final int SHOWN = 20;

  private final Schema schema;

  /// The first rows, and how many there were.
  static final class First {
    private final List<Chunk> chunks = new ArrayList<>();
    private int kept;
    private long count;

    private void take(Chunk chunk) {
      int room = Math.min(SHOWN - kept, chunk.rows());
      if (room > 0) {
        chunks.add(chunk.slice(0, room));
        kept += room;
      }
    }
  }

  /// Of rows of this schema.
  public Preview(Schema schema) {
    this.schema = schema;
  }

  @Override
  public First newState(ChunkProcessingContext context) {
    return new First();
  }

  @Override
  public void processChunk(Chunk chunk, First state, ChunkProcessingContext context) {
    state.count += chunk.rows();
    if (state.kept < SHOWN && chunk.rows() > 0) {
      state.take(copy(chunk, Math.min(chunk.rows(), SHOWN - state.kept)));
    }
  }

  /// The first rows by themselves, so that no large chunk stays alive.
  private Chunk copy(Chunk chunk, int count) {
    var rows = Rows.of(schema);
    for (int r = 0; r < count; r++) {
      int row = r;
      rows.row(chunk, row);
      schema.columns().forEach(c -> rows.put(c.index(), chunk, c, row));
    }
    return rows.chunk();
  }

  @Override
  public First merge(First earlier, First later) {
    earlier.count += later.count;
    later.chunks.forEach(earlier::take);
    return earlier;
  }

  @Override
  public PipelineResult aggregateChunkResults(First state, ChunkProcessingContext context) {
    return PipelineResult.EMPTY
        .withTable("rows", Table.of(schema, state.chunks))
        .withValue("rows", state.count);
  }

  @Override
  public StateCodec<First> stateCodec() {
    return StateCodec.of(
        1,
        (state, out) -> {
          out.integer(state.count);
          RowBytes.write(Table.of(schema, state.chunks).open(), out);
        },
        this::read,
        state -> 256 + state.chunks.stream().mapToLong(Chunk::byteSize).sum());
  }

  private First read(StateCodec.In in) {
    var state = new First();
    state.count = in.integer();
    try (var chunks = RowBytes.rows(schema, in)) {
      for (var chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
        state.take(chunk.get());
      }
    }
    return state;
  }
}
