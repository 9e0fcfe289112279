package dev.weir.benchmarks;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The same data in every run: seeded columns, and tables cut on the default grid.
final class Data {
  /// Values of a benchmark of kernels.
  static final int VALUES = 1 << 20;

  /// Rows of a chunk of two columns on the default grid.
  static final int CHUNK_ROWS = 1 << 18;

  private Data() {}

  /// Positive, all different, with a long tail.
  static double[] skewed(int n, long seed) {
    var random = new SplittableRandom(seed);
    var values = new double[n];
    Arrays.setAll(values, i -> 100 * random.nextExponential());
    return values;
  }

  /// One cell in `every` is missing.
  static Validity holes(int n, int every) {
    var random = new SplittableRandom(n);
    var valid = new boolean[n];
    for (int i = 0; i < n; i++) {
      valid[i] = random.nextInt(every) != 0;
    }
    return Validity.of(valid);
  }

  /// Columns `x` and `y`.
  static Table doubles(int rows) {
    var schema = Schema.of(Schema.Field.of("x", Type.DOUBLE), Schema.Field.of("y", Type.DOUBLE));
    var chunks = new ArrayList<Chunk>();
    for (int from = 0; from < rows; from += CHUNK_ROWS) {
      int n = Math.min(CHUNK_ROWS, rows - from);
      chunks.add(
          Chunk.of(schema, n, from, Values.of(skewed(n, from)), Values.of(skewed(n, ~from))));
    }
    return Table.of(schema, chunks);
  }

  /// So many rows, which are those of the table again and again.
  static Table repeated(Table table, int times) {
    var chunks = new ArrayList<Chunk>();
    var columns = table.schema().columns().toList();
    for (int i = 0; i < times; i++) {
      long from = i * table.rows().orElseThrow();
      table.forEachChunk(chunk ->
          chunks.add(
              Chunk.of(
                  table.schema(),
                  chunk.rows(),
                  from + chunk.position(0),
                  columns.stream().map(chunk::values).toArray(Values[]::new))));
    }
    return Table.of(table.schema(), chunks);
  }

  /// Columns `id`, `x` and `y`.
  static Table numbers(int rows) {
    return numbered(rows, Schema.Field.of("y", Type.DOUBLE), Values.of(skewed(rows, 2)));
  }

  /// Columns `id`, `x` and `name`, a text of which there are a thousand.
  static Table mixed(int rows) {
    var names = new String[rows];
    Arrays.setAll(names, i -> "customer-" + i * 7919L % 1000);
    return numbered(rows, Schema.Field.of("name", Type.TEXT), Values.of(names));
  }

  private static Table numbered(int rows, Schema.Field third, Values cells) {
    var schema =
        Schema.of(Schema.Field.of("id", Type.LONG), Schema.Field.of("x", Type.DOUBLE), third);
    var ids = new long[rows];
    Arrays.setAll(ids, i -> i);
    return Table.of(
        schema,
        List.of(Chunk.of(schema, rows, 0, Values.of(ids), Values.of(skewed(rows, 1)), cells)));
  }
}
