package dev.weir.tck;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.Text;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chunks put together into one, positions, identities and absent columns kept. Always copies.
final class Joined {
  private Joined() {}

  static Chunk of(Schema schema, List<Chunk> chunks) {
    int rows = chunks.stream().mapToInt(Chunk::rows).sum();
    var positions = new long[rows];
    var identities = new long[rows];
    int at = 0;
    for (var chunk : chunks) {
      for (int r = 0; r < chunk.rows(); r++) {
        positions[at] = chunk.position(r);
        identities[at++] = chunk.identity(r);
      }
    }
    var cells = schema.columns().map(c -> values(c, chunks, rows)).toArray(Values[]::new);
    return Chunk.of(schema, rows, positions, identities, cells);
  }

  private static @Nullable Values values(Column column, List<Chunk> chunks, int rows) {
    if (chunks.stream().anyMatch(c -> !c.has(column))) {
      return null;
    }
    var validity = validity(column, chunks, rows);
    return switch (column.type()) {
      case BOOLEAN, INT -> {
        var cells = new int[rows];
        copy(
            chunks,
            (chunk, at) -> System.arraycopy(chunk.ints(column), 0, cells, at, chunk.rows()));
        yield new Values.Ints(column.type(), cells, validity);
      }
      case LONG, DATE, TIMESTAMP -> {
        var cells = new long[rows];
        copy(
            chunks,
            (chunk, at) -> System.arraycopy(chunk.longs(column), 0, cells, at, chunk.rows()));
        yield new Values.Longs(column.type(), cells, validity);
      }
      case DOUBLE -> {
        var cells = new double[rows];
        copy(
            chunks,
            (chunk, at) -> System.arraycopy(chunk.doubles(column), 0, cells, at, chunk.rows()));
        yield new Values.Doubles(cells, validity);
      }
      case TEXT, BYTES -> {
        var text = new Text.Builder(rows);
        copy(
            chunks,
            (chunk, _) -> {
              var from = chunk.text(column);
              for (int r = 0; r < chunk.rows(); r++) {
                text.add(from.bytes(), from.start(r), from.end(r));
              }
            });
        yield new Values.Texts(column.type(), text.build(), validity);
      }
    };
  }

  private interface Copying {
    void copy(Chunk chunk, int at);
  }

  private static void copy(List<Chunk> chunks, Copying action) {
    int at = 0;
    for (var chunk : chunks) {
      action.copy(chunk, at);
      at += chunk.rows();
    }
  }

  private static Validity validity(Column column, List<Chunk> chunks, int rows) {
    var valid = new boolean[rows];
    int at = 0;
    boolean all = true;
    for (var chunk : chunks) {
      for (int r = 0; r < chunk.rows(); r++) {
        valid[at] = chunk.validity(column).at(r);
        all &= valid[at++];
      }
    }
    return all ? Validity.ALL : Validity.of(valid);
  }
}
