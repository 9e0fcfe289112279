package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.Values;
import dev.weir.numerics.Hashing;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of a chunk and what each is put beside, in order of the rows. Used by one thread.
final class Pairs {
  private int[] rows;
  private int[] others;
  private int count;

  /// Room for about so many; grows.
  Pairs(int expected) {
    rows = new int[Math.max(16, expected)];
    others = new int[Math.max(16, expected)];
  }

  void add(int row, int other) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
      others = Arrays.copyOf(others, 2 * count);
    }
    rows[count] = row;
    others[count++] = other;
  }

  int count() {
    return count;
  }

  /// The rows with the columns of the others behind theirs. The first row made of one keeps its
  /// identity, further ones get their own.
  Chunk rows(Chunk chunk, Schema emitted, List<Values> columns) {
    var cells = new @Nullable Values[emitted.size()];
    boolean whole = each(chunk.rows());
    for (var column : (Iterable<Column>) chunk.schema().columns()::iterator) {
      if (chunk.has(column)) {
        var values = chunk.values(column);
        cells[column.index()] = whole ? values : values.select(rows, count);
      }
    }
    for (int c = 0; c < columns.size(); c++) {
      cells[chunk.schema().size() + c] = columns.get(c).select(others, count);
    }
    var positions = new long[count];
    var identities = new long[count];
    int copies = 0;
    for (int i = 0; i < count; i++) {
      copies = i > 0 && rows[i] == rows[i - 1] ? copies + 1 : 0;
      long identity = chunk.identity(rows[i]);
      positions[i] = chunk.position(rows[i]);
      identities[i] = copies == 0 ? identity : Hashing.mix(identity + copies);
    }
    return Chunk.of(emitted, count, positions, identities, cells);
  }

  /// True if each row is here once.
  private boolean each(int all) {
    if (count != all) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (rows[i] != i) {
        return false;
      }
    }
    return true;
  }
}
