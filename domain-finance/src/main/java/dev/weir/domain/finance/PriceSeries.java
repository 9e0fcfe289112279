package dev.weir.domain.finance;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A column read in order of time, or of position where there is no column of times.
///
/// @param values the column
/// @param time that of the times
record PriceSeries(Column values, Optional<Column> time) {
  /// Binds the columns and states their order.
  static PriceSeries of(String column, Optional<String> time, Binding in) {
    var values = in.column(column, Type.INT, Type.LONG, Type.DOUBLE);
    var when = time.map(name -> in.column(name, Type.DATE, Type.TIMESTAMP, Type.INT, Type.LONG));
    when.ifPresentOrElse(in::ordered, in::ordered);
    return new PriceSeries(values, when);
  }

  Cells of(Chunk chunk) {
    return new Cells(this, chunk);
  }

  /// The cells of a chunk.
  static final class Cells {
    private final String name;
    private final Chunk chunk;
    private final double[] values;
    private final Validity valid;
    private final long @Nullable [] times;
    private final Validity timed;

    private Cells(PriceSeries series, Chunk chunk) {
      this.name = series.values.name();
      this.chunk = chunk;
      values = chunk.doubles(series.values);
      valid = chunk.validity(series.values);
      var time = series.time.orElse(null);
      times = time == null ? null : chunk.longs(time);
      timed = time == null ? Validity.ALL : chunk.validity(time);
    }

    double value(int row) {
      return values[row];
    }

    long time(int row) {
      return times == null ? 0 : times[row];
    }

    /// A missing cell or NaN.
    boolean missing(int row) {
      return !valid.at(row) || Double.isNaN(values[row]);
    }

    /// Sets aside what is no price or has no time; true if it did.
    boolean rejectsPrice(int row, ChunkProcessingContext context) {
      if (!(values[row] > 0) || values[row] == Double.POSITIVE_INFINITY) {
        context.reject(chunk, row, name + " is " + values[row] + "; prices are positive numbers");
        return true;
      }
      return rejectsTime(row, context);
    }

    /// Sets aside a row whose return is no number; true if it did.
    boolean rejectsReturn(int row, double made, ChunkProcessingContext context) {
      if (Double.isFinite(made)) {
        return false;
      }
      context.reject(chunk, row, name + " is " + values[row] + ", and the return is " + made);
      return true;
    }

    /// Sets aside what has no time; true if it did.
    boolean rejectsTime(int row, ChunkProcessingContext context) {
      if (timed.at(row)) {
        return false;
      }
      context.reject(chunk, row, name + " is " + values[row] + ", and its time is missing");
      return true;
    }
  }
}
