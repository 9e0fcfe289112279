package dev.weir.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Errors are one line, name the place, what was found and what would do.
class ExpressionErrorsTest {
  private static final Schema SCHEMA =
      Schema.of(
          Schema.Field.of("price", Type.LONG),
          Schema.Field.of("carat", Type.DOUBLE),
          Schema.Field.of("cut", Type.TEXT),
          Schema.Field.of("sold", Type.BOOLEAN),
          Schema.Field.of("day", Type.DATE),
          Schema.Field.of("raw", Type.BYTES));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '^',
      value = {
        "cut > 3 => at character 5: '>' compares TEXT with LONG; use number(cut) > 3",
        "price > '3' => at character 7: '>' compares LONG with TEXT; use price > 3",
        "day >= '2020-01-31' => at character 5: '>=' compares DATE with TEXT; use day >= date '2020-01-31'",
        "sold = 'true' => at character 6: '=' compares BOOLEAN with TEXT; use sold = true",
        "sold = 1 => at character 6: '=' compares BOOLEAN with LONG; use number(sold) = 1",
        "day > 3 => at character 5: '>' compares DATE with LONG; compare a date with a date, written like date '2020-01-31', or a part of it such as year(day)",
        "cut in (1, 2) => at character 5: 'in' compares TEXT with LONG; use number(cut)",
        "price = null => at character 7: '=' with null is never true; use price is null",
        "prise > 1 => at character 1: no column 'prise'; did you mean 'price'?",
        "cut = \"Ideal\" => at character 7: no column 'Ideal' (there is: price, carat, cut, sold, day, raw); text is written in single quotes: 'Ideal'",
        "uper(cut) => at character 1: no function 'uper'; did you mean 'upper'?",
        "substr(cut, 1) => at character 1: no function 'substr'; use substring(s, from, len)",
        "avg(price) > 1 => at character 1: no function 'avg'; use an analysis such as stats.describe: an expression sees one row at a time",
        "round() => at character 1: round(x[, digits]) takes 1 to 2 arguments, found 0",
        "length(price) => at character 8: argument 1 of length(s) must be TEXT, found LONG; use text(price)",
        "sqrt(cut) => at character 6: argument 1 of sqrt(x) must be a number, found TEXT; use number(cut)",
        "hour(day) => at character 6: argument 1 of hour(t) must be TIMESTAMP, found DATE; use timestamp(day)",
        "left(cut, 1.5) => at character 11: argument 2 of left(s, n) must be a whole number, found DOUBLE; use integer(1.5)",
        "lpad(cut, price) => at character 11: argument 2 of lpad(s, n[, fill]) must be a constant from 0 to 10000, found LONG",
        "lpad(cut, 99999) => at character 11: argument 2 of lpad(s, n[, fill]) must be from 0 to 10000, found 99999",
        "date_diff('week', day, day) => at character 11: argument 1 of date_diff('day' | 'hour' | 'minute' | 'second', from, to) must be one of [day, hour, minute, second], found 'week'",
        "cut + 'x' => at character 5: '+' needs numbers, cut is TEXT; use number(cut), or || to join texts",
        "day - day => at character 5: '-' needs numbers, day is DATE; use date_diff('day', from, to)",
        "cut || price => at character 5: '||' needs TEXT, price is LONG; use text(price)",
        "price like '1%' => at character 7: 'like' needs TEXT, price is LONG; use text(price)",
        "price and sold => at character 1: 'and' needs conditions, price is LONG; compare it, for example price > 0",
        "case when sold then 1 else 'a' end => at character 28: the values of the branches must be of one type, found LONG (1) and TEXT ('a'); use text(…) or number(…) on one of them",
        "raw = 'a' => at character 1: column 'raw' is BYTES; all that can be asked of it is: raw is null",
        "null => at character 1: null alone has no type; use number(null), text(null), date(null) …",
        "^^ => at character 1: the expression is empty; write for example price > 100",
        "price > => at character 8: found the end where a value is needed: a column, a number, 'text', a function or (…)",
        "price 3 => at character 7: found '3' after a complete expression; an operator (such as and, or, =, +) is missing before it",
        "1 < price < 3 => at character 11: found '<' after a complete expression; comparisons cannot be chained: write a < b and b < c",
        "(price > 3 => at character 11: found the end where the bracket opened at character 1 needs ')'",
        "price > 3) => at character 10: found ')' after a complete expression; no bracket is open",
        "price > 3 && sold => at character 11: '&' has no meaning here; write and",
        "! sold => at character 1: '!' has no meaning here; write not",
        "cut = 'Ideal => at character 7: the text that begins here has no end; close it with '",
        "cut = ‘Ideal’ => at character 7: '‘' has no meaning here; use the plain quotes ' for text and \" for column names",
        "2cm > 1 => at character 1: '2cm' is not a number; put a column of this name in double quotes: \"2cm\"",
        "price > 1. => at character 11: a digit must follow the point of the number 1.; write 1.0",
        "price > 99999999999999999999 => at character 9: the whole number 99999999999999999999 is beyond 64 bits; write it with a point, 99999999999999999999.0, for a DOUBLE",
        "price > 1e999 => at character 9: the number 1e999 is beyond the greatest DOUBLE, 1.7976931348623157e308",
        "day = date '31.01.2020' => at character 12: '31.01.2020' is not a date; write it like date '2020-01-31'",
        "sold is true => at character 9: found 'true' where 'is' needs 'null'",
        "case sold end => at character 11: found 'end' where 'case' needs 'when'",
        "then > 1 => at character 1: found the keyword 'then' where a value is needed; put a column of this name in double quotes: \"then\"",
        "9223372036854775807 + 1 => at character 1: 9223372036854775807 + 1 is beyond the whole numbers (64 bits); use number(9223372036854775807) + 1",
      })
  void message(String expression, String expected) {
    var error = assertThrows(PipelineException.class, () -> Expressions.parse(expression, SCHEMA));
    assertEquals(expected, error.getMessage());
    assertEquals(PipelineException.Category.USER, error.category());
    assertTrue(error.code().startsWith("expression."), error.code());
  }

  @Test
  void theTypeNeededIsNamed() {
    var error =
        assertThrows(
            PipelineException.class, () -> Expressions.parse("price * 2", SCHEMA, Type.BOOLEAN));
    assertEquals(
        "at character 1: the expression is LONG, needed is BOOLEAN; compare it, for example price * 2 > 0",
        error.getMessage());
  }

  @Test
  void nestingIsBounded() {
    for (var deep :
        List.of(
            "(".repeat(5_000) + "1" + ")".repeat(5_000),
            "- ".repeat(5_000) + "1",
            "not ".repeat(5_000) + "sold",
            "1" + " + 1".repeat(5_000),
            "abs(".repeat(3_000) + "1" + ")".repeat(3_000),
            "case when sold then ".repeat(1_000) + "1" + " end".repeat(1_000))) {
      var error = assertThrows(PipelineException.class, () -> Expressions.parse(deep, SCHEMA));
      assertEquals("expression.depth", error.code());
    }
    assertEquals(
        Type.BOOLEAN,
        Expressions.parse("price = 1" + " or price = 2".repeat(3_000), SCHEMA).type());
    assertEquals(
        Type.BOOLEAN, Expressions.parse("price in (1" + ", 2".repeat(10_000) + ")", SCHEMA).type());
  }

  @Test
  void lengthIsBoundedAndQuotesAreCut() {
    var error =
        assertThrows(PipelineException.class, () -> Expressions.parse(" ".repeat(70_000), SCHEMA));
    assertEquals("expression.length", error.code());
    var quoted =
        assertThrows(
            PipelineException.class,
            () -> Expressions.parse("\"" + "x\n".repeat(1_000) + "\"", SCHEMA));
    assertFalse(quoted.getMessage().contains("\n"));
    assertTrue(quoted.getMessage().length() < 300, quoted.getMessage());
  }
}
