package dev.weir.domain.stats;

import dev.weir.api.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// Cells in words: numbers as Java writes them, dates and times as ISO 8601.
final class CellText {
  private static final long MOST_DAYS = LocalDate.MAX.toEpochDay();

  private CellText() {}

  static String of(Type type, long cell) {
    return switch (type) {
      case BOOLEAN -> cell == 0 ? "false" : "true";
      case DATE ->
          cell <= MOST_DAYS && cell >= -MOST_DAYS
              ? LocalDate.ofEpochDay(cell).toString()
              : "day " + cell;
      case TIMESTAMP -> Instant.EPOCH.plus(cell, ChronoUnit.MICROS).toString();
      case INT, LONG, DOUBLE, TEXT, BYTES -> Long.toString(cell);
    };
  }
}
