package dev.weir.api;

/// The cells of one column: a plain array and which of its cells hold a value. Arrays are shared,
/// never written to once they are here, start at row 0 and may be longer than the chunk has rows.
public sealed interface Values {
  /// What the cells are.
  Type type();

  /// Which cells hold a value.
  Validity validity();

  /// Bytes kept alive.
  long byteSize();

  /// The rows listed, in that order, copied.
  Values select(int[] rows, int count);

  /// BOOLEAN or INT cells.
  ///
  /// @param type BOOLEAN or INT
  /// @param cells one a row
  /// @param validity which hold a value
  @SuppressWarnings("ArrayRecordComponent")
  record Ints(Type type, int[] cells, Validity validity) implements Values {
    @Override
    public long byteSize() {
      return 4L * cells.length + validity.byteSize();
    }

    @Override
    public Ints select(int[] rows, int count) {
      var picked = new int[count];
      for (int i = 0; i < count; i++) {
        picked[i] = cells[rows[i]];
      }
      return new Ints(type, picked, validity.select(rows, count));
    }
  }

  /// LONG, DATE or TIMESTAMP cells.
  ///
  /// @param type LONG, DATE or TIMESTAMP
  /// @param cells one a row
  /// @param validity which hold a value
  @SuppressWarnings("ArrayRecordComponent")
  record Longs(Type type, long[] cells, Validity validity) implements Values {
    @Override
    public long byteSize() {
      return 8L * cells.length + validity.byteSize();
    }

    @Override
    public Longs select(int[] rows, int count) {
      var picked = new long[count];
      for (int i = 0; i < count; i++) {
        picked[i] = cells[rows[i]];
      }
      return new Longs(type, picked, validity.select(rows, count));
    }
  }

  /// DOUBLE cells.
  ///
  /// @param cells one a row
  /// @param validity which hold a value
  @SuppressWarnings("ArrayRecordComponent")
  record Doubles(double[] cells, Validity validity) implements Values {
    @Override
    public Type type() {
      return Type.DOUBLE;
    }

    @Override
    public long byteSize() {
      return 8L * cells.length + validity.byteSize();
    }

    @Override
    public Doubles select(int[] rows, int count) {
      var picked = new double[count];
      for (int i = 0; i < count; i++) {
        picked[i] = cells[rows[i]];
      }
      return new Doubles(picked, validity.select(rows, count));
    }
  }

  /// TEXT or BYTES cells.
  ///
  /// @param type TEXT or BYTES
  /// @param text the content
  /// @param validity which hold a value
  record Texts(Type type, Text text, Validity validity) implements Values {
    @Override
    public long byteSize() {
      return text.byteSize() + validity.byteSize();
    }

    @Override
    public Texts select(int[] rows, int count) {
      return new Texts(type, text.select(rows, count), validity.select(rows, count));
    }
  }

  /// INT cells that all hold a value.
  static Ints of(int[] cells) {
    return new Ints(Type.INT, cells, Validity.ALL);
  }

  /// LONG cells that all hold a value.
  static Longs of(long[] cells) {
    return new Longs(Type.LONG, cells, Validity.ALL);
  }

  /// DOUBLE cells that all hold a value.
  static Doubles of(double[] cells) {
    return new Doubles(cells, Validity.ALL);
  }

  /// TEXT cells; a null is a missing one.
  static Texts of(@org.jspecify.annotations.Nullable String... cells) {
    var valid = new boolean[cells.length];
    for (int r = 0; r < cells.length; r++) {
      valid[r] = cells[r] != null;
    }
    return new Texts(Type.TEXT, Text.of(cells), Validity.of(valid));
  }
}
