package dev.weir.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the manual promises and DuckDB either has not or does differently. Expected values follow
/// from the rules in `docs/expressions.md`.
class ExpressionSemanticsTest {
  private static List<String> all(String expression) {
    var values =
        Expressions.parse(expression, ExpressionRows.SCHEMA)
            .values(ExpressionRows.chunk(), new Apart());
    return IntStream.range(0, ExpressionRows.ROWS)
        .mapToObj(r -> ExpressionRows.cell(values, r))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '^',
      value = {
        // precedence and literals
        "2 + 3 * 4 => 14",
        "-2 * -3 => 6",
        "- -2 => 2",
        "+2 => 2",
        "1 - 2 - 3 => -4",
        "100 / 10 / 4 => 2.5",
        "not true or true => true",
        "true or true and false => true",
        "not 1 = 2 => true",
        "'a' || 'b' = 'ab' => true",
        "1 + 1 = 2 and 2 <> 3 => true",
        "1e3 => 1000.0",
        ".5 => 0.5",
        "1.5E-2 => 0.015",
        "'it''s' => it's",
        "-9223372036854775808 => -9223372036854775808",
        "TRUE AND Not FALSE => true",
        "5 between 1 and 3 + 3 => true",
        "5 not between 1 and 3 => true",
        "3 in (1, 1 + 2) => true",
        // null
        "null is null => true",
        "null and false => false",
        "null or true => true",
        "not (null or false) => \\N",
        "1 + null => \\N",
        "3 in (1, null) => \\N",
        "3 not in (1, 2) => true",
        "concat('a', null, 'b') => ab",
        "'a' || null => \\N",
        "coalesce(null, null, 3) => 3",
        "coalesce(null, 2, 1.5) => 2.0",
        "greatest(1, null, 3) => 3",
        "least(null, 2.5, 3) => 2.5",
        "nullif(3, 3.0) => \\N",
        "case when null then 1 else 2 end => 2",
        "case when false then 1 end => \\N",
        "if(null, 'a', 'b') => b",
        // NaN and infinity
        "number('nan') = number('nan') => false",
        "number('nan') != 1 => true",
        "number('nan') < 1 => false",
        "not number('nan') < 1 => true",
        "number('nan') in (1, 2) => false",
        "greatest(1.5, number('nan')) => NaN",
        "least(1.5, number('nan')) => NaN",
        "is_nan(0 / 0) => true",
        "1 / 0 => Infinity",
        "-1 / 0 => -Infinity",
        "is_finite(1 / 0) => false",
        "sqrt(-1) => NaN",
        "ln(0) => -Infinity",
        "ln(-1) => NaN",
        "log2(8) => 3.0",
        "log2(0.125) => -3.0",
        "log2(0) => -Infinity",
        "round(number('nan')) => NaN",
        "sign(number('nan')) => NaN",
        // whole numbers
        "7 % 0 => \\N",
        "-7 % 3 => -1",
        "7.5 % 2 => 1.5",
        "7.5 % 0 => NaN",
        "9007199254740993 = 9007199254740992.0 => false",
        "9223372036854775807 < 9223372036854775808.0 => true",
        "9007199254740993 in (9007199254740992.0) => false",
        "abs(-3) => 3",
        "sign(-3) => -1",
        "floor(-3) => -3",
        // rounding
        "round(2.5) => 3.0",
        "round(-2.5) => -3.0",
        "round(0.49999999999999994) => 0.0",
        "round(-0.4) => -0.0",
        "round(1234.567, 2) => 1234.57",
        "round(1234.567, -2) => 1200.0",
        "round(1234.567, 400) => 1234.567",
        "round(1234.567, -400) => 0.0",
        "round(1250, -2) => 1300",
        "round(-1250, -2) => -1300",
        "round(1250, 2) => 1250",
        "round(1250, -19) => 0",
        "round(1250, -30) => 0",
        "trunc(-2.7) => -2.0",
        // text
        "length('naïve') => 5",
        "length('') => 0",
        "substring('hello', 2) => ello",
        "substring('hello', 0, 2) => h",
        "substring('hello', -3, 2) => ll",
        "substring('hello', -9, 6) => he",
        "substring('hello', 2, -1) => ^^",
        "substring('hello', 9) => ^^",
        "left('été', 2) => ét",
        "left('été', -1) => ét",
        "right('été', 2) => té",
        "right('été', -2) => é",
        "left('été', -9223372036854775808) => ^^",
        "lpad('7', 3, '0') => 007",
        "rpad('7', 3) => ^7  ^",
        "lpad('12345', 3, '0') => 123",
        "lpad('é', 3, 'ab') => abé",
        "lpad('a', 3, '') => a",
        "replace('aaa', 'aa', 'b') => ba",
        "replace('abc', '', 'x') => abc",
        "trim('\u00a0 a\t') => a",
        "contains('abc', '') => true",
        "contains('abc', 'bc') => true",
        "starts_with('abc', 'abcd') => false",
        "ends_with('abc', 'bc') => true",
        "'naïve' like 'na_ve' => true",
        "'a' like 'A' => false",
        "'aXbXc' like 'a%X%c' => true",
        "'100%' like '%0%' => true",
        "'' like '_' => false",
        "upper('straße') => STRAßE",
        // dates
        "year(date '2020-02-29') => 2020",
        "day_of_week(date '2024-12-30') => 1",
        "day_of_week(date '2024-12-29') => 7",
        "day_of_year(date '2024-12-31') => 366",
        "quarter(date '2024-12-31') => 4",
        "second(timestamp '1969-12-31 23:59:59.5') => 59",
        "date(timestamp '1969-12-31 23:59:59.5') => -1",
        "timestamp '2020-01-31T12:00:00+02:00' = timestamp '2020-01-31 10:00Z' => true",
        "date '2020-01-31' = timestamp '2020-01-31 00:00' => true",
        "date '2020-01-31' < timestamp '2020-01-31 00:00:00.000001' => true",
        "date_diff('day', timestamp '2020-01-01 23:59', timestamp '2020-01-02 00:01') => 1",
        "date_diff('hour', date '2020-01-02', date '2020-01-01') => -24",
        "date('2020-02-30') => \\N",
        "date(' 2020-02-29 ') => 18321",
        "timestamp('yesterday') => \\N",
        "text(date '2020-02-29') => 2020-02-29",
        "text(timestamp '2020-02-29 01:02:03.120') => 2020-02-29 01:02:03.12",
        // conversions
        "number('12.5') => 12.5",
        "number(' -1e3 ') => -1000.0",
        "number('1,000') => \\N",
        "number('0x10') => \\N",
        "number('1d') => \\N",
        "number('') => \\N",
        "number('.') => \\N",
        "number('123456789012345678901234567890') => 1.2345678901234568E29",
        "number('0.1') => 0.1",
        "number(true) => 1.0",
        "integer('12') => 12",
        "integer('-9223372036854775808') => -9223372036854775808",
        "integer('9223372036854775808') => \\N",
        "integer('12.0') => 12",
        "integer(2.5) => \\N",
        "integer(round(2.5)) => 3",
        "integer(1e19) => \\N",
        "integer(false) => 0",
        "text(1.0) => 1.0",
        "text(true) => true",
        "text(12) => 12",
      })
  void constants(String expression, String expected) {
    assertEquals(expected, all(expression).getFirst());
    assertEquals(1, all(expression).stream().distinct().count());
  }

