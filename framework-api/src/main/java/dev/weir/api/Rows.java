package dev.weir.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes rows of a new shape, cell by cell: begin a row, then put its cells; a cell that is not put
/// is missing. For results and for transforms that change the shape of their rows. Not for sharing
/// between threads.
///
/// Rows made from a source row keep its position; the first made from it keeps its identity too,
/// further ones get their own.
public final class Rows {
  private final Schema schema;
  private final List<Cells> columns = new ArrayList<>();
  private int rows;
  private long[] positions = new long[16];
  private long[] identities = new long[16];
  private boolean anonymous = true;
  private long lastSource = -1;
  private int copies;
  private long textBytes;

  private Rows(Schema schema) {
    this.schema = schema;
    for (var field : schema.fields()) {
      columns.add(new Cells(field.type()));
    }
  }

  /// No rows yet.
  public static Rows of(Schema schema) {
    return new Rows(schema);
  }

  /// Begins a row made from row `sourceRow` of `source`.
  public Rows row(Chunk source, int sourceRow) {
    anonymous = false;
    long position = source.position(sourceRow);
    long identity = source.identity(sourceRow);
    copies = rows > 0 && lastSource == identity ? copies + 1 : 0;
    lastSource = identity;
    begin(position, copies == 0 ? identity : Chunk.mix(identity + copies));
    return this;
  }

  /// Begins a row of its own, at the position that is its number.
  public Rows row() {
    begin(rows, Chunk.mix(rows));
    return this;
  }

  /// Begins a row at a position of the caller's, ascending: for a row that sums up several.
  public Rows rowAt(long position) {
    anonymous = false;
    begin(position, Chunk.mix(position));
    return this;
  }

  private void begin(long position, long identity) {
    if (rows == positions.length) {
      positions = Arrays.copyOf(positions, rows * 2);
      identities = Arrays.copyOf(identities, rows * 2);
    }
    positions[rows] = position;
    identities[rows++] = identity;
  }

  /// Puts a DOUBLE cell into the current row.
  public Rows put(int column, double value) {
    columns.get(column).put(rows - 1, value);
    return this;
  }

  /// Puts a BOOLEAN, INT, LONG, DATE, TIMESTAMP or DOUBLE cell into the current row.
  public Rows put(int column, long value) {
    columns.get(column).put(rows - 1, value);
    return this;
  }

  /// Puts a TEXT cell into the current row.
  public Rows put(int column, CharSequence value) {
    var bytes = value.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return put(column, bytes, 0, bytes.length);
  }

  /// Puts a TEXT or BYTES cell into the current row.
  public Rows put(int column, byte[] bytes, int from, int to) {
    columns.get(column).put(rows - 1, bytes, from, to);
    textBytes += to - from;
    return this;
  }

  /// Copies the cell of another table's column of the same type, missing or not, into the current
  /// row.
  public Rows put(int column, Chunk source, Column from, int row) {
    var values = source.values(from);
    if (values.validity().at(row)) {
      switch (values) {
        case Values.Ints ints -> put(column, (long) ints.cells()[row]);
        case Values.Longs longs -> put(column, longs.cells()[row]);
        case Values.Doubles doubles -> put(column, doubles.cells()[row]);
        case Values.Texts texts ->
            put(column, texts.text().bytes(), texts.text().start(row), texts.text().end(row));
      }
    }
    return this;
  }

  /// Rows so far.
  public int count() {
    return rows;
  }

  /// Bytes of all TEXT and BYTES cells so far.
  public long textBytes() {
    return textBytes;
  }

  /// The rows as a chunk; these `Rows` must not be used afterwards.
  public Chunk chunk() {
    var values = new Values[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).values(rows);
    }
    return anonymous
        ? Chunk.of(schema, rows, 0, values)
        : Chunk.of(
            schema, rows, Arrays.copyOf(positions, rows), Arrays.copyOf(identities, rows), values);
  }

  /// The rows as a table in memory; these `Rows` must not be used afterwards.
  public Table table() {
    return Table.of(schema, List.of(chunk()));
  }

  /// One growing column.
  private static final class Cells {
    private final Type type;
    private boolean[] valid = new boolean[16];
    private double[] doubles = new double[0];
    private long[] longs = new long[0];
    private Text.@org.jspecify.annotations.Nullable Builder text;

    Cells(Type type) {
      this.type = type;
      switch (type) {
        case DOUBLE -> doubles = new double[16];
        case BOOLEAN, INT, LONG, DATE, TIMESTAMP -> longs = new long[16];
        case TEXT, BYTES -> text = new Text.Builder(16);
      }
    }

    private void reach(int row) {
      if (row < 0) {
        throw new IllegalStateException("put before row()");
      }
      if (row >= valid.length) {
        int size = Math.max(row + 1, valid.length * 2);
        valid = Arrays.copyOf(valid, size);
        doubles = doubles.length == 0 ? doubles : Arrays.copyOf(doubles, size);
        longs = longs.length == 0 ? longs : Arrays.copyOf(longs, size);
      }
      valid[row] = true;
    }

    void put(int row, double value) {
      if (type != Type.DOUBLE) {
        throw new IllegalStateException("a real number put into a column of type " + type);
      }
      reach(row);
      doubles[row] = value;
    }

    void put(int row, long value) {
      if (type == Type.DOUBLE) {
        put(row, (double) value);
        return;
      }
      if (text != null) {
        throw new IllegalStateException("a number put into a column of type " + type);
      }
      reach(row);
      longs[row] = value;
    }

    void put(int row, byte[] bytes, int from, int to) {
      var builder = text;
      if (builder == null) {
        throw new IllegalStateException("text put into a column of type " + type);
      }
      if (row < builder.rows()) {
        throw new IllegalStateException("a text cell was put twice");
      }
      reach(row);
      while (builder.rows() < row) {
        builder.addEmpty();
      }
      builder.add(bytes, from, to);
    }

    Values values(int rows) {
      var flags = Arrays.copyOf(valid, rows);
      boolean all = true;
      for (boolean flag : flags) {
        all &= flag;
      }
      var validity = all ? Validity.ALL : Validity.of(flags);
      var builder = text;
      if (builder != null) {
        while (builder.rows() < rows) {
          builder.addEmpty();
        }
        return new Values.Texts(type, builder.build(), validity);
      }
      if (type == Type.DOUBLE) {
        return new Values.Doubles(Arrays.copyOf(doubles, rows), validity);
      }
      if (type == Type.BOOLEAN || type == Type.INT) {
        var ints = new int[rows];
        for (int r = 0; r < rows; r++) {
          ints[r] = Math.toIntExact(r < longs.length ? longs[r] : 0);
        }
        return new Values.Ints(type, ints, validity);
      }
      return new Values.Longs(type, Arrays.copyOf(longs, rows), validity);
    }
  }
}
