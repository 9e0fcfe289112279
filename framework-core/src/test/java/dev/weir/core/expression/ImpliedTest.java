package dev.weir.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Type;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which conditions a source is told of, and which not.
class ImpliedTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '^',
      value = {
        "n > 1 => n GREATER 1 Long",
        "1 >= n => n LESS_OR_EQUAL 1 Long",
        "i = 3 => i EQUAL 3 Long",
        "n > 1.5 => n GREATER 1 Long",
        "n >= 1.5 => n GREATER_OR_EQUAL 2 Long",
        "n < -1.5 => n LESS -1 Long",
        "n = 2.0 => n EQUAL 2 Long",
        "n = 2.5 => ^^",
        "n < 1e30 => ^^",
        "x > 1 => x GREATER 1.0 Double",
        "x > 9007199254740993 => ^^",
        "x > number('nan') => ^^",
        "s = 'a' => s EQUAL a String",
        "s in ('b', 'a') => s GREATER_OR_EQUAL a String, s LESS_OR_EQUAL b String",
        "n in (7) => n EQUAL 7 Long",
        "n in (7, m) => ^^",
        "x in (1, 2.5) => x GREATER_OR_EQUAL 1.0 Double, x LESS_OR_EQUAL 2.5 Double",
        "n in (7, null) => ^^",
        "n between 1 and 2 + 3 => n GREATER_OR_EQUAL 1 Long, n LESS_OR_EQUAL 5 Long",
        "f => f EQUAL true Boolean",
        "not f => f EQUAL false Boolean",
        "d > date '1970-01-02' => d GREATER 1 Long",
        "ts > timestamp '1970-01-01 00:00:01' => ts GREATER 1000000 Long",
        "d > timestamp '1970-01-02 00:00:00' => ^^",
        "n > 1 and (s = 'a' and f) => n GREATER 1 Long, s EQUAL a String, f EQUAL true Boolean",
        "n > 1 or s = 'a' => ^^",
        "not (n > 1) => ^^",
        "n > m => ^^",
        "n > 1 and n + m > 3 and f => n GREATER 1 Long",
        "n / m > 3 and f => f EQUAL true Boolean",
        "-n > 1 => ^^",
      })
  void conditions(String expression, String expected) {
    var implied =
        Expressions.parse(expression, ExpressionRows.SCHEMA, Type.BOOLEAN).implies().stream()
            .map(c ->
                c.column()
                    + " "
                    + c.comparison()
                    + " "
                    + c.value()
                    + " "
                    + c.value().getClass().getSimpleName())
            .collect(Collectors.joining(", "));
    assertEquals(expected, implied);
  }
}