  @Test
  void overflowsNameTheRowTheOperationAndTheCure() {
    var chunk =
        Chunk.of(
            Schema.of(Schema.Field.of("a", Type.LONG)),
            2,
            41,
            ExpressionRows.longs(1L, Long.MAX_VALUE));
    var sum = Expressions.parse("2 * (a + 1)", chunk.schema());
    var apart = new Apart();
    var values = sum.values(chunk, apart);
    assertEquals(
        Map.of(
            42L,
            "a + 1 is 9223372036854775807 + 1, beyond the whole numbers (64 bits); use number(a) + 1 (character 6 of the expression)"),
        apart.rejected());
    assertEquals("4", ExpressionRows.cell(values, 0));
    assertFalse(values.validity().at(1));
    assertEquals(List.of("2.0", "9.223372036854776E18"), two("number(a) + 1", chunk));
    for (var failing : List.of("-a - 2", "a * 3", "-(-a - 1)", "abs(-a - 1)", "round(a, -1)")) {
      var again = new Apart();
      var rest = Expressions.parse(failing, chunk.schema()).values(chunk, again);
      assertEquals(Set.of(42L), again.rejected().keySet(), failing);
      assertTrue(rest.validity().at(0), failing);
    }
  }

  private static List<String> two(String expression, Chunk chunk) {
    var apart = new Apart();
    var values = Expressions.parse(expression, chunk.schema()).values(chunk, apart);
    assertEquals(Map.of(), apart.rejected(), expression);
    return List.of(ExpressionRows.cell(values, 0), ExpressionRows.cell(values, 1));
  }

  @Test
  void onlyRowsThatAreLookedAtMayOverflow() {
    var chunk =
        Chunk.of(
            Schema.of(Schema.Field.of("a", Type.LONG)),
            2,
            0,
            ExpressionRows.longs(3L, Long.MAX_VALUE));
    assertEquals(List.of("9", "\\N"), two("if(a < 10, a * a, null)", chunk));
    assertEquals(List.of("true", "false"), two("a < 10 and a * a > 5", chunk));
    assertEquals(List.of("true", "true"), two("a > 10 or a * a > 5", chunk));
    assertEquals(List.of("3", "9223372036854775807"), two("coalesce(a, a * a)", chunk));
    assertEquals(List.of("9", "0"), two("case when a > 10 then 0 else a * a end", chunk));
    var apart = new Apart();
    var kept = new int[2];
    assertEquals(
        1, Expressions.parse("a * a > 5 or a > 10", chunk.schema()).selectTrue(chunk, kept, apart));
    assertEquals(Set.of(1L), apart.rejected().keySet());
  }

