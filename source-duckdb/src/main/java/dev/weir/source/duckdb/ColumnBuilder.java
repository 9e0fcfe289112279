package dev.weir.source.duckdb;

import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import dev.weir.source.duckdb.engine.Vector;
import java.util.Arrays;

/// Gathers the cells of one column for one chunk after another, in bulk. Grows with the rows; a
/// full array is handed over, so what [#build] returns is no longer touched.
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
  private int before;

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
    before = rows;
    rows = 0;
    return values;
  }

  /// The cell, whose bit is set, does not fit.
  final void drop(int row) {
    valid[row >> 6] &= ~(1L << row);
    missing = true;
  }

  /// True if cells have content beside their width.
  boolean hasContent() {
    return false;
  }

  /// Adds the length of each cell's content to `bytes`.
  void addLengths(Vector vector, int[] bytes) {}

  abstract void reach(int size);

  abstract void put(Vector vector, int from, int at, int count);

  abstract Values values(int count, Validity validity);

  /// The length for `wanted` cells: at first that of the chunk before, since most chunks of a scan
  /// are alike; then half as much again.
  final int room(int length, int wanted) {
    int next = length == 0 ? before : length + (length >> 1);
    return Math.max(FIRST_ROWS, Math.max(wanted, next));
  }

  private abstract static class IntCells extends ColumnBuilder {
    private final Type type;
    int[] cells = new int[0];

    IntCells(Type type) {
      this.type = type;
    }

    @Override
    final void reach(int size) {
      cells = size > cells.length ? Arrays.copyOf(cells, room(cells.length, size)) : cells;
    }

    @Override
    final Values values(int count, Validity validity) {
      var full = cells.length == count ? cells : Arrays.copyOf(cells, count);
      cells = cells.length == count ? new int[0] : cells;
      return new Values.Ints(type, full, validity);
    }
  }

  private static final class Bools extends IntCells {
    Bools() {
      super(Type.BOOLEAN);
    }

    @Override
    void put(Vector vector, int from, int at, int count) {
      for (int i = 0; i < count; i++) {
        cells[at + i] = vector.bool(from + i) ? 1 : 0;
      }
    }
  }

  private static final class Ints extends IntCells {
    Ints() {
      super(Type.INT);
    }

    @Override
    void put(Vector vector, int from, int at, int count) {
      vector.copy(from, cells, at, count);
    }
  }

  private static final class CheckedInts extends IntCells {
    private final CheckedCells checked;
    private final Misfits misfits;

    CheckedInts(CheckedCells checked, Misfits misfits) {
      super(Type.INT);
      this.checked = checked;
      this.misfits = misfits;
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
  }

  private abstract static class LongCells extends ColumnBuilder {
    private final Type type;
    long[] cells = new long[0];

    LongCells(Type type) {
      this.type = type;
    }

    @Override
    final void reach(int size) {
      cells = size > cells.length ? Arrays.copyOf(cells, room(cells.length, size)) : cells;
    }

    @Override
    final Values values(int count, Validity validity) {
      var full = cells.length == count ? cells : Arrays.copyOf(cells, count);
      cells = cells.length == count ? new long[0] : cells;
      return new Values.Longs(type, full, validity);
    }
  }

  private static final class Longs extends LongCells {
    Longs(Type type) {
      super(type);
    }

    @Override
    void put(Vector vector, int from, int at, int count) {
      vector.copy(from, cells, at, count);
    }
  }

  private static final class CheckedLongs extends LongCells {
    private final CheckedCells checked;
    private final Misfits misfits;

    CheckedLongs(Type type, CheckedCells checked, Misfits misfits) {
      super(type);
      this.checked = checked;
      this.misfits = misfits;
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
  }

  private static final class Doubles extends ColumnBuilder {
    private double[] cells = new double[0];

    @Override
    void reach(int size) {
      cells = size > cells.length ? Arrays.copyOf(cells, room(cells.length, size)) : cells;
    }

    @Override
    void put(Vector vector, int from, int at, int count) {
      vector.copy(from, cells, at, count);
    }

    @Override
    Values values(int count, Validity validity) {
      var full = cells.length == count ? cells : Arrays.copyOf(cells, count);
      cells = cells.length == count ? new double[0] : cells;
      return new Values.Doubles(full, validity);
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
    boolean hasContent() {
      return true;
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
              ? Arrays.copyOf(offsets, room(offsets.length - 1, size) + 1)
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
