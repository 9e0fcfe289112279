package dev.weir.source.duckdb;

import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import dev.weir.source.duckdb.engine.Vector;
import java.util.Arrays;

/// Gathers the cells of one column for one chunk after another, in bulk. Grows with the rows; what
/// [#build] returns is no longer touched.
abstract class ColumnBuilder {
  /// Hears of cells that do not fit; may throw, else the cell is missing.
  interface Misfits {
    /// What is done where nobody listens.
    Misfits ERROR =
        cell -> {
          throw cell;
        };

    void found(BadCellException cell);
  }

  private static final int FIRST_ROWS = 2048;

  private long[] valid = new long[FIRST_ROWS / 64];
  private boolean missing;
  private int rows;

  static ColumnBuilder of(SourceColumn column, Misfits misfits) {
    return switch (column.wire()) {
      case BOOL -> new Bools();
      case INT32 -> new Ints();
      case INT64 -> new Longs(column.type());
      case DOUBLE -> new Doubles();
      case TEXT -> new Texts(column.type());
      case UINT64, INT128, UINT128, DAYS, MICROS, WHOLE_NUMBER, ISO_DATE, ISO_TIMESTAMP ->
          column.type() == Type.INT
              ? new CheckedInts(new CheckedCells(column.wire()), misfits)
              : new CheckedLongs(column.type(), new CheckedCells(column.wire()), misfits);
    };
  }

  /// Adds `count` cells from `from`.
  ///
  /// @throws BadCellException for a cell that does not fit
  final void append(Vector vector, int from, int count) {
    if (rows + count > valid.length * 64) {
      int words = Math.max((rows + count + 63) >> 6, valid.length * 2);
      valid = Arrays.copyOf(valid, words);
    }
    reach(rows + count);
    if (vector.allValid()) {
      setValid(count);
    } else {
      copyValid(vector, from, count);
    }
    put(vector, from, rows, count);
    rows += count;
  }

  private void setValid(int count) {
    for (int r = rows; r < rows + count; ) {
      if ((r & 63) == 0 && rows + count - r >= 64) {
        valid[r >> 6] = -1L;
        r += 64;
      } else {
        valid[r >> 6] |= 1L << r;
        r++;
      }
    }
  }

  private void copyValid(Vector vector, int from, int count) {
    for (int i = 0; i < count; i++) {
      int row = rows + i;
      if ((vector.validWord((from + i) >> 6) & (1L << (from + i))) != 0) {
        valid[row >> 6] |= 1L << row;
      } else {
        missing = true;
      }
    }
  }

  /// The column of all cells since the last call.
  final Values build() {
    var validity = missing ? Validity.of(Arrays.copyOf(valid, (rows + 63) >> 6)) : Validity.ALL;
    var values = values(rows, validity);
    Arrays.fill(valid, 0);
    missing = false;
    rows = 0;
    return values;
  }

  /// The cell, whose bit is set, does not fit.
  final void drop(int row) {
    valid[row >> 6] &= ~(1L << row);
    missing = true;
  }

  /// Adds the length of each cell's content to `bytes`.
  void addLengths(Vector vector, int[] bytes) {}

  abstract void reach(int size);

  abstract void put(Vector vector, int from, int at, int count);

  abstract Values values(int count, Validity validity);

  private static int grown(int size, int wanted) {
    return Math.max(FIRST_ROWS, Math.max(wanted, size + (size >> 1)));
  }

  private static final class Bools extends ColumnBuilder {
    private int[] cells = new int[0];

    @Override
    void reach(int size) {
      cells = size > cells.length ? Arrays.copyOf(cells, grown(cells.length, size)) : cells;
    }

    @Override
    void put(Vector vector, int from, int at, int count) {
      for (int i = 0; i < count; i++) {
        cells[at + i] = vector.bool(from + i) ? 1 : 0;
      }
    }

    @Override
    Values values(int count, Validity validity) {
      return new Values.Ints(Type.BOOLEAN, Arrays.copyOf(cells, count), validity);
    }
  }

  private static final class Ints extends ColumnBuilder {
    private int[] cells = new int[0];

    @Override
    void reach(int size) {
      cells = size > cells.length ? Arrays.copyOf(cells, grown(cells.length, size)) : cells;
    }

    @Override
    void put(Vector vector, int from, int at, int count) {
      vector.copy(from, cells, at, count);
    }

    @Override
    Values values(int count, Validity validity) {
      return new Values.Ints(Type.INT, Arrays.copyOf(cells, count), validity);
    }
  }

  private static final class Longs extends ColumnBuilder {
    private final Type type;
    private long[] cells = new long[0];

    Longs(Type type) {
      this.type = type;
    }

    @Override
    void reach(int size) {
      cells = size > cells.length ? Arrays.copyOf(cells, grown(cells.length, size)) : cells;
    }

