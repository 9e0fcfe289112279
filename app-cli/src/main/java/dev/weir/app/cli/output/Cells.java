package dev.weir.app.cli.output;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Values;
import dev.weir.api.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// One cell of a chunk, written for people, for JSON and for CSV. Dates are `2024-01-31`,
/// timestamps `2024-01-31T12:00:00Z` (for people `2024-01-31 12:00:00`).
public final class Cells {
  /// What people see for a cell without a value.
  static final String MISSING = "–";

  /// Longest text taken from a cell for people; no column is ever shown as wide.
  private static final int MOST_BYTES = 1000;

  private Cells() {}

  /// For people: numbers with sensible digits, no control characters, long text cut.
  public static String forPeople(Chunk chunk, Column column, int row) {
    var values = chunk.values(column);
    if (!values.validity().at(row)) {
      return MISSING;
    }
    if (values instanceof Values.Doubles doubles) {
      return Numbers.sensible(doubles.cells()[row]);
    }
    if (!(values instanceof Values.Texts texts)) {
      var whole = whole(values, column, row);
      return column.type() == Type.TIMESTAMP ? whole.replace('T', ' ').replace("Z", "") : whole;
    }
    var bytes = bytes(texts.text(), row, MOST_BYTES);
    if (column.type() == Type.BYTES) {
      return "\\x" + HexFormat.of().formatHex(bytes);
    }
    boolean cut = texts.text().length(row) > MOST_BYTES;
    return PlainText.escaped(new String(bytes, StandardCharsets.UTF_8) + (cut ? "…" : ""));
  }

  /// For JSON: missing is null, bytes are Base64.
  public static void toJson(Chunk chunk, Column column, int row, JsonWriter json) {
    var values = chunk.values(column);
    if (!values.validity().at(row)) {
      json.nothing();
      return;
    }
    switch (values) {
      case Values.Doubles doubles -> json.value(doubles.cells()[row]);
      case Values.Texts(_, Text text, _) ->
          json.value(
              switch (column.type()) {
                case BYTES ->
                    Base64.getEncoder().encodeToString(bytes(text, row, Integer.MAX_VALUE));
                default -> text.string(row);
              });
      case Values.Ints _, Values.Longs _ -> {
        switch (column.type()) {
          case BOOLEAN -> json.value(number(values, row) != 0);
          case DATE, TIMESTAMP -> json.value(whole(values, column, row));
          default -> json.value(number(values, row));
        }
      }
    }
  }

  /// For CSV, not yet quoted: numbers round-trip, bytes are hexadecimal; nothing for a missing
  /// cell.
  public static Optional<String> forCsv(Chunk chunk, Column column, int row) {
    var values = chunk.values(column);
    if (!values.validity().at(row)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (values) {
          case Values.Doubles doubles -> Double.toString(doubles.cells()[row]);
          case Values.Texts(_, Text text, _) ->
              switch (column.type()) {
                case BYTES -> HexFormat.of().formatHex(bytes(text, row, Integer.MAX_VALUE));
                default -> text.string(row);
              };
          case Values.Ints _, Values.Longs _ -> whole(values, column, row);
        });
  }

  private static byte[] bytes(Text text, int row, int most) {
    int start = text.start(row);
    return Arrays.copyOfRange(text.bytes(), start, start + Math.min(text.length(row), most));
  }

  private static long number(Values values, int row) {
    return values instanceof Values.Ints ints
        ? ints.cells()[row]
        : ((Values.Longs) values).cells()[row];
  }

  private static String whole(Values values, Column column, int row) {
    long number = number(values, row);
    try {
      return switch (column.type()) {
        case BOOLEAN -> Boolean.toString(number != 0);
        case DATE -> LocalDate.ofEpochDay(number).toString();
        case TIMESTAMP ->
            Instant.ofEpochSecond(
                    Math.floorDiv(number, 1_000_000L), Math.floorMod(number, 1_000_000L) * 1000)
                .toString();
        default -> Long.toString(number);
      };
    } catch (DateTimeException e) {
      // Beyond the years that Java knows.
      return Long.toString(number);
    }
  }
}
