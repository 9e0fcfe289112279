package dev.weir.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.api.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Our answers are DuckDB's (`duckdb.tsv`, its first line says version and command), save where
/// [#ON_PURPOSE] says why not.
class DuckDbAgreementTest {
  /// Expression, then row and our answer. `docs/expressions.md`, "Where DuckDB differs", has the
  /// reasons.
  private static final Map<String, Map<Integer, String>> ON_PURPOSE =
      Map.of(
          // A whole number is compared exactly, not rounded to DOUBLE first.
          "n > x", Map.of(6, "true"),
          // Character by character: ß has no capital of its own in everyday use.
          "upper(s)", Map.of(9, "ZÜRICH ß"),
          // The shortest form, written as Java writes it.
          "text(y)", Map.of(7, "1.0E-300"));

  static Stream<org.junit.jupiter.params.provider.Arguments> vectors() throws IOException {
    try (var in =
        Objects.requireNonNull(DuckDbAgreementTest.class.getResourceAsStream("duckdb.tsv"))) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t", -1)))
          .map(line ->
              arguments(line.get(0), Type.valueOf(line.get(2)), line.subList(3, line.size())));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void agrees(String expression, Type type, List<String> expected) {
    var parsed = Expressions.parse(expression, ExpressionRows.SCHEMA);
    assertEquals(type, parsed.type());
    var values = parsed.values(ExpressionRows.chunk(), new Apart());
    assertEquals(type, values.type());
    var differences = new ArrayList<String>();
    for (int r = 0; r < ExpressionRows.ROWS; r++) {
      var ours = ExpressionRows.cell(values, r);
      var theirs = expected.get(r);
      var purpose = ON_PURPOSE.getOrDefault(expression, Map.of()).get(r + 1);
      if (purpose != null
          ? !ours.equals(purpose) || same(type, ours, theirs)
          : !same(type, ours, theirs)) {
        differences.add(
            "row "
                + (r + 1)
                + ": ours "
                + ours
                + ", DuckDB "
                + theirs
                + (purpose == null ? "" : ", on purpose " + purpose));
      }
    }
    assertTrue(differences.isEmpty(), () -> String.join("; ", differences));
  }

  /// To the bit, except for transcendental functions, which may differ by two units in the last
  /// place.
  private static boolean same(Type type, String ours, String theirs) {
    if (type != Type.DOUBLE || ours.equals("\\N") || theirs.equals("\\N")) {
      return ours.equals(theirs);
    }
    double x = Double.parseDouble(ours);
    double y =
        switch (theirs) {
          case "nan" -> Double.NaN;
          case "inf" -> Double.POSITIVE_INFINITY;
          case "-inf" -> Double.NEGATIVE_INFINITY;
          default -> Double.parseDouble(theirs);
        };
    return x == y || Double.compare(x, y) == 0 || Math.abs(x - y) <= 2 * Math.ulp(y);
  }

  @Test
  void sawTheVectors() throws IOException {
    assertTrue(vectors().count() >= 150);
  }
}
