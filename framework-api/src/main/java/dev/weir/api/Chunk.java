package dev.weir.api;

import org.jspecify.annotations.Nullable;

/// Consecutive rows of a table as plain columns. Read-only: a tool must neither change the arrays
/// nor keep them after its call returns. Arrays start at row 0 and hold at least [#rows] cells; a
/// column that nobody bound is absent and cannot be asked for.
///
/// Every row knows where it came from ([#position]) and who it is ([#identity]); both are kept
/// through [#select], [#with] and [#project], and do not depend on how the table was cut into
/// chunks.
public final class Chunk {
  private final Schema schema;
  private final int rows;
  private final @Nullable Values[] columns;
  private final long firstPosition;
  private final long @Nullable [] positions;
  private final long @Nullable [] identities;
  private final double[] @Nullable [] widened;
  private final long[] @Nullable [] widenedWhole;

  private Chunk(
      Schema schema,
      int rows,
      @Nullable Values[] columns,
      long firstPosition,
      long @Nullable [] positions,
      long @Nullable [] identities) {
    if (columns.length != schema.size()) {
      throw new IllegalArgumentException(
          columns.length + " columns for " + schema.size() + " fields");
    }
    this.schema = schema;
    this.rows = rows;
    this.columns = columns;
    this.firstPosition = firstPosition;
    this.positions = positions;
    this.identities = identities;
    this.widened = new double[columns.length][];
    this.widenedWhole = new long[columns.length][];
  }

  /// Rows at consecutive positions from `firstPosition`. A null column is absent: nobody may ask
  /// for it.
  public static Chunk of(Schema schema, int rows, long firstPosition, @Nullable Values... columns) {
    return new Chunk(schema, rows, columns.clone(), firstPosition, null, null);
  }

  /// Rows at the ascending positions given.
  public static Chunk of(Schema schema, int rows, long[] positions, @Nullable Values... columns) {
    return new Chunk(schema, rows, columns.clone(), 0, positions, null);
  }

  /// Rows at the ascending positions given, with identities of their own: for rows put together
  /// from other chunks.
  public static Chunk of(
      Schema schema, int rows, long[] positions, long[] identities, @Nullable Values... columns) {
    return new Chunk(schema, rows, columns.clone(), 0, positions, identities);
  }

  /// Names and types of all columns, absent ones included.
  public Schema schema() {
    return schema;
  }

  /// Number of rows; may be 0.
  public int rows() {
    return rows;
  }

  /// Bytes of all columns that are here, widened copies that tools have asked for not counted.
  public long byteSize() {
    long size =
        (positions == null ? 0 : 8L * positions.length)
            + (identities == null ? 0 : 8L * identities.length);
    for (var column : columns) {
      size += column == null ? 0 : column.byteSize();
    }
    return size;
  }

  /// Where the row came from: [#position(int,long)] of its split and its row there. Ascending
  /// within and across chunks, not dense once rows were left out, equal for rows made from one. In
  /// a scan that asked for an order, the rank in that order.
  public long position(int row) {
    return positions == null ? firstPosition + row : positions[row];
  }

  /// The position of row `row` (below 2^40) of split (file) `split` (below 2^23).
  public static long position(int split, long row) {
    return ((long) split << 40) | row;
  }

  /// The split of a position.
  public static int split(long position) {
    return (int) (position >>> 40);
  }

  /// The row within its split, from 0.
  public static long row(long position) {
    return position & ((1L << 40) - 1);
  }

  /// 64 well-mixed bits that name this row for good, whatever the chunking, distinct also for rows
  /// made from one: the root of all randomness.
  public long identity(int row) {
    return identities == null ? mix(position(row)) : identities[row];
  }

  /// Steele, Lea and Flood's SplitMix64 finalizer (doi:10.1145/2714064.2660195), a bijection.
  static long mix(long z) {
    long x = z + 0x9E3779B97F4A7C15L;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }

  /// The column's cells.
  ///
  /// @throws IllegalStateException if the column was not bound, or belongs to another schema
  public Values values(Column column) {
    var values = columns[column.index()];
    if (values == null || !schema.fields().get(column.index()).name().equals(column.name())) {
      throw new IllegalStateException("column '" + column.name() + "' was not bound by this tool");
    }
    return values;
  }

  /// True if the column's cells are here.
  public boolean has(Column column) {
    return columns[column.index()] != null;
  }

  /// Which of the column's cells hold a value.
  public Validity validity(Column column) {
    return values(column).validity();
  }

