package dev.weir.core.expression;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The ten rows that expressions are tested on; `etc/oracles/expressions/generate.py` has the same
/// ones.
final class ExpressionRows {
  static final int ROWS = 10;

  static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("i", Type.INT),
          Schema.Field.of("n", Type.LONG),
          Schema.Field.of("m", Type.LONG),
          Schema.Field.of("x", Type.DOUBLE),
          Schema.Field.of("y", Type.DOUBLE),
          Schema.Field.of("s", Type.TEXT),
          Schema.Field.of("t", Type.TEXT),
          Schema.Field.of("f", Type.BOOLEAN),
          Schema.Field.of("g", Type.BOOLEAN),
          Schema.Field.of("d", Type.DATE),
          Schema.Field.of("ts", Type.TIMESTAMP),
          Schema.Field.of("raw", Type.BYTES));

  private ExpressionRows() {}

  static Chunk chunk() {
    return Chunk.of(
        SCHEMA,
        ROWS,
        0,
        Values.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}),
        longs(7L, -7L, 7L, -7L, 0L, 9007199254740993L, 5L, null, 3L, 1L),
        longs(2L, 2L, -2L, -2L, 5L, 9007199254740992L, 5L, 3L, null, 1L),
        doubles(
            1.5,
            -1.5,
            2.5,
            -2.5,
            0.0,
            9007199254740992.0,
            1e300,
            null,
            0.49999999999999994,
            123.456),
        doubles(2.0, 0.5, -0.5, 3.0, -0.0, 0.1, 1e-300, 1.0, null, -123.456),
        Values.of(
            "Ideal",
            "Very Good",
            "naïve été",
            "",
            "  a b  ",
            "100%_x",
            "aaa",
            null,
            "Zürich ß",
            "12.5"),
        dictionary("ea", "", "ï", "", "a", "%", "aa", "x", null, "7"),
        flags(true, true, true, false, false, false, null, null, null, true),
        flags(true, false, null, true, false, null, true, false, null, true),
        dates(
            "2020-02-29",
            "1969-12-31",
            "2000-01-01",
            "1900-03-01",
            "2024-12-30",
            "2038-01-19",
            "0001-01-01",
            null,
            "9999-12-31",
            "1970-01-01"),
        times(
            "2020-02-29T23:59:59.999999",
            "1969-12-31T00:00:00",
            "2000-01-01T12:34:56.5",
            "1900-03-01T01:00:00",
            "2024-12-30T23:00:00",
            "2038-01-19T03:14:07",
            "1582-10-15T00:00:00",
            null,
            "2262-01-01T00:00:00.000001",
            "1970-01-01T00:00:00"),
        new Values.Texts(
            Type.BYTES,
            Text.of("a", "b", "c", "d", "e", "f", "g", null, "h", "i"),
            present("a", "a", "a", "a", "a", "a", "a", null, "a", "a")));
  }

  static Validity present(@Nullable Object... cells) {
    var valid = new boolean[cells.length];
    for (int r = 0; r < cells.length; r++) {
      valid[r] = cells[r] != null;
    }
    return Validity.of(valid);
  }

  /// Missing cells hold what would overflow if it were looked at.
  static Values longs(@Nullable Long... cells) {
    return new Values.Longs(
        Type.LONG,
        Arrays.stream(cells).mapToLong(c -> c == null ? Long.MAX_VALUE : c).toArray(),
        present((Object[]) cells));
  }

  static Values doubles(@Nullable Double... cells) {
    return new Values.Doubles(
        Arrays.stream(cells).mapToDouble(c -> c == null ? 77 : c).toArray(),
        present((Object[]) cells));
  }

  static Values flags(@Nullable Boolean... cells) {
    return new Values.Ints(
        Type.BOOLEAN,
        Arrays.stream(cells).mapToInt(c -> c == null || c ? 1 : 0).toArray(),
        present((Object[]) cells));
  }

  private static Values dates(@Nullable String... cells) {
    return new Values.Longs(
        Type.DATE,
        Arrays.stream(cells)
            .mapToLong(c -> c == null ? 0 : LocalDate.parse(c).toEpochDay())
            .toArray(),
        present((Object[]) cells));
  }

  private static Values times(@Nullable String... cells) {
    return new Values.Longs(
        Type.TIMESTAMP,
        Arrays.stream(cells)
            .map(c -> c == null ? "1970-01-01T00:00:00" : c)
            .map(LocalDateTime::parse)
            .mapToLong(t -> ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), t))
            .toArray(),
        present((Object[]) cells));
  }

  /// The same texts by way of a dictionary.
  static Values dictionary(@Nullable String... cells) {
    var entries = Arrays.stream(cells).map(c -> c == null ? "" : c).distinct().toList();
    var plain = Text.of(entries.toArray(String[]::new));
    var offsets = new int[entries.size() + 1];
    for (int e = 0; e < entries.size(); e++) {
      offsets[e + 1] = plain.end(e);
    }
    var codes = Arrays.stream(cells).mapToInt(c -> entries.indexOf(c == null ? "" : c)).toArray();
    return new Values.Texts(
        Type.TEXT, Text.ofDictionary(plain.bytes(), offsets, codes), present((Object[]) cells));
  }

  /// A cell in words: `\N` if missing, DATE and TIMESTAMP as numbers.
  static String cell(Values values, int row) {
    if (!values.validity().at(row)) {
      return "\\N";
    }
    return switch (values) {
      case Values.Ints ints ->
          values.type() == Type.BOOLEAN
              ? Boolean.toString(ints.cells()[row] != 0)
              : Integer.toString(ints.cells()[row]);
      case Values.Longs longs -> Long.toString(longs.cells()[row]);
      case Values.Doubles doubles -> Double.toString(doubles.cells()[row]);
      case Values.Texts texts -> texts.text().string(row);
    };
  }
}
