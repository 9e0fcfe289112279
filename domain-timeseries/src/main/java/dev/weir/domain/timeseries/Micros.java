package dev.weir.domain.timeseries;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Type;
import java.util.Arrays;

/// Times as microseconds since 1970-01-01T00:00Z.
final class Micros {
  /// Days that microseconds can count, some 290,000 years.
  private static final long MOST_DAYS = Long.MAX_VALUE / CalendarStep.DAY - 1;

  private Micros() {}

  /// The cells of a DATE or TIMESTAMP column; a DATE is its midnight. Cells without a value hold
  /// anything.
  static long[] of(Chunk chunk, Column column) {
    var cells = chunk.longs(column);
    if (column.type() == Type.TIMESTAMP) {
      return cells;
    }
    var micros = new long[chunk.rows()];
    Arrays.setAll(micros, r -> CalendarStep.DAY * Math.clamp(cells[r], -MOST_DAYS, MOST_DAYS));
    return micros;
  }
}
