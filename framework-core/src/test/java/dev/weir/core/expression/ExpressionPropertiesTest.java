package dev.weir.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Chunk;
import dev.weir.api.Condition;
import dev.weir.api.Expression;
import dev.weir.api.PipelineException;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Laws that hold for every expression.
class ExpressionPropertiesTest {
  private static final String[] WORDS =
      """
      n m x s f d ts raw nope 1 0 -1 2.5 1e300 9223372036854775807 'a' '%e_' '' '2020-01-01' true null
      date '2020-01-31' and or not is in between like case when then else end if( ( ) , + - * / % ||
      = != < >= abs( round( coalesce( greatest( substring( replace( left( number( text( integer(
      date( lpad( nullif( year( date_diff('day', " ' ; é \u0000
      """
          .split("\\s+");

  @Provide
  Arbitrary<String> garbage() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(80),
        Arbitraries.strings().ascii().ofMaxLength(80),
        Arbitraries.of(WORDS).list().ofMaxSize(25).map(words -> String.join(" ", words)));
  }

  @Property(tries = 3_000)
  void garbageIsRefusedInOneLine(@ForAll("garbage") String text) {
    try {
      Expressions.parse(text, ExpressionRows.SCHEMA).values(ExpressionRows.chunk(), new Apart());
    } catch (PipelineException e) {
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
      assertTrue(
          e.getMessage().startsWith("at character ")
              || e.category() == PipelineException.Category.DATA,
          e.getMessage());
    }
  }

  @Provide
  Arbitrary<String> numbers() {
    return numbers(3);
  }

  private static Arbitrary<String> numbers(int depth) {
    return nested(
        depth,
        List.of(
            () ->
                Arbitraries.of(
                    "n",
                    "m",
                    "i",
                    "x",
                    "y",
                    "0",
                    "1",
                    "-3",
                    "2.5",
                    "9007199254740993",
                    "length(s)",
                    "year(d)",
                    "hour(ts)"),
            () -> binary(numbers(depth - 1), "+", "-", "*", "/", "%"),
            () ->
                call(numbers(depth - 1), "abs", "round", "floor", "sign", "-", "number", "integer"),
            () -> call(texts(depth - 1), "number", "length"),
            () -> choice(conditions(depth - 1), numbers(depth - 1))));
  }

  @Provide
  Arbitrary<String> texts() {
    return texts(3);
  }

  private static Arbitrary<String> texts(int depth) {
    return nested(
        depth,
        List.of(
            () -> Arbitraries.of("s", "t", "'a'", "''", "'ï'", "text(n)", "text(x)", "text(d)"),
            () -> binary(texts(depth - 1), "||"),
            () -> call(texts(depth - 1), "upper", "lower", "trim"),
            () ->
                texts(depth - 1)
                    .flatMap(a -> texts(depth - 1).map(b -> "replace(" + a + ", 'a', " + b + ")")),
            () ->
                texts(depth - 1)
                    .flatMap(a ->
                        Arbitraries.integers()
                            .between(-3, 5)
                            .map(n ->
                                "substring("
                                    + a
                                    + ", "
                                    + n
                                    + ", 2) || right("
                                    + a
                                    + ", "
                                    + n
                                    + ")")),
            () -> choice(conditions(depth - 1), texts(depth - 1))));
  }

  @Provide
  Arbitrary<String> conditions() {
    return conditions(3);
  }

  private static Arbitrary<String> conditions(int depth) {
    return nested(
        depth,
        List.of(
            () ->
                Arbitraries.of(
                    "f",
                    "g",
                    "n > 1",
                    "m = 2",
                    "x <= 2.5",
                    "x > 0",
                    "s = 'aaa'",
                    "s >= 'N'",
                    "d < date '2000-01-01'",
                    "ts is null",
                    "n > 1.5",
                    "m < 2.5"),
            () ->
                Arbitraries.of(
                    "n in (7, 5)",
                    "x in (1.5)",
                    "t in ('a', 'x', null)",
                    "n between -7 and 3",
                    "2 < m",
                    "not f",
                    "s like '%e%'",
                    "x = 0",
                    "y != 1"),
            () -> binary(conditions(depth - 1), "and", "or", "and", "="),
            () -> binary(numbers(depth - 1), "<", "=", ">="),
            () -> binary(texts(depth - 1), "<", "=", "like"),
            () -> call(conditions(depth - 1), "not"),
            () -> conditions(depth - 1).map(c -> "(" + c + ") is null")));
  }

  /// The first for leaves; below the depth allowed any.
  private static Arbitrary<String> nested(int depth, List<Supplier<Arbitrary<String>>> kinds) {
    return depth == 0
        ? kinds.getFirst().get()
        : Arbitraries.oneOf(kinds.stream().map(Supplier::get).toList());
  }

  private static Arbitrary<String> binary(Arbitrary<String> operands, String... operators) {
    return operands.flatMap(a ->
        Arbitraries.of(operators)
            .flatMap(o -> operands.map(b -> "(" + a + ") " + o + " (" + b + ")")));
  }

  private static Arbitrary<String> call(Arbitrary<String> operands, String... names) {
    return operands.flatMap(a -> Arbitraries.of(names).map(name -> name + "(" + a + ")"));
  }

  private static Arbitrary<String> choice(Arbitrary<String> conditions, Arbitrary<String> values) {
    return conditions.flatMap(c ->
        values.flatMap(a ->
            values.map(b ->
                "case when " + c + " then " + a + " else coalesce(" + b + ", " + a + ") end")));
  }

  @Provide
  Arbitrary<String> any() {
    return Arbitraries.oneOf(numbers(), texts(), conditions());
  }

  /// All rows' cells, or the row that fails first and why.
  private static String outcome(Expression expression, Chunk chunk, int rowsAtOnce) {
    var cells = new StringBuilder();
    for (int from = 0; from < chunk.rows(); from += rowsAtOnce) {
      var part = chunk.slice(from, Math.min(chunk.rows(), from + rowsAtOnce));
      Values values;
      try {
        values = expression.values(part, new Apart());
      } catch (PipelineException e) {
        assertEquals(PipelineException.Category.DATA, e.category(), e.getMessage());
        return "fails";
      }
      assertEquals(expression.type(), values.type());
      for (int r = 0; r < part.rows(); r++) {
        cells.append(ExpressionRows.cell(values, r)).append('|');
      }
    }
    return cells.toString();
  }

  /// Parsed, unless a constant in it overflows or has no type.
  private static @org.jspecify.annotations.Nullable Expression parsed(String text) {
    try {
      return Expressions.parse(text, ExpressionRows.SCHEMA);
    } catch (PipelineException e) {
      assertTrue(
          List.of("expression.overflow", "expression.type", "expression.depth").contains(e.code()),
          text + ": " + e.getMessage());
      return null;
    }
  }

  @Property(tries = 1_500)
  void chunksDoNotChangeTheAnswer(@ForAll("any") String text) {
    var expression = parsed(text);
    if (expression != null) {
      var chunk = ExpressionRows.chunk();
      assertEquals(outcome(expression, chunk, 1), outcome(expression, chunk, chunk.rows()), text);
      assertEquals(outcome(expression, chunk, 1), outcome(expression, chunk, 3), text);
    }
  }

  @Property(tries = 1_500)
  void impliedConditionsHoldWhereItIsTrueAndHideNoError(@ForAll("conditions") String text) {
    var expression = parsed(text);
    if (expression == null || expression.implies().isEmpty()) {
      return;
    }
    var chunk = ExpressionRows.chunk();
    for (int r = 0; r < chunk.rows(); r++) {
      var row = chunk.slice(r, r + 1);
      boolean fulfils =
          expression.implies().stream().allMatch(condition -> fulfils(row, condition));
      if (!fulfils) {
        assertEquals(
            0,
            expression.selectTrue(row, new int[1], new Apart()),
            text + " row " + r + " " + expression.implies());
      }
    }
  }

  /// A second, independent reading of what a condition means.
  private static boolean fulfils(Chunk row, Condition condition) {
    var column = row.schema().column(condition.column());
    if (!row.validity(column).at(0)) {
      return false;
    }
    double order =
        switch (condition.value()) {
          case Long wanted -> Long.compare(row.longs(column)[0], wanted);
          case Double wanted -> {
            assertEquals(Type.DOUBLE, column.type());
            yield row.doubles(column)[0] - wanted;
          }
          case String wanted -> row.text(column).string(0).compareTo(wanted);
          case Boolean wanted -> Boolean.compare(row.ints(column)[0] == 1, wanted);
          default -> throw new AssertionError(condition);
        };
    return switch (condition.comparison()) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  @Property(tries = 500)
  void numeralsAreReadAsJavaReadsThem(@ForAll double value, @ForAll long whole) {
    var numeral = new Numeral();
    for (var text :
        List.of(
            Double.toString(value),
            Long.toString(whole),
            java.math.BigDecimal.valueOf(whole, 7).toPlainString())) {
      var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      assertTrue(numeral.read(bytes, 0, bytes.length), text);
      assertEquals(Double.parseDouble(text), numeral.real(), text);
    }
  }

  @Property(tries = 500)
  void calendarAgreesWithJavaTime(
      @ForAll @net.jqwik.api.constraints.LongRange(min = -365_241_780_471L, max = 365_241_780_471L)
          long day) {
    var date = java.time.LocalDate.ofEpochDay(day);
    assertEquals(date.getYear(), Calendar.year(day));
    assertEquals(date.getMonthValue(), Calendar.month(day));
    assertEquals(date.getDayOfMonth(), Calendar.day(day));
    assertEquals(date.getDayOfYear(), Calendar.dayOfYear(day));
    assertEquals(date.getDayOfWeek().getValue(), Calendar.dayOfWeek(day));
    assertEquals(
        day, Calendar.epochDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth()));
  }
}
