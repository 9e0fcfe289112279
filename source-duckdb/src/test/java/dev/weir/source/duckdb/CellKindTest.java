package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CellKindTest {
  private static void check(CellKind kind, String... cells) {
    for (var cell : cells) {
      var bytes = cell.getBytes(StandardCharsets.UTF_8);
      assertEquals(kind, CellKind.of(bytes, 0, bytes.length), cell);
    }
  }

  @Test
  void kinds() {
    check(CellKind.BOOLEAN, "true", "FALSE", " True ");
    check(CellKind.LONG, "0", "-1", "+7", " 12 ", "9223372036854775807", "-9223372036854775808");
    check(CellKind.DOUBLE, "1.5", ".5", "5.", "-1e3", "1E-7", "0.1", "1e400", "-0.0");
    check(CellKind.NO_NUMBER, "nan", "NaN", "inf", "-Infinity");
    check(CellKind.DATE, "2020-02-29", "1899-12-31");
    check(
        CellKind.TIMESTAMP,
        "2020-02-29T10:00",
        "2020-02-29 10:00:59.123456789",
        "2020-02-29T10:00:00Z",
        "2020-02-29 10:00:00-0530");
    check(
        CellKind.TEXT,
        "",
        "x",
        "t",
        "F",
        "yes",
        "007",
        "9223372036854775808",
        "1_000",
        "0x1F",
        "1,5",
        "1e",
        "e5",
        "-",
        ".",
        "2020-13-01",
        "2021-02-29",
        "2020-1-2",
        "01/02/2020",
        "2020-01-01 24:00",
        "2020-01-01T10:00X",
        "2020-01-01 10",
        "12:30");
  }

  @Test
  void typesOfSeveralKinds() {
    assertEquals(Type.TEXT, CellKind.type(Set.of()));
    assertEquals(Type.LONG, CellKind.type(EnumSet.of(CellKind.LONG)));
    assertEquals(Type.DOUBLE, CellKind.type(EnumSet.of(CellKind.LONG, CellKind.DOUBLE)));
    assertEquals(Type.DOUBLE, CellKind.type(EnumSet.of(CellKind.LONG, CellKind.NO_NUMBER)));
    assertEquals(Type.TEXT, CellKind.type(EnumSet.of(CellKind.NO_NUMBER)));
    assertEquals(Type.TIMESTAMP, CellKind.type(EnumSet.of(CellKind.DATE, CellKind.TIMESTAMP)));
    for (var other : List.of(CellKind.BOOLEAN, CellKind.DATE, CellKind.TEXT)) {
      assertEquals(Type.TEXT, CellKind.type(EnumSet.of(CellKind.LONG, other)), other.toString());
    }
  }

  @Property(tries = 500)
  void timestampsAreThoseOfJava(
      @ForAll @LongRange(min = -62_135_596_800_000_000L, max = 253_402_300_799_999_999L)
          long micros) {
    var text = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertEquals(micros, IsoTime.micros(bytes, 0, bytes.length), text);
  }

  @Test
  void offsetsCount() {
    for (var text :
        List.of(
            "2020-01-01T10:00:00+02:00",
            "2020-01-01T10:00:00.5-11:30",
            "1969-12-31T23:00:00+01:00")) {
      var bytes = text.getBytes(StandardCharsets.US_ASCII);
      assertEquals(
          ChronoUnit.MICROS.between(Instant.EPOCH, OffsetDateTime.parse(text).toInstant()),
          IsoTime.micros(bytes, 0, bytes.length),
          text);
    }
  }
}
