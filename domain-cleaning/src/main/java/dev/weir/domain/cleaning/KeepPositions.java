package dev.weir.domain.cleaning;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.ChunkReader;
import dev.weir.api.StateCodec;
import dev.weir.api.Table;
import dev.weir.api.Transform;
import org.jspecify.annotations.Nullable;

/// Keeps the rows whose positions a table lists, ascending: both are read side by side.
///
/// @param positions one LONG column, ascending
record KeepPositions(Table positions) implements Transform<KeepPositions.Place> {
  /// How far the list is read; mutable.
  final class Place implements AutoCloseable {
    private @Nullable ChunkReader reader;
    private long[] listed = new long[0];
    private int count;
    private int at;
    private long before;

    /// Positions passed.
    long passed() {
      return before + at;
    }

    /// True if the position is listed; positions must be asked for in ascending order.
    boolean keeps(long position) {
      while (true) {
        while (at < count && listed[at] < position) {
          at++;
        }
        if (at < count) {
          return listed[at] == position;
        }
        if (!more()) {
          return false;
        }
      }
    }

    private boolean more() {
      var open = reader == null ? positions.open() : reader;
      reader = open;
      var chunk = open.next();
      if (chunk.isEmpty()) {
        return false;
      }
      before += count;
      listed = chunk.get().longs(positions.schema().column("position"));
      count = chunk.get().rows();
      at = 0;
      return true;
    }

    private void skip(long passed) {
      while (passed() < passed) {
        if (at < count) {
          at++;
        } else if (!more()) {
          return;
        }
      }
    }

    @Override
    public void close() {
      if (reader != null) {
        reader.close();
      }
    }
  }

  @Override
  public Place newState(ChunkProcessingContext context) {
    return new Place();
  }

  @Override
  public void processChunk(Chunk chunk, Place place, ChunkProcessingContext context) {
    var kept = new int[chunk.rows()];
    int count = 0;
    for (int row = 0; row < chunk.rows(); row++) {
      if (place.keeps(chunk.position(row))) {
        kept[count++] = row;
      }
    }
    context.emit(chunk.select(kept, count));
  }

  @Override
  public StateCodec<Place> stateCodec() {
    return StateCodec.of(
        1,
        (place, out) -> out.integer(place.passed()),
        in -> {
          var place = new Place();
          place.skip(in.integer());
          return place;
        },
        place -> 64 + 8L * place.listed.length);
  }
}
