package dev.weir.domain.cleaning;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Type;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/// One value and its words, which hold it exactly: `Double.toString`, digits, ISO dates and times,
/// true and false, or the text itself.
///
/// @param type its column's
/// @param whole the value of all types but DOUBLE and TEXT
/// @param real the value of a DOUBLE
/// @param text the value of a TEXT
record Cell(Type type, long whole, double real, String text) implements Comparable<Cell> {
  private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

  static Cell of(Chunk chunk, Column column, int row) {
    return switch (column.type()) {
      case BOOLEAN, INT, LONG, DATE, TIMESTAMP ->
          new Cell(column.type(), chunk.longs(column)[row], 0, "");
      case DOUBLE -> new Cell(column.type(), 0, chunk.doubles(column)[row], "");
      case TEXT, BYTES -> new Cell(column.type(), 0, 0, chunk.text(column).string(row));
    };
  }

  static Cell parse(Type type, String words) {
    return switch (type) {
      case BOOLEAN -> new Cell(type, words.equals("true") ? 1 : 0, 0, "");
      case INT, LONG -> new Cell(type, Long.parseLong(words), 0, "");
      case DATE -> new Cell(type, LocalDate.parse(words).toEpochDay(), 0, "");
      case TIMESTAMP ->
          new Cell(type, ChronoUnit.MICROS.between(EPOCH, LocalDateTime.parse(words)), 0, "");
      case DOUBLE -> new Cell(type, 0, Double.parseDouble(words), "");
      case TEXT, BYTES -> new Cell(type, 0, 0, words);
    };
  }

  String words() {
    return switch (type) {
      case BOOLEAN -> Boolean.toString(whole != 0);
      case INT, LONG -> Long.toString(whole);
      case DATE -> LocalDate.ofEpochDay(whole).toString();
      case TIMESTAMP -> EPOCH.plus(whole, ChronoUnit.MICROS).toString();
      case DOUBLE -> Double.toString(real);
      case TEXT, BYTES -> text;
    };
  }

  /// Numbers and moments by size, false before true, text by its UTF-8 bytes.
  @Override
  public int compareTo(Cell other) {
    return switch (type) {
      case BOOLEAN, INT, LONG, DATE, TIMESTAMP -> Long.compare(whole, other.whole);
      case DOUBLE -> Double.compare(real, other.real);
      case TEXT, BYTES ->
          Arrays.compareUnsigned(
              text.getBytes(StandardCharsets.UTF_8), other.text.getBytes(StandardCharsets.UTF_8));
    };
  }
}
