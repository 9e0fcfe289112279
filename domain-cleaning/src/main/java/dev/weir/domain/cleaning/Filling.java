package dev.weir.domain.cleaning;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Fills one column of a chunk. Immutable.
///
/// @param column what is filled
/// @param field the filled column
/// @param cell with what; empty: cells stay as they are
/// @param nanAsMissing whether NaN is filled too
record Filling(Column column, Schema.Field field, Optional<Cell> cell, boolean nanAsMissing) {
  Values filled(Chunk chunk) {
    var missing = missing(chunk);
    boolean all = cell.isPresent();
    var validity = all ? Validity.ALL : chunk.validity(column);
    boolean changes = all && any(missing);
    return switch (field.type()) {
      case DOUBLE -> {
        check(chunk);
        var cells = chunk.doubles(column);
        yield new Values.Doubles(changes ? reals(cells, missing) : cells, validity);
      }
      case BOOLEAN, INT ->
          new Values.Ints(
              field.type(),
              changes ? ints(chunk.ints(column), missing) : chunk.ints(column),
              validity);
      case LONG, DATE, TIMESTAMP ->
          new Values.Longs(
              field.type(),
              changes ? longs(chunk.longs(column), missing) : chunk.longs(column),
              validity);
      case TEXT, BYTES ->
          new Values.Texts(
              field.type(),
              changes ? texts(chunk.text(column), missing) : chunk.text(column),
              validity);
    };
  }

  /// 1 where a cell is missing.
  int[] missing(Chunk chunk) {
    var validity = chunk.validity(column);
    var missing = new int[chunk.rows()];
    for (int r = 0; r < missing.length; r++) {
      missing[r] = validity.at(r) ? 0 : 1;
    }
    if (nanAsMissing && column.type() == Type.DOUBLE) {
      var cells = chunk.doubles(column);
      for (int r = 0; r < missing.length; r++) {
        missing[r] |= Double.isNaN(cells[r]) ? 1 : 0;
      }
    }
    return missing;
  }

  private static boolean any(int[] flags) {
    for (int flag : flags) {
      if (flag != 0) {
        return true;
      }
    }
    return false;
  }

  /// A LONG that DOUBLE cannot hold must not change in silence.
  private void check(Chunk chunk) {
    if (column.type() != Type.LONG) {
      return;
    }
    var cells = chunk.longs(column);
    for (int r = 0; r < chunk.rows(); r++) {
      if (((double) cells[r] == 0x1p63 || (long) (double) cells[r] != cells[r])
          && chunk.validity(column).at(r)) {
        throw PipelineException.data(
            "impute.precision",
            "row "
                + (Chunk.row(chunk.position(r)) + 1)
                + ": column '"
                + column.name()
                + "' holds "
                + cells[r]
                + ", which the DOUBLE that a mean or median makes of it cannot hold exactly; leave the column out by --columns, or use --strategy most-frequent");
      }
    }
  }

  private double[] reals(double[] cells, int[] missing) {
    double fill = cell.orElseThrow().real();
    var out = Arrays.copyOf(cells, missing.length);
    for (int r = 0; r < missing.length; r++) {
      out[r] = missing[r] != 0 ? fill : out[r];
    }
    return out;
  }

  private int[] ints(int[] cells, int[] missing) {
    int fill = Math.toIntExact(cell.orElseThrow().whole());
    var out = Arrays.copyOf(cells, missing.length);
    for (int r = 0; r < missing.length; r++) {
      out[r] = missing[r] != 0 ? fill : out[r];
    }
    return out;
  }

  private long[] longs(long[] cells, int[] missing) {
    long fill = cell.orElseThrow().whole();
    var out = Arrays.copyOf(cells, missing.length);
    for (int r = 0; r < missing.length; r++) {
      out[r] = missing[r] != 0 ? fill : out[r];
    }
    return out;
  }

  private Text texts(Text cells, int[] missing) {
    var fill = cell.orElseThrow().text().getBytes(StandardCharsets.UTF_8);
    var out = new Text.Builder(missing.length);
    for (int r = 0; r < missing.length; r++) {
      if (missing[r] != 0) {
        out.add(fill, 0, fill.length);
      } else {
        out.add(cells.bytes(), cells.start(r), cells.end(r));
      }
    }
    return out.build();
  }
}
