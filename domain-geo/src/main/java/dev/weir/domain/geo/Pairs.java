package dev.weir.domain.geo;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import dev.weir.numerics.Hashing;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Rows of a chunk and what each is put beside, in order of the rows. Used by one thread.
final class Pairs {
  private int[] rows;
  private int[] others;
  private double[] distances;
  private int count;
  private final LongConsumer growing;

  /// Room for about so many; grows.
  Pairs(int expected) {
    this(expected, _ -> {});
  }

  /// @param growing hears of bytes about to be taken
  Pairs(int expected, LongConsumer growing) {
    this.growing = growing;
    rows = new int[Math.max(16, expected)];
    others = new int[Math.max(16, expected)];
    distances = new double[Math.max(16, expected)];
  }

  /// What so many pairs take, twice while they are sorted.
  static long bytes(long pairs) {
    return 32 * pairs;
  }

  void add(int row, int other, double distance) {
    if (count == rows.length) {
      growing.accept(bytes(count));
      rows = Arrays.copyOf(rows, 2 * count);
      others = Arrays.copyOf(others, 2 * count);
      distances = Arrays.copyOf(distances, 2 * count);
    }
    rows[count] = row;
    distances[count] = distance;
    others[count++] = other;
  }

  int count() {
    return count;
  }

  /// Brings them into the order of the rows; those of one row stay in theirs.
  ///
  /// @param most no row is that or more
  void sort(int most) {
    var ends = new int[most + 1];
    for (int i = 0; i < count; i++) {
      ends[rows[i] + 1]++;
    }
    for (int row = 0; row < most; row++) {
      ends[row + 1] += ends[row];
    }
    var before = new Pairs(count);
    for (int i = 0; i < count; i++) {
      before.add(rows[i], others[i], distances[i]);
    }
    for (int i = 0; i < before.count; i++) {
      int to = ends[before.rows[i]]++;
      rows[to] = before.rows[i];
      others[to] = before.others[i];
      distances[to] = before.distances[i];
    }
  }

  /// The rows with the columns of the others behind theirs, and then the distances, if they have a
  /// column. The first row made of one keeps its identity, further ones get their own.
  ///
  /// @param none the other that stands for none
  Chunk rows(Chunk chunk, Schema emitted, List<Values> columns, int none) {
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
    int last = chunk.schema().size() + columns.size();
    if (last < emitted.size()) {
      cells[last] = distances(none);
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

  private Values distances(int none) {
    var valid = new boolean[count];
    for (int i = 0; i < count; i++) {
      valid[i] = others[i] != none;
    }
    return new Values.Doubles(Arrays.copyOf(distances, count), Validity.of(valid));
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
