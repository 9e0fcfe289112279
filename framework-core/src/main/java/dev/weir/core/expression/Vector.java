package dev.weir.core.expression;

import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;

/// The value of a part of an expression for every row of a chunk. A constant has one cell, found
/// under every row because its mask is 0: the cell of row `r` is cell `r & mask`, so loops need no
/// case for constants.
///
/// @param values the cells; never INT (read as LONG)
/// @param mask -1 if there is a cell for each row, 0 for a constant
record Vector(Values values, int mask) {
  static Vector of(Values values) {
    return new Vector(values, -1);
  }

  static Vector constant(Values oneCell) {
    return new Vector(oneCell, 0);
  }

  static Vector flags(int[] cells, Validity validity) {
    return of(new Values.Ints(Type.BOOLEAN, cells, validity));
  }

  static Vector longs(Type type, long[] cells, Validity validity) {
    return of(new Values.Longs(type, cells, validity));
  }

  static Vector doubles(double[] cells, Validity validity) {
    return of(new Values.Doubles(cells, validity));
  }

  Type type() {
    return values.type();
  }

  boolean isConstant() {
    return mask == 0;
  }

  /// Cells of a BOOLEAN.
  int[] flags() {
    return ((Values.Ints) values).cells();
  }

  /// Cells of a LONG, DATE or TIMESTAMP.
  long[] longs() {
    return ((Values.Longs) values).cells();
  }

  double[] doubles() {
    return ((Values.Doubles) values).cells();
  }

  Text text() {
    return ((Values.Texts) values).text();
  }

  /// True if this row has a value.
  boolean at(int row) {
    return values.validity().at(row & mask);
  }

  /// Which of this many rows have a value.
  Validity validity(int rows) {
    if (!isConstant()) {
      return values.validity();
    }
    return values.validity().at(0) ? Validity.ALL : Validity.none(rows);
  }

  /// Which rows have a value in all of these.
  static Validity all(int rows, Vector... vectors) {
    var all = Validity.ALL;
    for (var vector : vectors) {
      all = all.and(vector.validity(rows), rows);
    }
    return all;
  }

  /// Plain cells for this many rows.
  Values expanded(int rows) {
    if (!isConstant()) {
      return values;
    }
    if (values instanceof Values.Texts texts) {
      var bytes =
          java.util.Arrays.copyOfRange(
              texts.text().bytes(), texts.text().start(0), texts.text().end(0));
      var once = Text.ofDictionary(bytes, new int[] {0, bytes.length}, new int[rows]);
      return new Values.Texts(type(), once, validity(rows));
    }
    return values.select(new int[rows], rows);
  }
}
