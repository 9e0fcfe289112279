package dev.weir.source.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every line of the table in [TypeRule], through a DuckDB file.
class TypeRuleTest {
  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void folder() {
    given = new Given(folder);
  }

  private void check(String value, Type type, String cell) {
    try {
      java.nio.file.Files.deleteIfExists(folder.resolve("d.duckdb"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    given.sql(
        "ATTACH '%s/d.duckdb' AS d",
        "CREATE TABLE d.x AS SELECT " + value + " AS v UNION ALL SELECT NULL", "DETACH d");
    try (var source = given.open("d.duckdb")) {
      assertEquals(type, source.schema().fields().getFirst().type(), value);
      assertEquals(List.of(cell, "~"), Given.rows(source, Given.all(source)), value);
    }
  }

  @Test
  void numbers() {
    check("true", Type.BOOLEAN, "1");
    check("(-128)::TINYINT", Type.INT, "-128");
    check("(-32768)::SMALLINT", Type.INT, "-32768");
    check("2147483647::INTEGER", Type.INT, "2147483647");
    check("255::UTINYINT", Type.INT, "255");
    check("65535::USMALLINT", Type.INT, "65535");
    check("4294967295::UINTEGER", Type.LONG, "4294967295");
    check("(-9223372036854775808)::BIGINT", Type.LONG, "-9223372036854775808");
    check("9223372036854775807::UBIGINT", Type.LONG, "9223372036854775807");
    check("(-9223372036854775808)::HUGEINT", Type.LONG, "-9223372036854775808");
    check("9223372036854775807::UHUGEINT", Type.LONG, "9223372036854775807");
    check("(-12)::DECIMAL(18,0)", Type.LONG, "-12");
    check("12::DECIMAL(19,0)", Type.DOUBLE, "12.0");
    check("12345678901.2345::DECIMAL(15,4)", Type.DOUBLE, "1.23456789012345E10");
    check("0.1::DECIMAL(3,1)", Type.DOUBLE, "0.1");
    check("1.5::FLOAT", Type.DOUBLE, "1.5");
    check("'nan'::DOUBLE", Type.DOUBLE, "NaN");
    check("'-inf'::DOUBLE", Type.DOUBLE, "-Infinity");
  }

  @Test
  void texts() {
    check("'äö'::VARCHAR", Type.TEXT, "äö");
    check("'a text of more than twelve bytes'", Type.TEXT, "a text of more than twelve bytes");
    check("'b'::ENUM('a', 'b')", Type.TEXT, "b");
    check(
        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID",
        Type.TEXT,
        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    check("'10101'::BIT", Type.TEXT, "10101");
    check("TIME '12:34:56.789'", Type.TEXT, "12:34:56.789");
    check("'12:34:56+02'::TIMETZ", Type.TEXT, "12:34:56+02");
    check("12345678901234567890123::BIGNUM", Type.TEXT, "12345678901234567890123");
    check("'abc'::BLOB", Type.BYTES, "abc");
  }

  @Test
  void nested() {
    check("[1, 2]", Type.TEXT, "[1,2]");
    check("[1, 2]::INTEGER[2]", Type.TEXT, "[1,2]");
    check("{'a': 1, 'b': 'x'}", Type.TEXT, "{\"a\":1,\"b\":\"x\"}");
    check("MAP {'k': 2}", Type.TEXT, "{\"k\":2}");
    check("union_value(n := 3)", Type.TEXT, "{\"n\":3}");
    check("'{\"a\": 1}'::JSON", Type.TEXT, "{\"a\":1}");
  }

  @Test
  void intervals() {
    check(
        "INTERVAL '1 year 2 months 3 days 4 hours 5 minutes 6.7 seconds'",
        Type.TEXT,
        "P1Y2M3DT4H5M6.7S");
    check("INTERVAL '0 days'", Type.TEXT, "PT0S");
    check("INTERVAL '-90 minutes'", Type.TEXT, "PT-1H-30M");
    check("INTERVAL '0.000001 seconds'", Type.TEXT, "PT0.000001S");
    check("INTERVAL '3 days'", Type.TEXT, "P3D");
  }

  @Test
  void times() {
    check("DATE '1969-12-31'", Type.DATE, "-1");
    check("DATE '0044-03-15 (BC)'", Type.DATE, "-735160");
    check("TIMESTAMP '1970-01-01 00:00:00.000001'", Type.TIMESTAMP, "1");
    check("TIMESTAMP_S '1970-01-01 00:00:02'", Type.TIMESTAMP, "2000000");
    check("TIMESTAMP_MS '1970-01-01 00:00:00.003'", Type.TIMESTAMP, "3000");
    check("TIMESTAMP_NS '1970-01-01 00:00:00.000001999'", Type.TIMESTAMP, "1");
    check("TIMESTAMP_NS '1969-12-31 23:59:59.999999999'", Type.TIMESTAMP, "-1");
    check("TIMESTAMPTZ '1970-01-01 02:00:00+02'", Type.TIMESTAMP, "0");
  }

  private void refused(String value, String... parts) throws IOException {
    java.nio.file.Files.deleteIfExists(folder.resolve("d.duckdb"));
    given.sql(
        "ATTACH '%s/d.duckdb' AS d",
        "CREATE TABLE d.x AS SELECT NULL AS v UNION ALL SELECT " + value, "DETACH d");
    given.refused("source.value", "d.duckdb", List.of(), parts);
  }

  @Test
  void whatDoesNotFitIsAnErrorWithPlaceAndCure() throws IOException {
    refused(
        "9223372036854775808::UBIGINT",
        "d.duckdb table x, row 2, column 'v': '9223372036854775808' is beyond 64 bits",
        "CAST");
    refused("(-9223372036854775809)::HUGEINT", "'-9223372036854775809' is beyond 64 bits");
    refused(
        "340282366920938463463374607431768211455::UHUGEINT",
        "'340282366920938463463374607431768211455'");
    refused("'infinity'::DATE", "row 2, column 'v': 'infinity' is no day");
    refused("'-infinity'::TIMESTAMP", "'-infinity' is no point in time");
  }
}
