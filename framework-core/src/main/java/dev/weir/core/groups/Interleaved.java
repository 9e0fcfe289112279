package dev.weir.core.groups;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.Text;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the rows of several chunks of one schema into one chunk, in order of position; rows of
/// equal position stay in order.
final class Interleaved {
  private final List<Chunk> parts;
  private final int[] part;
  private final int[] row;

  private Interleaved(List<Chunk> parts) {
    this.parts = parts;
    int rows = parts.stream().mapToInt(Chunk::rows).sum();
    var order = new Integer[rows];
    part = new int[rows];
    row = new int[rows];
    var parted = new int[rows];
    var rowed = new int[rows];
    int at = 0;
    for (int p = 0; p < parts.size(); p++) {
      for (int r = 0; r < parts.get(p).rows(); r++) {
        order[at] = at;
        parted[at] = p;
        rowed[at++] = r;
      }
    }
    Arrays.sort(order, Comparator.comparingLong(i -> parts.get(parted[i]).position(rowed[i])));
    for (int i = 0; i < rows; i++) {
      part[i] = parted[order[i]];
      row[i] = rowed[order[i]];
    }
  }

  /// The rows of all parts.
  static Chunk of(Schema schema, List<Chunk> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    var merge = new Interleaved(parts);
    int rows = merge.row.length;
    var positions = new long[rows];
    var identities = new long[rows];
    for (int i = 0; i < rows; i++) {
      positions[i] = parts.get(merge.part[i]).position(merge.row[i]);
      identities[i] = parts.get(merge.part[i]).identity(merge.row[i]);
    }
    var values = schema.columns().map(merge::column).toArray(Values[]::new);
    return Chunk.of(schema, rows, positions, identities, values);
  }

  private @Nullable Values column(Column column) {
    if (!parts.stream().allMatch(p -> p.has(column))) {
      return null;
    }
    var cells = parts.stream().map(p -> p.values(column)).toArray(Values[]::new);
    int rows = row.length;
    var valid = new boolean[rows];
    boolean all = true;
    for (int i = 0; i < rows; i++) {
      valid[i] = cells[part[i]].validity().at(row[i]);
      all &= valid[i];
    }
    var validity = all ? Validity.ALL : Validity.of(valid);
    return switch (column.type()) {
      case BOOLEAN, INT -> {
        var out = new int[rows];
        for (int i = 0; i < rows; i++) {
          out[i] = ((Values.Ints) cells[part[i]]).cells()[row[i]];
        }
        yield new Values.Ints(column.type(), out, validity);
      }
      case LONG, DATE, TIMESTAMP -> {
        var out = new long[rows];
        for (int i = 0; i < rows; i++) {
          out[i] = ((Values.Longs) cells[part[i]]).cells()[row[i]];
        }
        yield new Values.Longs(column.type(), out, validity);
      }
      case DOUBLE -> {
        var out = new double[rows];
        for (int i = 0; i < rows; i++) {
          out[i] = ((Values.Doubles) cells[part[i]]).cells()[row[i]];
        }
        yield new Values.Doubles(out, validity);
      }
      case TEXT, BYTES -> {
        var out = new Text.Builder(rows);
        for (int i = 0; i < rows; i++) {
          var text = ((Values.Texts) cells[part[i]]).text();
          out.add(text.bytes(), text.start(row[i]), text.end(row[i]));
        }
        yield new Values.Texts(column.type(), out.build(), validity);
      }
    };
  }
}