  @Test
  void missingCellsNeverOverflow() {
    var chunk =
        Chunk.of(Schema.of(Schema.Field.of("a", Type.LONG)), 2, 0, ExpressionRows.longs(3L, null));
    assertEquals(List.of("9", "\\N"), two("a * a", chunk));
    assertEquals(List.of("4", "\\N"), two("a + 1", chunk));
  }

  @Test
  void knowsTheColumnsItReads() {
    var expression = Expressions.parse("n > 1 and \"s\" = `s` or n is null", ExpressionRows.SCHEMA);
    assertEquals(List.of("n", "s"), expression.reads().stream().map(Column::name).toList());
    assertEquals("n > 1 and \"s\" = `s` or n is null", expression.text());
  }

  @Test
  void quotedAndDottedNames() {
    var schema =
        Schema.of(
            Schema.Field.of("Sepal.Length", Type.DOUBLE),
            Schema.Field.of("a \"b\" c", Type.LONG),
            Schema.Field.of("year", Type.LONG));
    assertEquals(
        3, Expressions.parse("Sepal.Length + \"a \"\"b\"\" c\" + year", schema).reads().size());
    assertEquals(1, Expressions.parse("`a \"b\" c`", schema).reads().size());
  }

  @Test
  void bytesCanBeTestedForNull() {
    assertEquals("true", all("raw is null").get(7));
    assertEquals("true", all("raw is not null").getFirst());
  }

  @Test
  void widensToWhatIsAccepted() {
    assertEquals(Type.DOUBLE, Expressions.parse("n", ExpressionRows.SCHEMA, Type.DOUBLE).type());
    assertEquals(
        Type.TIMESTAMP, Expressions.parse("d", ExpressionRows.SCHEMA, Type.TIMESTAMP).type());
    assertEquals(Type.LONG, Expressions.parse("i", ExpressionRows.SCHEMA, Type.numeric()).type());
    assertEquals(
        Type.BOOLEAN, Expressions.parse("null", ExpressionRows.SCHEMA, Type.BOOLEAN).type());
  }

  @Test
  void selectsTrueRowsOnly() {
    var rows = new int[ExpressionRows.ROWS];
    int count =
        Expressions.parse("f and g", ExpressionRows.SCHEMA, Type.BOOLEAN)
            .selectTrue(ExpressionRows.chunk(), rows, new Apart());
    assertEquals(2, count);
    assertEquals(0, rows[0]);
    assertEquals(9, rows[1]);
    assertEquals(
        0,
        Expressions.parse("null", ExpressionRows.SCHEMA, Type.BOOLEAN)
            .selectTrue(ExpressionRows.chunk(), rows, new Apart()));
    assertEquals(
        10,
        Expressions.parse("true", ExpressionRows.SCHEMA, Type.BOOLEAN)
            .selectTrue(ExpressionRows.chunk(), rows, new Apart()));
  }

  @Test
  void noRows() {
    var empty = ExpressionRows.chunk().select(new int[0], 0);
    for (var expression :
        List.of(
            "n + 1",
            "s || 'a'",
            "f and g",
            "case when f then s end",
            "1",
            "coalesce(x, 1)",
            "greatest(n, m)")) {
      assertEquals(
          Expressions.parse(expression, ExpressionRows.SCHEMA).type(),
          Expressions.parse(expression, ExpressionRows.SCHEMA).values(empty, new Apart()).type());
    }
  }

  @Test
  void producedTextIsBounded() {
    var schema = Schema.of(Schema.Field.of("s", Type.TEXT));
    var chunk = Chunk.of(schema, 1, 0, dev.weir.api.Values.of("a".repeat(10_000)));
    var expression = "replace(".repeat(8) + "s" + ", 'a', 'aaaaaaaaaa')".repeat(8);
    var error =
        assertThrows(
            PipelineException.class,
            () -> Expressions.parse(expression, schema).values(chunk, new Apart(64 << 20)));
    assertEquals(PipelineException.Category.RESOURCE, error.category());
  }

  @Test
  void longTextAgainstHostilePatternEnds() {
    var schema = Schema.of(Schema.Field.of("s", Type.TEXT));
    var chunk = Chunk.of(schema, 1, 0, dev.weir.api.Values.of("a".repeat(100_000)));
    var values =
        Expressions.parse("s like '" + "%a".repeat(500) + "b'", schema).values(chunk, new Apart());
    assertEquals("false", ExpressionRows.cell(values, 0));
  }
}
