package dev.weir.core.spill;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Schema;
import dev.weir.api.Text;
import dev.weir.api.Values;
import java.util.Arrays;
import java.util.List;

/// The order of [dev.weir.api.Table#sortedBy]: by the named columns, a leading `-` meaning
/// descending; missing cells last, NaN after all other numbers, text by its bytes.
///
/// @param columns compared one after the other
/// @param descending for each
@SuppressWarnings("ArrayRecordComponent")
record RowOrder(List<Column> columns, boolean[] descending) {
  /// Of these columns of a schema.
  static RowOrder of(Schema schema, String... names) {
    var descending = new boolean[names.length];
    var columns = new Column[names.length];
    for (int i = 0; i < names.length; i++) {
      descending[i] = names[i].startsWith("-") && schema.indexOf(names[i]) < 0;
      columns[i] = schema.column(descending[i] ? names[i].substring(1) : names[i]);
    }
    return new RowOrder(List.of(columns), descending);
  }

  /// A chunk's cells that are compared.
  Values[] keys(Chunk chunk) {
    return columns.stream().map(chunk::values).toArray(Values[]::new);
  }

  /// A number that is less, unsigned, only for rows that come first; equal numbers say nothing.
  long prefix(Values[] keys, int row) {
    if (keys.length == 0 || !keys[0].validity().at(row)) {
      return keys.length == 0 ? 0 : -1;
    }
    long rank =
        switch (keys[0]) {
          case Values.Ints ints -> ints.cells()[row] ^ Long.MIN_VALUE;
          case Values.Longs longs -> longs.cells()[row] ^ Long.MIN_VALUE;
          case Values.Doubles doubles -> {
            double cell = doubles.cells()[row] + 0.0;
            if (Double.isNaN(cell)) {
              yield descending[0] ? 0 : -1;
            }
            long bits = Double.doubleToRawLongBits(cell);
            yield bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
          }
          case Values.Texts texts -> prefix(texts.text(), row);
        };
    return descending[0] ? ~rank : rank;
  }

  private static long prefix(Text text, int row) {
    long rank = 0;
    int start = text.start(row);
    int count = Math.min(8, text.end(row) - start);
    for (int i = 0; i < count; i++) {
      rank |= (text.bytes()[start + i] & 0xFFL) << (56 - 8 * i);
    }
    return rank;
  }

  /// Compares two rows.
  int compare(Values[] a, int row, Values[] b, int other) {
    for (int i = 0; i < a.length; i++) {
      int sign = compare(a[i], row, b[i], other, descending[i]);
      if (sign != 0) {
        return sign;
      }
    }
    return 0;
  }

  private static int compare(Values a, int row, Values b, int other, boolean descending) {
    boolean here = a.validity().at(row);
    boolean there = b.validity().at(other);
    if (!here || !there) {
      return Boolean.compare(there, here);
    }
    int sign =
        switch (a) {
          case Values.Ints ints ->
              Integer.compare(ints.cells()[row], ((Values.Ints) b).cells()[other]);
          case Values.Longs longs ->
              Long.compare(longs.cells()[row], ((Values.Longs) b).cells()[other]);
          case Values.Doubles doubles -> {
            double x = doubles.cells()[row];
            double y = ((Values.Doubles) b).cells()[other];
            if (Double.isNaN(x) || Double.isNaN(y)) {
              int order = Boolean.compare(Double.isNaN(x), Double.isNaN(y));
              yield descending ? -order : order;
            }
            yield x < y ? -1 : x > y ? 1 : 0;
          }
          case Values.Texts texts -> {
            var s = texts.text();
            var t = ((Values.Texts) b).text();
            yield Arrays.compareUnsigned(
                s.bytes(), s.start(row), s.end(row), t.bytes(), t.start(other), t.end(other));
          }
        };
    return descending ? -sign : sign;
  }
}