    @Override
    void put(Vector vector, int from, int at, int count) {
      vector.copy(from, cells, at, count);
    }

    @Override
    Values values(int count, Validity validity) {
      return new Values.Longs(type, Arrays.copyOf(cells, count), validity);
    }
  }

  private static final class CheckedLongs extends ColumnBuilder {
    private final Type type;
    private final CheckedCells checked;
    private final Misfits misfits;
    private long[] cells = new long[0];

    CheckedLongs(Type type, CheckedCells checked, Misfits misfits) {
      this.type = type;
      this.checked = checked;
      this.misfits = misfits;
    }

    @Override
    void reach(int size) {
      cells = size > cells.length ? Arrays.copyOf(cells, grown(cells.length, size)) : cells;
    }

    @Override
    void put(Vector vector, int from, int at, int count) {
      for (int i = 0; i < count; i++) {
        try {
          cells[at + i] = vector.isNull(from + i) ? 0 : checked.cell(vector, from + i);
        } catch (BadCellException e) {
          misfits.found(e);
          cells[at + i] = 0;
          drop(at + i);
        }
      }
    }

    @Override
    Values values(int count, Validity validity) {
      return new Values.Longs(type, Arrays.copyOf(cells, count), validity);
    }
  }

  private static final class CheckedInts extends ColumnBuilder {
    private final CheckedCells checked;
    private final Misfits misfits;
    private int[] cells = new int[0];

    CheckedInts(CheckedCells checked, Misfits misfits) {
      this.checked = checked;
      this.misfits = misfits;
    }

    @Override
    void reach(int size) {
      cells = size > cells.length ? Arrays.copyOf(cells, grown(cells.length, size)) : cells;
    }

    @Override
    void put(Vector vector, int from, int at, int count) {
      for (int i = 0; i < count; i++) {
        try {
          cells[at + i] = vector.isNull(from + i) ? 0 : cell(vector, from + i);
        } catch (BadCellException e) {
          misfits.found(e);
          cells[at + i] = 0;
          drop(at + i);
        }
      }
    }

    private int cell(Vector vector, int row) {
      long cell = checked.cell(vector, row);
      if (cell != (int) cell) {
        throw new BadCellException(row, Long.toString(cell), "is beyond 32 bits");
      }
      return (int) cell;
    }

    @Override
    Values values(int count, Validity validity) {
      return new Values.Ints(Type.INT, Arrays.copyOf(cells, count), validity);
    }
  }

  private static final class Doubles extends ColumnBuilder {
    private double[] cells = new double[0];

    @Override
    void reach(int size) {
      cells = size > cells.length ? Arrays.copyOf(cells, grown(cells.length, size)) : cells;
    }

    @Override
    void put(Vector vector, int from, int at, int count) {
      vector.copy(from, cells, at, count);
    }

    @Override
    Values values(int count, Validity validity) {
      return new Values.Doubles(Arrays.copyOf(cells, count), validity);
    }
  }

  private static final class Texts extends ColumnBuilder {
    private static final int SLACK = 16;
    private static final int MOST = Integer.MAX_VALUE - 64;

    private final Type type;
    private byte[] bytes = new byte[1 << 12];
    private int[] offsets = new int[1];

    Texts(Type type) {
      this.type = type;
    }

    @Override
    void addLengths(Vector vector, int[] lengths) {
      for (int r = 0; r < vector.rows(); r++) {
        lengths[r] += vector.isNull(r) ? 0 : vector.textLength(r);
      }
    }

    @Override
    void reach(int size) {
      offsets =
          size >= offsets.length
              ? Arrays.copyOf(offsets, grown(offsets.length, size) + 1)
              : offsets;
    }

    @Override
    void put(Vector vector, int from, int at, int count) {
      int used = offsets[at];
      for (int i = 0; i < count; i++) {
        if (!vector.isNull(from + i)) {
          int length = vector.textLength(from + i);
          if ((long) used + length + SLACK > bytes.length) {
            bytes = Arrays.copyOf(bytes, room((long) used + length + SLACK));
          }
          vector.copyText(from + i, length, bytes, used);
          used += length;
        }
        offsets[at + i + 1] = used;
      }
    }

    private int room(long needed) {
      if (needed > MOST) {
        throw dev.weir.api.PipelineException.resource(
            "source.text",
            "a text column of one chunk would exceed 2 GiB; use a smaller --chunk-bytes");
      }
      return (int) Math.min(MOST, Math.max(needed, bytes.length + (bytes.length >> 1)));
    }

    @Override
    Values values(int count, Validity validity) {
      var text = Text.of(Arrays.copyOf(bytes, offsets[count]), Arrays.copyOf(offsets, count + 1));
      return new Values.Texts(type, text, validity);
    }
  }
}