  /// Cells of a DOUBLE column, or of an INT or LONG one widened (LONG rounds to nearest beyond
  /// 2^53); the copy is made once a chunk.
  public double[] doubles(Column column) {
    var values = values(column);
    if (values instanceof Values.Doubles doubles) {
      return doubles.cells();
    }
    var copy = widened[column.index()];
    if (copy == null) {
      copy = widen(values, column);
      widened[column.index()] = copy;
    }
    return copy;
  }

  private double[] widen(Values values, Column column) {
    var copy = new double[rows];
    switch (values) {
      case Values.Ints ints -> {
        for (int r = 0; r < rows; r++) {
          copy[r] = ints.cells()[r];
        }
      }
      case Values.Longs longs -> {
        for (int r = 0; r < rows; r++) {
          copy[r] = longs.cells()[r];
        }
      }
      case Values.Doubles doubles -> throw new AssertionError(doubles);
      case Values.Texts texts -> throw wrong(column, "doubles", texts);
    }
    return copy;
  }

  /// Cells of a LONG, DATE or TIMESTAMP column, or of an INT or BOOLEAN one widened; the copy is
  /// made once a chunk.
  public long[] longs(Column column) {
    var values = values(column);
    if (values instanceof Values.Longs longs) {
      return longs.cells();
    }
    var copy = widenedWhole[column.index()];
    if (copy == null) {
      copy = widenWhole(values, column);
      widenedWhole[column.index()] = copy;
    }
    return copy;
  }

  private long[] widenWhole(Values values, Column column) {
    if (!(values instanceof Values.Ints ints)) {
      throw wrong(column, "longs", values);
    }
    var copy = new long[rows];
    for (int r = 0; r < rows; r++) {
      copy[r] = ints.cells()[r];
    }
    return copy;
  }

  /// Cells of an INT or BOOLEAN column.
  public int[] ints(Column column) {
    var values = values(column);
    if (values instanceof Values.Ints ints) {
      return ints.cells();
    }
    throw wrong(column, "ints", values);
  }

  /// Cells of a TEXT or BYTES column.
  public Text text(Column column) {
    var values = values(column);
    if (values instanceof Values.Texts texts) {
      return texts.text();
    }
    throw wrong(column, "text", values);
  }

  private static IllegalStateException wrong(Column column, String asked, Values values) {
    return new IllegalStateException(
        "column '" + column.name() + "' is " + values.type() + " and has no " + asked + "()");
  }

  /// The first `count` of the rows listed, which must ascend. All rows: this chunk itself.
  public Chunk select(int[] selected, int count) {
    if (count == rows) {
      return this;
    }
    var picked = new @Nullable Values[columns.length];
    for (int i = 0; i < columns.length; i++) {
      var values = columns[i];
      picked[i] = values == null ? null : values.select(selected, count);
    }
    var at = new long[count];
    for (int i = 0; i < count; i++) {
      at[i] = position(selected[i]);
    }
    long[] who = null;
    if (identities != null) {
      who = new long[count];
      for (int i = 0; i < count; i++) {
        who[i] = identities[selected[i]];
      }
    }
    return new Chunk(schema, count, picked, 0, at, who);
  }

  /// The rows from `from` up to, not including, `to`.
  public Chunk slice(int from, int to) {
    var rowsOfSlice = new int[to - from];
    for (int i = 0; i < rowsOfSlice.length; i++) {
      rowsOfSlice[i] = from + i;
    }
    return select(rowsOfSlice, rowsOfSlice.length);
  }

  /// The same rows and one more column; a column of that name is replaced.
  public Chunk with(Schema.Field field, Values values) {
    if (values.type() != field.type()) {
      throw new IllegalArgumentException(
          "column '" + field.name() + "' is " + field.type() + ", its cells " + values.type());
    }
    var wider = schema.with(field);
    var copy = java.util.Arrays.copyOf(columns, wider.size());
    copy[wider.indexOf(field.name())] = values;
    return new Chunk(wider, rows, copy, firstPosition, positions, identities);
  }

  /// The same rows under another schema: its column `i` is column `from[i]` of this chunk. For
  /// selecting, renaming and reordering; absent columns stay absent.
  public Chunk project(Schema output, int... from) {
    var picked = new @Nullable Values[from.length];
    for (int i = 0; i < from.length; i++) {
      picked[i] = columns[from[i]];
    }
    return new Chunk(output, rows, picked, firstPosition, positions, identities);
  }

  /// The same rows with these columns only; the others are absent.
  public Chunk only(Iterable<Column> kept) {
    var some = new @Nullable Values[columns.length];
    for (var column : kept) {
      some[column.index()] = values(column);
    }
    return new Chunk(schema, rows, some, firstPosition, positions, identities);
  }
}
